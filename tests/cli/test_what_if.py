"""`--with`: what a change would do, without a byte written."""

import json
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply, load_recipe
from artemis_modkit.patcher.library import shipped_names
from artemis_modkit.patcher.what_if import what_if
from artemis_modkit.report.views.changes import release_files
from artemis_modkit.report.views.ships import ship_json
from tests.conftest import FIXTURES
from tests.expected import as_expected
from tests.shell import Shell

DEMO = FIXTURES / "mods" / "nebula-patrol"
EXPECTED = Path(__file__).parent / "expected"
SHIPS = b"""<vessel_data version="2.6">
<hullRace ID="0" name="Guild" keys="player"/>
<vessel uniqueID="1" side="0" classname="Lan*tern" broadType="player">
  <shields front="80" back="60"/>
  <beam_port x="1" y="0" z="9" damage="1" playerdamage="4" arcwidth="0.4" cycletime="6" range="1000"/>
  <beam_port x="2" y="0" z="9" damage="1" playerdamage="4" arcwidth="0.4" cycletime="6" range="1000"/>
  <torpedo_storage type="trp" amount="8"/>
  <torpedo_storage type="nuk" amount="2"/>
</vessel>
<vessel uniqueID="2" side="0" classname="Lantern" broadType="player"><shields front="8"/></vessel>
</vessel_data>
"""
INI = b"torpEnergyValue=100\ndamageTorpHom=25\n"

TRANSCRIPTS = {
    "what-if-score.txt": (
        "score", "stock:2.8", "--role", "player", "--with", "0:shields.front=120",
        "--with", "Juggernaut:beam_port[1].playerdamage=3",
    ),
    "what-if-fight.txt": (
        "fight", "stock:2.8", "0", "--against", "2000x2", "--with", "recipe:tsn",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_before_and_after_look_like_this(
    name: str, shell: Shell, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = shell(*TRANSCRIPTS[name])
    assert (outcome.code, outcome.err) == (0, "")
    as_expected(EXPECTED / name, outcome.out, update=update)
    assert max(map(len, outcome.out.splitlines())) <= 80


def scored(mod: Mod) -> list[dict[str, Any]]:
    """All figures of all ships, as `score` has them."""
    return [ship_json(one) for one in assess(mod, fitting_stock(mod), Conditions()).scored]


def compared(mod: Mod, recipe: str) -> tuple[Mod, Mod] | None:
    """What `--with` and what `patch` make of a mod; `None` where both refuse it alike."""
    try:
        result = apply(mod, load_recipe(recipe))
    except ModkitError as error:
        with pytest.raises(ModkitError) as refused:
            what_if(mod, [f"recipe:{recipe}"])
        assert str(refused.value) == str(error)
        return None
    patched = Mod.from_files(mod.name, release_files(result))
    return what_if(mod, [f"recipe:{recipe}"]).mod, patched


@pytest.mark.parametrize("name", shipped_names())
@pytest.mark.parametrize("place", ["stock:2.8", "stock:2.1", str(DEMO)])
def test_a_recipe_does_the_same_by_with_as_by_patch(place: str, name: str) -> None:
    both = compared(Mod.open(place), name)
    if both is not None:
        one, other = both
        for path in filter(None, (one.vessel_file, one.settings_file)):
            assert one.tree.read(path) == other.tree.read(path)


@pytest.mark.parametrize("recipe", ["scale", "tsn"])
def test_the_same_files_have_the_same_scores(recipe: str) -> None:
    both = compared(Mod.open(DEMO), recipe)
    assert both is not None
    assert scored(both[0]) == scored(both[1])


@pytest.mark.parametrize("name", ["bens-4.2", "sdn", "tsn-3.1"])
def test_of_real_mods_too(corpus: Path, name: str) -> None:
    mod = Mod.open(corpus / "mods" / name)
    both = compared(mod, "scale")
    assert both is not None
    for path in filter(None, (mod.vessel_file, mod.settings_file)):
        assert both[0].tree.read(path) == both[1].tree.read(path)


def data(shell: Shell, *arguments: str | Path) -> dict[str, Any]:
    outcome = shell(*arguments, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def test_the_command_line_scores_what_patch_would_write_and_writes_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in DEMO.rglob("*") if path.is_file()}
    with shell.inside(tmp_path):
        found = data(shell, "score", DEMO, "--with", "recipe:scale:factor=0.25")
        assert list(tmp_path.iterdir()) == []
    assert {path: path.read_bytes() for path in DEMO.rglob("*") if path.is_file()} == before
    patching = ("patch", DEMO, "--recipe", "scale", "--set", "factor=0.25", "-o", tmp_path / "new")
    assert shell(*patching).code == 0
    patched, plain = data(shell, "score", tmp_path / "new"), data(shell, "score", DEMO)
    (change,) = found.pop("with")
    assert (change["change"], change["values"] > 0) == ("recipe:scale:factor=0.25", True)
    assert found.pop("before") == [
        {key: value for key, value in ship.items() if key != "fleets"} for ship in plain["ships"]
    ]
    assert {**found, "mod": ""} == {**patched, "mod": ""}


def changed(*changes: str) -> Mod:
    return what_if(Mod.from_files("m", {"vesselData.xml": SHIPS, "artemis.ini": INI}), changes).mod


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("1:shields.front=120", b'front="80"', b'front="120"'),
        ("Lan*tern:shields.front=120", b'front="80"', b'front="120"'),
        ("1:beam_port[2].playerdamage=6", b'z="9" damage="1" playerdamage="4"', None),
        ("1:torpedo_storage[nuk].amount=5", b'type="nuk" amount="2"', b'type="nuk" amount="5"'),
        ("id 1:vessel.side=7", b'side="0" classname="Lan*', b'side="7" classname="Lan*'),
        ("name:Lantern:shields.front=9", b'front="8"/>', b'front="9"/>'),
    ],
)
def test_a_change_of_one_value_changes_that_value(
    change: str, before: bytes, after: bytes | None
) -> None:
    if after is None:
        at = SHIPS.rindex(before)
        wanted = SHIPS[:at] + before.replace(b'"4"', b'"6"') + SHIPS[at + len(before) :]
    else:
        wanted = SHIPS.replace(before, after)
    assert changed(change).tree.read("vesselData.xml") == wanted != SHIPS


def test_all_beams_a_race_and_settings_can_be_changed_each_on_what_came_before() -> None:
    mod = changed(
        "1:beam_port.playerdamage=6", "race:Guild:shields.front=7", "1:shields.front=5",
        "artemis.ini:damageTorpHom=50",
    )  # fmt: skip
    ships = mod.tree.read("vesselData.xml")
    assert ships.count(b'playerdamage="6"') == 2
    assert ships.count(b'front="5"') == ships.count(b'front="7"') == 1
    assert mod.tree.read("artemis.ini") == INI.replace(b"25", b"50")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("1", "is no change; write 0:shields.front=120, recipe:scale:factor=0.5 or a .toml file"),
        ("1:front=3", "'front' names no attribute; write e.g. shields.front"),
        ("1:shield.front=3", "the game knows no element 'shield'; there is shields"),
        ("1:shields.frnt=3", "<shields> has no attribute 'frnt' (did you mean 'front'?)"),
        ("1:shields.front=much", "front must be a number"),
        ("7:shields.front=3", "m: no vessel has the uniqueID 7"),
        ("Lanterm:shields.front=3", "m: no ship is called 'Lanterm'; did you mean 'Lantern'?"),
        ("2:beam_port.damage=3", "no <beam_port> is selected"),
        ("1:beam_port[3].damage=3", "no <beam_port> is selected"),
        ("artemis.ini:torpEnergyVale=3", "the game knows no setting 'torpEnergyVale' "
         "(did you mean 'torpEnergyValue'?)"),
    ],
)  # fmt: skip
def test_what_is_no_change_is_refused_with_what_would_be_one(change: str, complaint: str) -> None:
    with pytest.raises(ModkitError) as refused:
        changed(change)
    assert str(refused.value) == f"--with {change}: {complaint}"


