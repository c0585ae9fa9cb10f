"""Slips in whole mods that are no slip of one figure: of settings, files, missions, batch files.

Each stands in a mod of all ships of a game, with what people keep beside it, and is told by one
rule. `Files` are those of the mod by path.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from artemis_modkit.parsers.snt import GRID_BYTES
from tests.made import SETTINGS, SHIPS, changed, files_of

Files = dict[str, bytes]
Change = Callable[[Files], Mapping[str, bytes | None]]
"""What becomes of some files; `None`: gone."""

MESH = b"<scene><primitives/></scene>"
MISSION = "dat/Missions/MISS_Fog/MISS_Fog.xml"
START = (
    '<create type="enemy" name="F1" raceKeys="Kralien enemy" hullKeys="small" x="1" y="0" z="2"/>'
)
NAMES = """\
<set_timer name="fog lift" seconds="60"/>
<set_variable name="fog_thick" value="1"/>
<create type="genericMesh" name="Fog Bank"/>"""
EVENT = """\
<event><if_timer_finished name="Fog lift"/>
<if_variable name="fog_thick" comparator="EQUALS" value="1"/>
<if_exists name="Fog Bank"/>
<set_object_property name="Artemis" property="energy" value="100"/></event>"""
BATCH = b"copy dat\\fogMod.png dat\\fog.png\r\n"


def whole() -> Files:
    """A sound mod: all of a game's ships, its settings, a mission, art and a batch file."""
    return {
        **files_of("2.8"),
        MISSION: mission(START),
        "dat/Fog/buoy.dxs": MESH,
        "dat/fogMod.png": b"\x89PNG",
        "ModOn.bat": BATCH,
        "ReadMe.txt": b"The buoy is dat/Fog/buoy.dxs, with dat/Fog/buoy.snt.",
    }


def grid(*kinds: int) -> bytes:
    """A system grid with nodes of some kinds."""
    nodes = [bytes(12) + kind.to_bytes(4, "little") + bytes(16) for kind in kinds]
    return b"".join(nodes * GRID_BYTES)[:GRID_BYTES]


def mission(start: str, event: str = EVENT) -> bytes:
    """A mission that has some names and asks by them."""
    text = f"""\
<mission_data version="2.8">
<start>
{start}
{NAMES}
</start>
{event}
</mission_data>
"""
    return text.encode()


def _ships(behind: str, before: str, after: str) -> Change:
    return lambda files: {
        SHIPS: changed(files[SHIPS].decode(), before, after, behind=behind).encode()
    }


def _settings(before: str, after: str) -> Change:
    return lambda files: {
        SETTINGS: changed(files[SETTINGS].decode(), before, after, behind=before).encode()
    }


def _started(before: str, after: str) -> Change:
    assert before in START
    return lambda files: {MISSION: mission(START.replace(before, after))}


def _in_event(before: str, after: str) -> Change:
    assert before in EVENT
    return lambda files: {MISSION: mission(START, EVENT.replace(before, after))}


def _file(path: str, data: bytes = b"") -> Change:
    return lambda files: {path: data}


def _first_taunt_again(files: Files) -> Mapping[str, bytes | None]:
    text = files[SHIPS].decode()
    start = text.index("<taunt ")
    end = text.index("/>", start) + 2
    return {
        SHIPS: (text[:end] + text[start:end].replace('text="', 'text="And ') + text[end:]).encode()
    }


def _without_text(files: Files) -> Mapping[str, bytes | None]:
    head, behind = files[SHIPS].decode().split('uniqueID="1500"')
    return {
        SHIPS: (head + 'uniqueID="1500"' + re.sub("<long_desc .*?/>", "", behind, count=1)).encode()
    }


