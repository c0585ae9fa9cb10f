"""`--pair` and `--pair-by`: the user knows better which ship is which."""

import json
from pathlib import Path

import pytest

from tests.changes.test_pairing import ship
from tests.shell import Shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two ships in `a`, which have swapped their numbers in `b`."""
    for name, ships in (("a", ("Anvil", "Bell")), ("b", ("Bell", "Anvil"))):
        text = "".join(ship(at, one) for at, one in enumerate(ships, 1))
        (tmp_path / f"{name}.xml").write_text(f"<vessel_data>{text}</vessel_data>")
    return tmp_path


def paired(shell: Shell, folder: Path, *options: str) -> tuple[object, object, object]:
    with shell.inside(folder):
        done = shell("compare", "a.xml", "b.xml", "--base", "none", "--format", "json", *options)
    ships = json.loads(done.out)["vessels"]
    changed = [one["id"] for one in ships["changed"] if len(one["changes"]) > 1]
    return (
        [(one["from"], one["to"], one["name"]) for one in ships["renumbered"]],
        changed,
        ships["replaced"],
    )


def test_a_comparison_pairs_as_it_is_told(shell: Shell, folder: Path) -> None:
    both = [(2, 1, "Bell"), (1, 2, "Anvil")]
    assert paired(shell, folder) == (both, [], [])
    assert paired(shell, folder, "--pair-by", "id") == ([], [1, 2], [])
    assert paired(shell, folder, "--pair", "1=1") == (
        [],
        [1],
        [{"id": 2, "a": "Bell", "b": "Anvil", "shared": ["race", "type", "3 of 13 values"]}],
    )


def test_an_audit_and_a_merge_pair_as_they_are_told(shell: Shell, folder: Path) -> None:
    audit = ("audit", "b.xml", "--previous", "a.xml", "--select", "renumbered-vessel")
    merge = ("merge", "--base", "a.xml", "a.xml", "b.xml", "--dry-run", "--format", "json")
    with shell.inside(folder):
        assert "had the number" in shell(*audit).out
        assert "had the number" not in shell(*audit, "--pair-by", "id").out
        free = json.loads(shell(*merge).out)["merged"]["theirs"]
        told = json.loads(shell(*merge, "--pair", "1==1", "--pair", "2==2").out)["merged"]["theirs"]
    assert free == ["vessel[1].uniqueID", "vessel[2].uniqueID"]
    assert "vessel[1].classname" in told


@pytest.mark.parametrize("pair", ["24", "=", "x=1", "1=", "1=2=3", "1=y"])
def test_what_is_no_pair_of_numbers_is_said(shell: Shell, folder: Path, pair: str) -> None:
    with shell.inside(folder):
        done = shell("compare", "a.xml", "b.xml", "--pair", pair)
    assert (done.code, done.err) == (
        2,
        f"artemis-modkit: --pair {pair}: write the numbers of one ship, like 24=25\n",
    )
