"""`--fix --ask`: repairs that only the author can say yes to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from artemis_modkit.audit import Finding, audit
from artemis_modkit.audit.fix import fix
from artemis_modkit.model import Mod
from tests.conftest import FIXTURES
from tests.shell import Shell

RACE = b'<vessel_data version="2.6"><hullRace ID="0" name="TSN" keys="player"/>'
SHIP = '<vessel uniqueID="{}" side="0" classname="Heron" broadType="{}">{}</vessel>'
ART = {"dat/Marsh/heron.dxs": b"<scene></scene>", "dat/Marsh/heron.png": b"\x89PNG"}


def mod_of(*ships: str, ini: bytes = b"", **files: bytes) -> Mod:
    inside = "".join(ships).encode()
    found = {"dat/vesselData.xml": RACE + inside + b"</vessel_data>", **files}
    return Mod.from_files("made up", found | ({"artemis.ini": ini} if ini else {}))


def fixed(mod: Mod, ask: Callable[[Finding], bool] | None) -> dict[str, str]:
    result = fix(mod, Mod.open("stock"), ask=ask)
    return {path: data.decode() for path, data in result.after.items()}


def yes(_: Finding) -> bool:
    return True


LIKELY = {
    "a decimal comma": (
        mod_of(SHIP.format(1, "player", '<shields front="1,75" back="2"/>')),
        'front="1.75"',
    ),
    "a word in capitals": (
        mod_of(SHIP.format(1, "large warship", ""), SHIP.format(2, "Large  warship", "")),
        'broadType="large  warship"',
    ),
    "an attribute that is nearly known": (
        mod_of(SHIP.format(1, "player", '<beam_port x="0" dammagge="3"/>')),
        ' damage="3"',
    ),
    "a path that is nearly one": (
        mod_of(
            SHIP.format(1, "player", '<art meshfile="dat/Marsh/heronn.dxs" diffuseFile="dat/Marsh/heron.png"/>'),
            **ART,
        ),
        'meshfile="dat/Marsh/heron.dxs"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LIKELY)
def test_what_is_likely_is_written_only_where_the_author_says_so(what: str) -> None:
    mod, wanted = LIKELY[what]
    before = mod.tree.read("dat/vesselData.xml").decode()
    assert wanted not in before
    assert wanted in fixed(mod, yes)["dat/vesselData.xml"]
    assert wanted not in fixed(mod, None).get("dat/vesselData.xml", before)
    assert wanted not in fixed(mod, lambda _: False).get("dat/vesselData.xml", before)


def test_a_setting_with_a_comma_is_asked_for_too() -> None:
    mod = mod_of(SHIP.format(1, "player", ""), ini=b"playerShieldRechargeRate=0,4\r\nx=1\r\n")
    assert fixed(mod, yes)["artemis.ini"].startswith("playerShieldRechargeRate=0.4\r\n")
    assert "artemis.ini" not in fixed(mod, None)


def test_each_is_asked_once_and_what_may_mean_two_things_never() -> None:
    mod = mod_of(
        SHIP.format(1, "player", '<shields front="1,75" back="2"/>'),
        SHIP.format(2, "player", '<beam_port x="1,5" y="0" z="x5"/>'),
    )
    asked: list[str] = []

    def no(finding: Finding) -> bool:
        asked.append(finding.message)
        return False

    assert fixed(mod, no) == {}
    assert len(asked) == len(set(asked)) == 2
    assert not any("x5" in message for message in asked)


def test_two_names_that_may_mean_one_are_never_made_one() -> None:
    mod = mod_of(SHIP.format(1, "player", '<shields front="1" back="2" playr="3" plyer="4"/>'))
    assert fixed(mod, yes) == {}


@pytest.mark.parametrize("name", ["mods/tsn-3.1", "mods/tsn-2.010", "mods/bens-4.2", "mods/sdn"])
def test_who_says_yes_to_all_loses_nothing_and_has_fewer_findings(corpus: Path, name: str) -> None:
    mod = Mod.open(corpus / name)
    result = fix(mod, Mod.open("stock"), ask=yes)
    before, after = mod.vessel_data, result.remaining.mod.vessel_data
    assert before is not None and after is not None
    assert len(after.document.elements) == len(before.document.elements)
    assert not after.document.faults
    assert len(result.remaining.findings) <= len(audit(mod, Mod.open("stock")).findings)


def test_without_a_terminal_nobody_is_asked(shell: Shell) -> None:
    demo = FIXTURES / "mods" / "nebula-patrol"
    outcome = shell("audit", demo, "--fix", "--ask")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--ask asks at a terminal, and there is none" in outcome.err
    assert "--ask goes with --fix" in shell("audit", demo, "--ask").err