SLIPS: dict[str, tuple[str, Change]] = {
    # settings
    "a setting twice": ("duplicate-setting", lambda files: {SETTINGS: files[SETTINGS] + b"\nstationEnergy=1500\n"}),
    "blanks round the sign of a setting": ("ini-syntax", _settings("networkPort=2010", "networkPort = 2010")),
    "a setting misspelt": ("unknown-setting", _settings("energyCoeffBeams", "energyCoefBeams")),
    "a letter in a setting": ("unreadable-setting", _settings("networkPort=2010", "networkPort=2O10")),
    "the debugger's window left on": ("debug-setting", _settings("useDebugConsoleWindow=0", "useDebugConsoleWindow=1")),
    "a server of the author's own": ("forced-address", lambda files: {SETTINGS: files[SETTINGS] + b"\nforceAddress=10.0.0.7\n"}),
    "least above most": ("low-above-high", _settings("lowStartStationTorpNuk=", "lowStartStationTorpNuk=9")),
    "a cap ten times its range": ("setting-out-of-range", _settings("stationEnergy=1000", "stationEnergy=100000")),
    "a torpedo a hundred times stock's": ("setting-hundred-times", _settings("damageTorpNuk=1.6", "damageTorpNuk=160")),
    "a setting of an older game": ("setting-of-other-game", lambda files: {SETTINGS: files[SETTINGS] + b"\ndamageTorp1=20\n"}),
    "a sound that is not there": ("missing-cue", _settings("dat/shieldsDown.wav", "dat/shieldDown.wav")),
    # files
    "a merge left half done": ("blocked-file", _ships('uniqueID="1500"', "</vessel>", "</vessel>\n<<<<<<< HEAD\n=======\n>>>>>>> balance\n")),
    "two files that Windows takes for one": ("case-twins", _file("dat/Fog/Buoy.dxs", MESH)),
    "a backup of an editor": ("leftover-file", _file("dat/vesselData.xml.bak", b"<vessel_data/>")),
    "ships with a hidden ending": ("hidden-extension", lambda files: {"dat/vesselData.xml.txt": files[SHIPS], SHIPS: None}),
    "ships in a folder that the game does not read": ("misplaced-file", lambda files: {"data/vesselData.xml": files[SHIPS], SHIPS: None}),
    "a file of nothing": ("empty-file", _file("dat/Fog/buoy.dxs")),
    "a mesh that just ends": ("unreadable-mesh", _file("dat/Fog/buoy.dxs", b"<scene><primi")),
    "half a grid": ("snt-size", _file("dat/Fog/buoy.snt", b"\0" * 4000)),
    "a grid without torpedoes": ("snt-missing-system", _file("dat/artemis.snt", grid(0, 1, 2, 3, 5, 6, 7))),
    "a grid of another program": ("snt-nodes", _file("dat/artemis.snt", grid(0, 1, 2, 3, 4, 5, 6, 99))),
    "a file that leads out of the mod": ("refused-file", _file("../autoexec.bat")),
    "art that nothing names": ("unreferenced-files", _file("dat/Fog/raft.dxs", MESH)),
    "a copy of other ships": ("differing-twin", lambda files: {"dat/vesselDataMOD.xml": files[SHIPS].replace(b'front="80"', b'front="85"')}),
    "all ships in a comment": ("no-ships", _file(SHIPS, b'<vessel_data version="2.6"><!-- off --></vessel_data>')),
    # batch files
    "a copy by other capitals": ("batch-case", _file("ModOn.bat", BATCH.replace(b"fogMod", b"fogmod"))),
    "a copy of what is not there": ("batch-missing-file", _file("ModOn.bat", BATCH.replace(b"fogMod", b"fogsMod"))),
    "a copy to a name misspelt": ("batch-target", _file("ModOn.bat", BATCH + b"copy ReadMe.txt dat\\vesselDta.xml\r\n")),
    # missions
    "a mission's race misspelt": ("mission-keys-no-race", _started("Kralien enemy", "Moor")),
    "a mission's number of no ship": ("mission-unknown-hull", _started('hullKeys="small"', 'hullID="7777"')),
    "a mission's word misspelt": ("mission-near-miss-word", _started('Kralien enemy" hullKeys="small"', 'Terran" hullKeys="warship smal"')),
    "a mission without a hull": ("mission-no-hull", _started(' hullKeys="small"', "")),
    "a mission's variable never set": ("mission-unset-variable", _started('hullKeys="small"', 'hullID="fogg"')),
    "a mission's mesh misspelt": ("mission-missing-file", lambda files: {MISSION: mission('<create type="genericMesh" meshFileName="dat/Fog/buoyy.dxs" name="B"/>')}),
    "a mission's timer misspelt": ("mission-unset-timer", _in_event("Fog lift", "fog lft")),
    "a mission's test misspelt": ("mission-unset-variable", _in_event("fog_thick", "fog_thik")),
    "a mission's object misspelt": ("mission-unknown-name", _in_event("Fog Bank", "Fog Bnak")),
    "a station's craft by number": ("mission-station-carried-by-number", lambda files: {MISSION: mission('<set_player_station_carried name="DS1" hullID="1500"/>')}),
    "a mission's ship that its race has not": ("mission-keys-no-hull", _started('hullKeys="small"', 'hullKeys="heron"')),
    "a mission of another name than its folder": ("mission-name", lambda files: {MISSION: mission(START), "dat/Missions/MISS_Moor/MISS_Mor.xml": mission(START)}),
    "a bare sign in a mission": ("mission-xml-syntax", lambda files: {MISSION: mission('<if_variable name="fog_thick" comparator="<" value="1.0"/>')}),
    # ships
    "a taunt copied": ("taunt-count", _first_taunt_again),
    "a text like none before": ("missing-text", _without_text),
    "more bombers than bays": ("many-bombers", _ships('uniqueID="5"', 'bomber="2"', 'bomber="6"')),
    "a shop that makes all at once": ("production-rate", _ships('uniqueID="1000"', 'coeff="', 'coeff="9')),
    "a path of the author's disk": ("path-outside", _ships('uniqueID="1500"', '"dat/civilian1.dxs"', '"C:/Games/Artemis/dat/civilian1.dxs"')),
    "nukes typed with a nought": ("odd-store", _ships('uniqueID="0"', '<torpedo_storage type="nuk" amount="2"', '<torpedo_storage type="nuk" amount="45"')),
    "a weapon like a machine gun": ("hasty-weapon", _ships('uniqueID="4002"', 'cycletime="15.0"', 'cycletime="0.09"')),
    "a word that missions ask for translated": ("lost-word", _ships('uniqueID="1502"', "science", "nauka")),
    "a mesh by other capitals": ("path-case", _ships('uniqueID="1500"', '"dat/civilian1.dxs"', '"dat/fog/buoy.dxs"')),
    "a key unlike its race": ("race-key-name", _ships('name="Kralien"', 'keys="', 'keys="FactionKrallien ')),
    "a race of no ships": ("unused-race", _ships("<hullRace", "<hullRace", '<hullRace ID="30" name="Moor" keys="friendly"/><hullRace')),
    "beams astern that none has": ("text-bearing", _ships('uniqueID="0"', "Workhorse", "1 rear beam. Workhorse")),
    "a text of another class": ("text-class-name", _ships('uniqueID="6"', "She leaves", "Juggernaut class. She leaves")),
    "craft that a text has": ("text-complement", _ships('uniqueID="5"', 'text="', 'text="Carries 40 fighters. ')),
    "shields that a text has": ("text-shields", _ships('uniqueID="0"', "Workhorse", "A front shield of 999. Workhorse")),
    "a speed that a text has": ("text-speed", _ships('uniqueID="0"', "Workhorse", "Speed 0.97. Workhorse")),
    "a range that a text has": ("text-range", _ships('uniqueID="0"', "Workhorse", "A reach of 7800. Workhorse")),
    "a text of another race": ("text-other-race", _ships('uniqueID="6000"', 'text="', 'text="Torgoth carrier. ')),
    "a read-me of another number": ("readme-ship", _file("fleet.txt", b"1500 Escort\n1501 Destroyer\n1520 Science Vessel\n")),
    "a read-me of another value": ("readme-setting", _file("settings.txt", b"stationEnergy 1500\n")),
    "a line break of a program": ("text-line-break", _ships('uniqueID="0"', "Workhorse", "/n Workhorse")),
    "stores that a text leaves out": ("text-unlisted-store", _ships('uniqueID="0"', "Workhorse", "Stores for 8 homing, 2 nukes, 4 EMP. Workhorse")),
    "a class spelt unlike its text": ("class-spelt-unlike", _ships('uniqueID="1500"', 'text="', 'text="The Escrot. ')),
    "a note left in a text": ("text-unfinished", _ships('uniqueID="0"', "Workhorse", "TODO arms. Workhorse")),
    "a placeholder left in a text": ("text-unfinished", _ships('uniqueID="0"', "Workhorse", "Of tier {tier}. Workhorse")),
    "a class named by a program": ("text-unfinished", _ships('uniqueID="1500"', 'classname="Escort"', 'classname="None"')),
    "a word twice in a text": ("text-word-twice", _ships('uniqueID="0"', "Workhorse", "It was was the best. Workhorse")),
}  # fmt: skip
"""Slips by the rule that tells each."""


def _behind(shields: str) -> Change:
    return _ships('uniqueID="0"', 'front="80"', f'front="{shields}"')


RELEASES: dict[str, tuple[str, Sequence[Change]]] = {
    "a ship under another number": ("renumbered-vessel", (_behind("80"), _ships('uniqueID="6003"', "6003", "6009"))),
    "a change that a merge lost": ("value-went-back", (_behind("80"), _behind("95"), _behind("80"))),
}  # fmt: skip
"""Slips that show beside the releases before, by the rule that tells each: the states, the oldest
first."""
