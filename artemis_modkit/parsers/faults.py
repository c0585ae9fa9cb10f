"""What is wrong with a file as such, before anyone asks what it means."""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from artemis_modkit.parsers.source import Edit, Source, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a text as such, whatever it means: its place and its smallest repair.

    `edits` is empty where no repair is known, and for a wrong encoding, where `encoding`
    names the one to write instead (else `None`). A fault that `blocks` says that the file is
    something else than it should be, or half a merge: nobody may repair or write it.
    """

    code: str
    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    encoding: str | None = None
    blocks: bool = False

    @property
    def repairable(self) -> bool:
        """Whether applying `edits` (and `encoding`) removes the fault."""
        return bool(self.edits) or self.encoding is not None


class FaultFinder:
    """What readers of broken text share: the faults found so far, in the order of their edits."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults

    def _fault(self, code: str, start: int, end: int, message: str, *edits: Edit) -> None:
        self.faults.append(Fault(code, Span(start, end), message, edits))

    def _insert(self, code: str, at: int, text: str, message: str) -> None:
        self._fault(code, at, at, message, Edit(Span(at, at), text))


def shortened(text: str, *, most: int = 30, from_end: bool = False) -> str:
    """A text as a message quotes it: in one line, and only its beginning (or its end)."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return "…" + line[-most:] if from_end else line[:most] + "…"


def repaired(source: Source, faults: Sequence[Fault]) -> Source:
    """The source with the repairs of all faults; the same one where there is nothing to do."""
    if not any(fault.repairable for fault in faults):
        return source
    encoding = next((fault.encoding for fault in faults if fault.encoding), None)
    return source.edited((edit for fault in faults for edit in fault.edits), encoding=encoding)


def without_overlaps(faults: Sequence[Fault]) -> list[Fault]:
    """The faults without those edits that lie in what a later fault's repair replaces.

    Such a fault is gone with the place it stood in: a bare `&` in a text that is removed.
    Edits at one place get their ranks here: they apply in the order of the faults.
    """
    replaced: list[Span] = []
    kept: list[Fault] = []
    for fault in reversed(faults):
        edits = tuple(edit for edit in fault.edits if not _is_inside(edit.span, replaced))
        if edits or not fault.edits:
            kept.append(replace(fault, edits=edits))
        for edit in edits:
            if edit.span.start < edit.span.end:
                insort(replaced, edit.span)
    return _ranked(kept[::-1])


def _ranked(faults: list[Fault]) -> list[Fault]:
    counts: Counter[int] = Counter()
    ranked = []
    for fault in faults:
        edits = []
        for edit in fault.edits:
            edits.append(replace(edit, rank=counts[edit.span.start]))
            counts[edit.span.start] += 1
        ranked.append(replace(fault, edits=tuple(edits)))
    return ranked


def _is_inside(span: Span, replaced: list[Span]) -> bool:
    at = bisect_right(replaced, span.start, key=lambda one: one.start) - 1
    if at < 0:
        return False
    outer = replaced[at]
    if span.start == span.end:
        return outer.start < span.start < outer.end
    return span.end <= outer.end
