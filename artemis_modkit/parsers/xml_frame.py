"""What is wrong with a file as a whole: its declaration, several roots, and more lost than a mark.

The game wants UTF-8. A file in another encoding is turned into it only where every
byte fits what it declares; a name is corrected only where the true encoding is sure.

One root holds all, and it is one that stands in the file or the game's own. What
does not fit below one of these is not repaired.

Of `pushRadius="4/>` a quote is lost, and perhaps all from within the value to the end of another
tag. Nothing there says so; but the ship is then the only one of the file without shields.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.faults import Fault, as_guess
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml_grammar import ATTRIBUTE, ROOT, UNITS
from artemis_modkit.parsers.xml_tags import LOST_MARKS, TagKind, Token

_WRITTEN = '<?xml version="1.0" encoding="UTF-8"?>'


def declaration_faults(source: Source, text: str) -> Iterator[Fault]:
    """What is wrong with the declaration at the beginning of a file, if it has one."""
    loose = grammar.LOOSE_DECLARATION.match(text, 1 if text.startswith("\ufeff") else 0)
    if loose is None:
        return
    declared = grammar.DECLARATION.fullmatch(text, *loose.span())
    if declared is None:
        yield from _malformed(source, loose)
        return
    version = Span(*declared.span("version"))
    if declared["version"] != "1.0":
        said = f"XML {declared['version'] or 'without a version'}"
        message = f"{said} is none that the game reads; write 1.0"
        yield Fault("xml-version", version, message, (Edit(version, "1.0"),))
    group = "double" if declared["double"] is not None else "single"
    if declared[group] is not None:
        yield from _name_faults(source, declared[group], Span(*declared.span(group)))


def _name_faults(source: Source, name: str, span: Span) -> Iterator[Fault]:
    write = (Edit(span, "UTF-8"),)
    shown = f"'{name}'" if name else "nothing"
    said = f"the file says that its encoding is {shown}"
    if source.is_in_doubt:
        remedy = "save it as UTF-8 from a program that shows its letters rightly"
        message = f"{said}, and not every byte fits that; {remedy}"
        yield Fault("wrong-encoding", span, message, guess=write, encoding="utf-8")
    elif source.is_legacy:
        message = f"the file is written in {name}; the game reads UTF-8: save it as that"
        yield Fault("other-encoding", span, message, write, encoding="utf-8")
    elif not source.is_rightly_declared_as(name):
        is_true = source.encoding.replace("-", "").startswith(name.lower().replace("-", "") or "?")
        why = "which the game does not read" if is_true else "and it is not"
        yield Fault("wrong-encoding", span, f"{said}, {why}; write UTF-8", write)
    elif not grammar.KNOWN_ENCODING.fullmatch(name):
        message = f"the encoding {shown} is no name that XML knows; write UTF-8"
        yield Fault("encoding-name", span, message, write)


def _malformed(source: Source, loose: "re.Match[str]") -> Iterator[Fault]:
    span = Span(*loose.span())
    message = f"'<?xml …?>' is not as a parser wants it; write {_WRITTEN}"
    edits = (Edit(span, _WRITTEN),)
    if source.is_in_doubt:
        yield Fault("declaration", span, message, guess=edits, encoding="utf-8")
    else:
        encoding = "utf-8" if source.is_legacy else None
        yield Fault("declaration", span, message, edits, encoding=encoding)


class Root(Struct):
    """An outermost element: its start tag, its end, and its end tag if it has any."""

    token: Token
    end: int
    close: Token | None = None


def joined_roots(text: str, roots: Sequence[Root]) -> Fault:
    """The fault of several roots, with the repair that makes them one."""
    names = {root.token.name for root in roots}
    place = Span(roots[1].token.start, roots[1].token.end)
    (only, *others) = names
    if not others and only not in UNITS and _can_be_joined(text, roots):
        message = f"the root '{only}' ends and begins again; take out the end and the beginning"
        return Fault("several-roots", place, message, tuple(_joining(roots)))
    if names <= UNITS:
        message = f"a second element beside the first one; put <{ROOT}> round all"
        return Fault("several-roots", place, message, _round(f"<{ROOT}>", roots))
    if names <= {ROOT, *UNITS} and roots[0].token.name == ROOT and _can_be_joined(text, roots):
        message = f"elements beside the root '{ROOT}', not in it; write its end behind them"
        return Fault("several-roots", place, message, tuple(_joining(roots)))
    message = "a second root element; a file may have one only"
    return Fault("several-roots", place, message, guess=_round(f"<{ROOT}>", roots))


def _can_be_joined(text: str, roots: Sequence[Root]) -> bool:
    """Whether no attribute of a root is lost when only the first one's start tag stays."""
    first, *later = [root for root in roots if root.token.name == roots[0].token.name]
    known = _attributes(text, first)
    has_ends = all(
        root.close is not None or (root is not first and root.token.kind is TagKind.EMPTY)
        for root in (first, *later)
    )
    return has_ends and all(_attributes(text, root) <= known for root in later)