def test_it_is_told_where_patch_would_refuse(shell: Shell, tmp_path: Path) -> None:
    assert shell("patch", "stock:2.8", "--recipe", "tsn", "-o", tmp_path / "new").code == 0
    said = shell("ship", tmp_path / "new", "0", "--with", "recipe:tsn").out
    assert "patch refuses this: new: was made with tsn already" in " ".join(said.split())


@pytest.mark.parametrize(
    "command",
    [("ship", DEMO, "1"), ("matrix", DEMO), ("fight", DEMO, "1", "--fleet", "all")],
)
def test_the_others_say_what_was_changed(command: tuple[str | Path, ...], shell: Shell) -> None:
    said = shell(*command, "--with", "1:shields.front=240").out
    assert "What if: 1:shields.front=240 (1 value). Nothing is written." in said
    assert " > " in said


def test_the_page_compares_the_mod_as_it_is_with_the_changed_one(
    shell: Shell, tmp_path: Path
) -> None:
    plain, changed = tmp_path / "plain.html", tmp_path / "changed.html"
    assert shell("report", DEMO, "-o", plain).code == 0
    assert shell("report", DEMO, "-o", changed, "--with", "1:shields.front=120").code == 0
    name = "nebula-patrol with 1:shields.front=120"
    assert [name in page.read_text("utf-8") for page in (plain, changed)] == [False, True]


def test_a_comparison_names_the_change(shell: Shell) -> None:
    change = "1:shields.front=120"
    assert f"nebula-patrol with {change}" in shell("compare", DEMO, DEMO, "--with", change).out
