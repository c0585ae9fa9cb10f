"""What read-mes and tables beside a mod say otherwise than its data.

Lists of changes are left out: they tell of what was.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import ships
from artemis_modkit.descriptions import check
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.figures import Measure, Quantity, figures_of
from artemis_modkit.descriptions.words import SHIELDS, Thing
from artemis_modkit.groups import grouped
from artemis_modkit.lazy import pattern
from artemis_modkit.model.batch_copies import text_in
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import same_value, setting_facts
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.source import Span

_TEXTS = (".txt", ".md", ".csv", ".tsv")
_MOST_FILES = 20
"""Texts of a mod that are read; a manual has one page in each."""
_MOST_LINES = 2000
"""Lines of a text that are read; a longer one is a log."""
_OF_THE_PAST = pattern(
    r"(?i)change|histor|version|what'?s ?new|release notes|licen[cs]e|todo|\bold\b"
)
"""Names of files, and headings of parts, that tell how things were in other releases."""
_VERSION = pattern(
    r"^[\s#*=\-\[(]*(?:v|ver\.?|version|release)?\s*\d+\.\d+[\d.a-z]*\s*[:)\]=\-]*\s*$"
)
"""A line that is the number of a release and nothing else: what follows tells of that one."""
_HEADING = pattern(r"^\s*(?:#|=|\*\*|\[)|^[A-Z \d']{4,}:?$|:\s*$")
_MARKS = (";", "\t", "|", ",")
_FEWEST_CELLS = 3
"""Cells of a line that make it a row of a table."""


class _ReadmeLine(Struct, frozen=True):
    """A line of a text beside the mod: its file, its number, what stands there."""

    file: str
    number: int
    text: str


class _TableRow(Struct, frozen=True):
    """A row of a table, as it stands in a line."""

    line: _ReadmeLine
    cells: tuple[str, ...]


def _tables(look: Look) -> Iterator[list[_TableRow]]:
    """The rows of each file that is a table, by the mark between most of its cells."""
    files = grouped((line.file, line) for line in look.once(_lines))
    for some in files.values():
        for mark in _MARKS:
            rows = [
                _TableRow(line, tuple(cell.strip() for cell in line.text.strip(" |").split(mark)))
                for line in some
                if line.text.count(mark) >= _FEWEST_CELLS - 1
            ]
            if rows:
                yield rows
                break


def _lines(look: Look) -> tuple[_ReadmeLine, ...]:
    """Every line of the read-mes of a mod that tells of it as it is."""
    paths = [
        path
        for path in look.mod.tree.paths
        if path.lower().endswith(_TEXTS)
        and not _OF_THE_PAST.search(PurePosixPath(path).name)
        and "missions" not in path.lower()
    ]
    return tuple(line for path in paths[:_MOST_FILES] for line in _of_now(look, path))


def _of_now(look: Look, path: str) -> Iterator[_ReadmeLine]:
    is_past = False
    texts = text_in(look.mod.tree, path).splitlines()
    for number, text in enumerate(texts[:_MOST_LINES], 1):
        if _VERSION.search(text.lower()) or (_HEADING.search(text) and _OF_THE_PAST.search(text)):
            is_past = number > 1
        if not is_past:
            yield _ReadmeLine(path, number, text)


_KEY = r"[A-Za-z]{2,}[A-Z]\w*"
_VALUE = r"-?\d+(?:\.\d+)?"
_SAID = pattern(
    rf"(?<![\w/.])(?P<keys>{_KEY}(?:\s*/\s*{_KEY})*)[`*]*(?:\s*[|:=]\s*|\s+)[`*]*"
    rf"(?P<values>{_VALUE}(?:\s*/\s*{_VALUE})*)"
    r"(?![\w%]|[.,]\d|\s*(?:->|=>|→|\.\.|to\b|bis\b|à\b|-\s*\d))"
)
"""`stationEnergy 1250`, `| stationEnergy | 1250 |`, `first / second: 2600 / 2.3`."""


def _energy(value: str) -> dict[str, bytes]:
    return {
        "artemis.ini": f"stationEnergy={value}\n".encode(),
        "readme.txt": b"Stations are poor.\nstationEnergy 650\n",
    }


@Rule(
    title="a read-me announces another value of a setting",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Players set up a game by the read-me. A value that is another one in artemis.ini, or that "
    "stands there behind a ; and so sets nothing, was changed in one place only.",
    repair="Correct the setting or the read-me, whichever was forgotten.",
    fires=_energy("560"),
    says="1:15 stationEnergy=560, and readme.txt:2 says 650; correct one of the two",
    silent=_energy("650"),
)
def readme_setting(look: Look) -> Occurrences:
    """Settings that a read-me announces otherwise than artemis.ini sets them."""
    if look.mod.settings is None:
        return
    facts = setting_facts()
    said = grouped(
        (key, (value, line))
        for line in look.once(_lines)
        for key, value in _said(line)
        if key in facts
    )
    for key, told in said.items():
        value, line = told[0]
        if any(not same_value(value, other) for other, _ in told):
            continue
        place = f"{line.file}:{line.number} says {value}"
        active = [setting for setting in look.settings if setting.key == key]
        if not active and not same_value(value, facts[key].default):
            yield from _switched_off(look, key, value, place)
        numbers = [read_decimal(setting.value) for setting in active]
        if any(number is None or not facts[key].accepts_number(number) for number in numbers):
            continue  # other rules tell of it
        if active and not any(same_value(setting.value, value) for setting in active):
            yield look.setting(
                active[0], f"{key}={active[0].value}, and {place}; correct one of the two"
            )


def _said(line: _ReadmeLine) -> Iterator[tuple[str, str]]:
    for said in _SAID.finditer(line.text):
        keys, values = ([*map(str.strip, said[of].split("/"))] for of in ("keys", "values"))
        if len(keys) == len(values):
            yield from zip(keys, values, strict=True)


def _switched_off(look: Look, key: str, value: str, place: str) -> Occurrences:
    """A line that would set a value, behind the mark of a comment."""
    source = look.ini.source
    for match in re.finditer(rf"^[ \t]*;[ \t]*({key}[ \t]*=[^\r\n]*)", source.text, re.MULTILINE):
        if same_value(match[1].partition("=")[2].strip(), value):
            yield look.text(
                source,
                Span(match.start(), match.end()),
                f"{key} stands behind a ; and sets nothing, and {place}; remove the ; or correct "
                "the read-me",
                element=key,
            )


_LEAST_ALIKE = 2
"""Ships of a file of which it must say rightly what it says wrongly of one."""
_MOST_UNLIKE = 0.3
"""Share of the ships of which a file may say something wrongly; of more it means something else,
or is of another release."""
_LEAST_ROWS = 4
"""Rows of a table that tell what a column means by what stands in it."""
_MOST_ODD = 0.1
"""Share of the rows of a table that may differ from what its column else means."""
_FEWEST_VALUES = 3
"""Different figures of a column that it takes to know it; 0 and 1 fit too much."""
_WORD = pattern(r"\w[\w'’-]*")
_NUMBER_BEHIND = pattern(
    r"[ ,:=(#]{1,3}(?:id|ID|no\.?|#)?[ :=]?(\d{1,5})(?!\w|[.,]\d)(?=\s*(?:$|[,;:.)|]|\s\s))"
)
_NUMBER_BEFORE = pattern(r"(?:^|[\s,(:;#])(\d{1,5})[ :;,.)\-\t|]{1,3}$")
_BEFORE_NAME = 12
"""Characters before a name in which its number is looked for."""
_OF_CHANGES = pattern(
    r"(?i)\b(?:now|was|were|added|removed|instead|formerly|previously|no longer|fixed)\b|->"
)
"""Words of a line that tells what was changed."""

_FigureOf = Callable[[Vessel], float | None]


class _Assertion(Struct, frozen=True):
    """What a line says of a ship: what kind of thing, whether it is so, and in words."""

    line: _ReadmeLine
    vessel: Vessel
    kind: str
    is_so: bool
    words: str


def _tubed(tubes: int) -> dict[str, bytes]:
    ship = '<vessel uniqueID="{}" side="0" classname="{}" broadType="player">{}</vessel>\n'
    names = ("Heron", "Egret", "Crane")
    body = "".join(ship.format(at, name, '<torpedo_tube x="1"/>' * 2)
                   for at, name in enumerate(names))  # fmt: skip
    told = f"0 Heron   2 tubes\n1 Egret   2 tubes\n2 Crane   {tubes} tubes\n"
    return {**ships(body), "readme.txt": told.encode()}


@Rule(
    title="a read-me says something else of a ship than its data",
    weight=(Severity.WARNING, Confidence.GUESS),
    why="Players choose ships, and authors of missions number them, by the list beside a mod. What "
    "it says rightly of the others and wrongly of one was changed in one place only.",
    repair="Correct the read-me or the ship, whichever was forgotten.",
    fires=_tubed(3),
    says="readme.txt:3 2 Crane: readme.txt says 3 torpedo tubes, the vessel has 2; correct one of "
    "the two",
    silent=_tubed(2),
)
def readme_ship(look: Look) -> Occurrences:
    """Read-mes and tables that say another number, or other figures, of a ship than it has."""
    counts = Counter(vessel.class_name or "" for vessel in look.vessels)
    ids = Counter(vessel.id for vessel in look.vessels)
    named = {
        vessel.class_name: vessel
        for vessel in look.vessels
        if vessel.class_name and counts[vessel.class_name] == 1 and ids[vessel.id] == 1
    }
    if not named or not look.once(_lines):
        return
    every = [*_in_lines(look, named), *_in_tables(look, named)]
    alike = Counter((one.line.file, one.kind) for one in every if one.is_so)
    unlike = Counter((one.line.file, one.kind) for one in every if not one.is_so)
    for one in every:
        key = one.line.file, one.kind
        is_slip = unlike[key] <= max(1, _MOST_UNLIKE * (alike[key] + unlike[key]))
        if not one.is_so and alike[key] >= _LEAST_ALIKE and is_slip:
            name = PurePosixPath(one.line.file).name
            yield look.file(
                one.line.file,
                f"{one.vessel.shown_name}: {name} says {one.words}; correct one of the two",
                line=one.line.number,
                kind=(one.kind, one.vessel.id),
            )


def _in_lines(look: Look, named: Mapping[str, Vessel]) -> Iterator[_Assertion]:
    lengths: dict[str, list[int]] = {}
    for length, name in sorted(((len(one), one) for one in named), reverse=True):
        if (first := _WORD.match(name)) and length not in lengths.setdefault(first[0], [])[-1:]:
            lengths[first[0]].append(length)
    for line in look.once(_lines):
        found = [*_named_in(line.text, named, lengths)]
        for start, name in found:
            vessel, end = named[name], start + len(name)
            head = line.text[max(0, start - _BEFORE_NAME) : start]
            numbers = (
                ("number behind", _NUMBER_BEHIND.match(line.text, end)),
                ("number before", _NUMBER_BEFORE.search(head)),
            )
            for kind, said in numbers:
                if said is not None:
                    words = f"number {said[1]}, its uniqueID is {vessel.id}"
                    yield _Assertion(line, vessel, kind, vessel.id == int(said[1]), words)
        if len({name for _, name in found}) == 1 and not _OF_CHANGES.search(line.text):
            start, name = found[0]
            rest = line.text[start + len(name) :]
            yield from _weapons(look, line, named[name], rest)
            yield from _shields(line, named[name], rest)


def _named_in(
    text: str, named: Collection[str], lengths: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, str]]:
    """The ships that a line names, with their places; of two names the longer.

    `lengths` are those of the names that begin with a word, the greatest first: ships of a navy
    may all begin alike, and to try each name at each place would take the square of their number.
    """
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        for length in lengths.get(word[0], ()) if start >= done else ():
            name, end = text[start : start + length], start + length
            if name in named and not text[end : end + 1].isalnum():
                done = end
                yield start, name
                break


def _weapons(look: Look, line: _ReadmeLine, vessel: Vessel, text: str) -> Iterator[_Assertion]:
    claims = tuple(claim for claim in claims_of(text) if claim.thing not in SHIELDS)
    for promise in check.promises_of(vessel, claims, look.role(vessel)):
        if promise.thing not in (Thing.UNARMED, Thing.CLASS):
            has = (
                promise.thing.named(promise.has) if promise.has == 1 else str(promise.has or "none")
            )
            words = f"{promise.words}, the vessel has {has}"
            yield _Assertion(line, vessel, promise.thing.name, promise.is_kept, words)


def _shields(line: _ReadmeLine, vessel: Vessel, text: str) -> Iterator[_Assertion]:
    sides = [
        figure for figure in figures_of(text) if figure.measure in (Measure.FRONT, Measure.BACK)
    ]
    shields = vessel.shields
    if shields is None or shields.front is None or shields.back is None or not sides:
        return
    has = {Measure.FRONT: shields.front, Measure.BACK: shields.back}
    is_so = all(figure.fits(has[figure.measure]) for figure in sides)
    words = f"'{sides[0].words}', its shields are {shields.front:g} and {shields.back:g}"
    yield _Assertion(line, vessel, "shields", is_so, words)


_ATTRIBUTES: dict[str, _FigureOf] = {
    "uniqueID": lambda vessel: vessel.id,
    "side": lambda vessel: vessel.side,
    "front shield": lambda vessel: vessel.shields.front if vessel.shields else None,
    "rear shield": lambda vessel: vessel.shields.back if vessel.shields else None,
    "turnrate": lambda vessel: vessel.performance.turn_rate if vessel.performance else None,
    "topspeed": lambda vessel: vessel.performance.top_speed if vessel.performance else None,
    "number of beams": lambda vessel: len(vessel.beam_ports),
    "number of torpedo tubes": lambda vessel: len(vessel.torpedo_tubes),
    "number of drone launchers": lambda vessel: len(vessel.drone_ports),
    "number of bays": lambda vessel: _bays(vessel),
}


def _bays(vessel: Vessel) -> float | None:
    load = vessel.carrier_load
    return 0 if load is None else load.fighter if load.bay_count is None else load.bay_count


def _in_tables(look: Look, named: Mapping[str, Vessel]) -> Iterator[_Assertion]:
    for rows in _tables(look):
        told = [(row, vessel) for row in rows if (vessel := _ship_of(row, named)) is not None]
        for column in range(max((len(row.cells) for row, _ in told), default=0)):
            yield from _of_column(column, told)


def _ship_of(row: _TableRow, named: Mapping[str, Vessel]) -> Vessel | None:
    ships_named = [named[cell] for cell in row.cells if cell in named]
    return ships_named[0] if len(ships_named) == 1 else None


def _of_column(column: int, told: Sequence[tuple[_TableRow, Vessel]]) -> Iterator[_Assertion]:
    """What a column says, where what stands in it is one attribute of nearly all its ships."""
    cells = [
        (row, vessel, figure)
        for row, vessel in told
        if column < len(row.cells) and (figure := _figure(row.cells[column])) is not None
    ]
    if len(cells) < _LEAST_ROWS or len({figure.value for _, _, figure in cells}) < _FEWEST_VALUES:
        return
    fitting = {
        name: sum(_fits(figure, read(vessel)) for _, vessel, figure in cells)
        for name, read in _ATTRIBUTES.items()
    }
    name = max(fitting, key=lambda one: fitting[one])
    if len(cells) - fitting[name] > max(1, _MOST_ODD * len(cells)):
        return
    for row, vessel, figure in cells:
        has = _ATTRIBUTES[name](vessel)
        if has is not None:
            words = f"{row.cells[column]} for its {name}, which is {has:g}"
            yield _Assertion(row.line, vessel, f"column {column}", _fits(figure, has), words)


def _figure(cell: str) -> Quantity | None:
    number = read_decimal(cell)
    if number is None:
        return None
    decimals = len(cell.strip().partition(".")[2])
    return Quantity(Measure.RANGE, float(number), decimals, Span(0, len(cell)), cell)


def _fits(figure: Quantity, has: float | None) -> bool:
    """Whether a cell is a value, as exactly as it is written; a whole number is that number."""
    return has is not None and (figure.fits(has) if figure.decimals else figure.value == has)