def _attributes(text: str, root: Root) -> set[tuple[str, ...]]:
    return set(ATTRIBUTE.findall(text, root.token.start, root.token.end))


def _joining(roots: Sequence[Root]) -> Iterator[Edit]:
    """Take out what ends and begins the root in between; its end stands behind all."""
    name = roots[0].token.name
    for number, root in enumerate(roots):
        if root.token.name != name:
            continue
        if number:
            yield Edit(Span(root.token.start, root.token.end), "")
        is_last = root is roots[-1]
        if root.close is not None and not is_last:
            yield Edit(Span(root.close.start, root.close.end), "")
    if roots[-1].close is None or roots[-1].token.name != name:
        yield Edit(Span(roots[-1].end, roots[-1].end), f"</{name}>")


def _round(start: str, roots: Sequence[Root]) -> tuple[Edit, Edit]:
    first, last = roots[0].token.start, roots[-1].end
    return Edit(Span(first, first), start), Edit(Span(last, last), f"</{start[1:]}")


_TOO_FEW = 2
"""Sound units that show nothing of what each of their name has, as any fewer do."""


class _RaceOrShip(Struct):
    """A race or a ship in the broken text: where it stands, and the names of what stands in it."""

    name: str
    start: int
    end: int
    holds: set[str] = field(default_factory=set)
    lost: list[Fault] = field(default_factory=list)


def doubting_losses(tokens: Sequence[Token], faults: Iterable[Fault]) -> list[Fault]:
    """The faults, the lost marks as guesses in each unit that lacks what all sound ones have."""
    found = list(faults)
    lost = [fault for fault in found if fault.code in LOST_MARKS and fault.edits]
    if not lost:
        return found
    units = list(_units(tokens))
    _share(lost, units)
    sound = Counter(unit.name for unit in units if not unit.lost)
    held = Counter((unit.name, hold) for unit in units if not unit.lost for hold in unit.holds)
    always: dict[str, set[str]] = {}
    for (name, one), count in held.items():
        if count == sound[name] > _TOO_FEW:
            always.setdefault(name, set()).add(one)
    doubted = {
        id(fault)
        for unit in units
        if not unit.holds.issuperset(always.get(unit.name, ()))
        for fault in unit.lost
    }
    return [as_guess(fault) if id(fault) in doubted else fault for fault in found]


def _share(lost: Iterable[Fault], units: Iterable[_RaceOrShip]) -> None:
    """Put each fault to the unit that it stands in."""
    waiting = sorted(lost, key=lambda fault: fault.span.start, reverse=True)
    for unit in units:
        while waiting and waiting[-1].span.start < unit.end:
            fault = waiting.pop()
            if fault.span.start >= unit.start:
                unit.lost.append(fault)


def _units(tokens: Iterable[Token]) -> Iterator[_RaceOrShip]:
    """The races and ships in the order of the text; where one has no end, the next begins."""
    unit: _RaceOrShip | None = None
    for token in tokens:
        is_start = token.kind in (TagKind.OPEN, TagKind.EMPTY)
        if unit is None or (is_start and token.name in UNITS):
            if unit is not None:
                unit.end = token.start
                yield unit
            is_begun = token.kind is TagKind.OPEN and token.name in UNITS
            unit = _RaceOrShip(token.name, token.start, token.end) if is_begun else None
        elif token.kind is TagKind.CLOSE and token.name in (unit.name, ROOT):
            unit.end = token.end
            yield unit
            unit = None
        elif is_start:
            unit.holds.add(token.name)
            unit.end = token.end
    if unit is not None:
        yield unit
