"""A merge speaks of ships and of what each side did to them, not of paths."""

import pytest

from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod
from artemis_modkit.report.formats import render
from artemis_modkit.report.views.merge import merge_report

BASE = """<vessel_data>
<hullRace ID="4" name="Torgoth"><taunt immunity="is proud" text="Ha"/></hullRace>
<vessel uniqueID="1057" classname="Jump Gate"><art meshfile="g.dxs" scale="0.4"/>
<beam_port x="1" y="0" z="0" range="800"/><beam_port x="2" y="0" z="0" range="800"/>
<torpedo_storage type="trp" amount="8"/><performance topspeed="1"/>
<long_desc text="It opens the way to far stars. It has two beams."/></vessel>
<vessel uniqueID="1058" classname="Dock"/>
</vessel_data>
"""


def told(ours: str, theirs: str, settings: tuple[str, ...] = ("a=1\n",) * 3) -> list[str]:
    """The lines of the report, of which none is broken inside of a word; `settings` of all three."""
    ships = (("base", BASE), ("ours", ours), ("theirs", theirs))
    base, own, other = (
        Mod.from_files(name, {"dat/vesselData.xml": text.encode(), "artemis.ini": ini.encode()})
        for (name, text), ini in zip(ships, settings, strict=True)
    )
    text = render(merge_report(merge(own, other, base), []), "terminal", width=300)
    return text.splitlines()[2:]


def without(text: str, number: int) -> str:
    start = text.index(f'<vessel uniqueID="{number}"')
    end = text.find("</vessel>", start) + len("</vessel>\n")
    return text[:start] + text[end:]


def conflict(ours: str, theirs: str) -> str:
    lines = told(ours, theirs)
    at = lines.index("1 conflict, where yours stays until you choose")
    return lines[at + 1].partition(" (line ")[0]


def changed(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (changed("0.4", "0.9"), without(BASE, 1057), "#1057 Jump Gate: you changed art scale 0.4 to 0.9; they removed it"),
        (without(BASE, 1057), changed("0.4", "0.9"), "#1057 Jump Gate: you removed it; they changed art scale 0.4 to 0.9"),
        (changed("0.4", "0.9"), changed("0.4", "0.8"), "#1057 Jump Gate: you changed art scale 0.4 to 0.9; they changed art scale 0.4 to 0.8"),
        (changed('amount="8"', 'amount="6"'), changed('amount="8"', 'amount="7"'), "#1057 Jump Gate: you changed homing torpedoes 8 to 6; they changed homing torpedoes 8 to 7"),
        (changed('topspeed="1"', 'topspeed="2"'), changed('topspeed="1"', 'topspeed="3"'), "#1057 Jump Gate: you changed top speed 1 to 2; they changed top speed 1 to 3"),
        (changed('"Jump Gate"', '"Gate"'), changed('"Jump Gate"', '"Jumper"'), "#1057 Gate: you changed name Jump Gate to Gate; they changed name Jump Gate to Jumper"),
        (changed('text="Ha"', 'text="Ho"'), changed('text="Ha"', 'text="Hu"'), "race #4 Torgoth: you changed taunt 1 text “Ha” to “Ho”; they changed taunt 1 text “Ha” to “Hu”"),
        (changed("two beams", "no beam"), changed("two beams", "a beam"), "#1057 Jump Gate: you changed description “… has two beams.” to “… has no beam.”; they changed description “… has two beams.” to “… has a beam.”"),
    ],
)  # fmt: skip
def test_a_conflict_says_what_each_did(ours: str, theirs: str, said: str) -> None:
    assert conflict(ours, theirs) == said


def test_what_came_from_theirs_is_told_ship_by_ship() -> None:
    theirs = changed(
        '<vessel uniqueID="1058" classname="Dock"/>', '<vessel uniqueID="1060" classname="Yard"/>'
    ).replace('x="2" y="0" z="0" range="800"', 'x="2" y="0" z="0" range="900"')
    assert told(BASE, theirs) == [
        "3 changes taken from theirs:",
        "  #1057 Jump Gate: beam 2 range 800 -> 900.",
        "  #1058 Dock: removed.",
        "  #1060 Yard: new.",
        "No conflicts.",
    ]


def test_settings_that_came_from_theirs_or_stay_are_told_beside_ships() -> None:
    was = "stationEnergy=1000\ntorpEnergyValue=100\n"
    settings = (was, was.replace("=100\n", "=90\n"), was.replace("1000", "900"))
    assert told(BASE, changed("0.4", "0.9"), settings) == [
        "2 changes taken from theirs:",
        "  #1057 Jump Gate: art scale 0.4 -> 0.9.",
        "  settings: stationEnergy 1000 -> 900.",
        "1 change of yours stays: settings: torpEnergyValue 100 -> 90.",
        "No conflicts.",
    ]
    both = (was, was.replace("1000", "800"), was.replace("1000", "900"))
    assert "1 conflict, where yours stays until you choose" in told(BASE, BASE, both)


def test_a_merge_that_brings_nothing_says_so() -> None:
    assert told(changed("0.4", "0.9"), BASE) == [
        "Nothing came from theirs: they changed nothing that you did not.",
        "1 change of yours stays: #1057 Jump Gate: art scale 0.4 -> 0.9.",
        "No conflicts.",
    ]


def test_a_ship_with_balance_of_both_is_named_since_nobody_played_it() -> None:
    ours, theirs = changed('amount="8"', 'amount="6"'), changed('topspeed="1"', 'topspeed="2"')
    mixed = "Balance of both sides is mixed in #1057 Jump Gate: nobody has played that; look at it."
    assert mixed in told(ours, theirs)
    assert mixed not in told(ours, changed("0.4", "0.9"))


def test_a_long_conflict_begins_with_its_cause_and_names_what_goes_along() -> None:
    long = " ".join(f"word{at}" for at in range(20))
    ours = changed("It opens the way to far stars. It has two beams.", long)
    ours = ours.replace('classname="Jump Gate"', 'classname="Frigate"').replace("g.dxs", "f.dxs")
    ours = ours.replace('range="800"', 'range="90"').replace('scale="0.4"', 'scale="3"')
    ours = ours.replace('amount="8"', 'amount="6"').replace('topspeed="1"', 'topspeed="7"')
    theirs = changed("far stars", long.upper()).replace('amount="8"', 'amount="7"')
    lines = told(ours, theirs)
    first = next(at for at, line in enumerate(lines) if line.startswith("#1057 Frigate: you made"))
    assert lines[first].startswith("#1057 Frigate: you made it another ship (line ")
    assert lines[first + 1].startswith("  you changed description “")
    assert lines[first + 2].startswith("  they changed description “")
    assert lines[first + 3] == (
        "  What you choose decides these too: homing torpedoes (yours 6, theirs 7, base 8)."
    )
