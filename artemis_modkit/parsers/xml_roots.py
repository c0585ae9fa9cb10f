"""A file with several root elements: two files put behind each other, or ships without a root.

One root holds all, and it is one that stands in the file or the game's own. What
does not fit below one of these is not repaired.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Edit, Span
from artemis_modkit.parsers.xml_grammar import ATTRIBUTE, ROOT, UNITS
from artemis_modkit.parsers.xml_tags import TagKind, Token


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
        one.close is not None or (one is not first and one.token.kind is TagKind.EMPTY)
        for one in (first, *later)
    )
    return has_ends and all(_attributes(text, one) <= known for one in later)


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
