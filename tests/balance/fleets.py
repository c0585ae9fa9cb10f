"""Fleets for tests: of a mod, or of vessels written out."""

from pathlib import Path

from artemis_modkit.balance import Conditions, Fleet, ManualModel, Mode, Ship
from artemis_modkit.model import Mod

RACES = (
    '<hullRace ID="0" name="TSN" keys="player"/>'
    '<hullRace ID="1" name="Terran" keys="friendly"/>'
    '<hullRace ID="2" name="Kralien" keys="enemy standard"/>'
    '<hullRace ID="5" name="Skaraan" keys="enemy loner"/>'
)
STANDARD = (
    '<beam_port x="0" y="0" z="9" damage="1" playerdamage="12" arcwidth="0.4" '
    'cycletime="6" range="1000"/>'
)
PLAIN = Conditions()


def beams_at(
    power: int, mode: str = "auto", model: str = "measured", *, focuser: bool = False
) -> Conditions:
    """Conditions of a row of a table: power in percent."""
    return Conditions(
        power=power / 100, mode=Mode(mode), focuser=focuser, manual_model=ManualModel(model)
    )


def fleet(place: str | Path, conditions: Conditions = PLAIN) -> Fleet:
    """The ships of a mod, by the newest stock."""
    return Fleet.of(Mod.open(place), Mod.open("stock"), conditions)


def mod_of(*vessels: str, ini: str | None = None) -> Mod:
    """A mod of some vessels and, if given, settings."""
    text = f'<vessel_data version="2.6">{RACES}{"".join(vessels)}</vessel_data>'
    files = {"dat/vesselData.xml": text.encode()}
    if ini is not None:
        files["artemis.ini"] = ini.encode()
    return Mod.from_files("made up", files)


def vessel(inside: str, words: str = "player", *, side: int = 0, number: int = 1) -> str:
    """A vessel as text."""
    moves = "" if "<performance" in inside else '<performance turnrate="0.004" topspeed="0.6"/>'
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="Class {number}" '
        f'broadType="{words}">{moves}{inside}</vessel>'
    )


def one(
    inside: str,
    words: str = "player",
    *,
    side: int = 0,
    ini: str | None = None,
    conditions: Conditions = PLAIN,
) -> Ship:
    """The only ship of a mod."""
    mod = mod_of(vessel(inside, words, side=side), ini=ini)
    return Fleet.of(mod, mod, conditions).ships[0]
