"""What is wrong with a file as such, before anyone asks what it means."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.parsers.source import Edit, Source, Span

MAX_FAULTS = 5_000
"""Greatest number of faults that are told and repaired one by one; beyond it a file is no text.

The worst real file known has 3. A fault costs about 1 kB of memory while it is told.
"""


class TooManyFaults(Exception):
    """A file has more than `MAX_FAULTS`; its reader tells that instead, once."""


class Fault(Struct, frozen=True):
    """Something wrong with a text as such, whatever it means: its place and its smallest repair.

    `edits` is empty where no repair is known, and for a wrong encoding, where `encoding`
    names the one to write instead (else `None`). A fault that `blocks` says that the file is
    something else than it should be, or half a merge: nobody may repair or write it.

    `guess` is how the text is read meanwhile, where only its author knows what was meant. It
    is never written: a file with such a fault is not patched or merged either. `is_beside` tells
    that the fault is in doubt only for what stands beside it.
    """

    code: str
    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    encoding: str | None = None
    blocks: bool = False
    guess: tuple[Edit, ...] = ()
    is_beside: bool = False

    @property
    def reading(self) -> tuple[Edit, ...]:
        """The edits after which the text can be read."""
        return self.edits or self.guess

    @property
    def repairable(self) -> bool:
        """Whether applying `edits` (and `encoding`) removes the fault."""
        return not self.guess and (bool(self.edits) or self.encoding is not None)


class FaultList(list[Fault]):
    """Faults as they are found. Raises `TooManyFaults` where they and their edits are too many."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        super().__init__()
        self._edits = 0
        self.extend(faults)

    def append(self, fault: Fault) -> None:
        """Add a fault."""
        self._edits += max(1, len(fault.edits))
        if self._edits > MAX_FAULTS:
            raise TooManyFaults
        super().append(fault)

    def extend(self, faults: Iterable[Fault]) -> None:
        """Add faults, one by one as they are found."""
        for fault in faults:
            self.append(fault)

    def __iadd__(self, faults: Iterable[Fault]) -> Self:  # type: ignore[override,misc]
        self.extend(faults)
        return self


def too_many_faults() -> Fault:
    """What is told of a file with more than `MAX_FAULTS`."""
    message = f"more than {MAX_FAULTS:,} faults: this is no text to repair; copy the file again"
    return Fault("too-many-faults", Span(0, 0), message, blocks=True)


class FaultFinder:
    """What readers of broken text share: the faults found so far, in the order of their edits."""

    def __init__(self, faults: FaultList | None = None) -> None:
        self.faults = FaultList() if faults is None else faults

    def _fault(self, code: str, start: int, end: int, message: str, *edits: Edit) -> None:
        self.faults.append(Fault(code, Span(start, end), message, edits))

    def _guess(self, code: str, start: int, end: int, message: str, *edits: Edit) -> None:
        """A fault that only the author can repair, and how the text is read meanwhile."""
        self.faults.append(Fault(code, Span(start, end), message, guess=edits))

    def _swap(
        self, code: str, start: int, end: int, text: str, message: str, *, is_sure: bool = True
    ) -> None:
        """A fault whose repair is a text in its place; a guess where that is not sure."""
        tell = self._fault if is_sure else self._guess
        tell(code, start, end, message, Edit(Span(start, end), text))

    def _insert(self, code: str, at: int, text: str, message: str, *, is_sure: bool = True) -> None:
        self._swap(code, at, at, text, message, is_sure=is_sure)


def as_guess(fault: Fault) -> Fault:
    """The fault with its repair as a guess, for what stands beside it."""
    if not fault.edits:
        return fault
    return replace(fault, edits=(), guess=fault.edits, is_beside=True)


def shortened(text: str, *, most: int = 30, from_end: bool = False) -> str:
    """A text as a message quotes it: in one line, and only its beginning (or its end)."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return "…" + line[-most:] if from_end else line[:most] + "…"


def repaired(source: Source, faults: Sequence[Fault]) -> Source:
    """The source with the repairs of all faults; the same one where there is nothing to do."""
    return _edited(source, [(fault, fault.edits) for fault in faults if fault.repairable])


def readable(source: Source, faults: Sequence[Fault]) -> Source:
    """The source as it is read: with the repairs of all faults, and guesses where none is known."""
    if not any(fault.reading for fault in faults):
        return repaired(source, faults)
    return _edited(source, [(fault, fault.reading) for fault in faults])


def _edited(source: Source, chosen: Sequence[tuple[Fault, tuple[Edit, ...]]]) -> Source:
    encoding = next((fault.encoding for fault, _ in chosen if fault.encoding), None)
    edits = [edit for _, own in chosen for edit in own]
    return source.edited(edits, encoding=encoding) if chosen else source


def without_overlaps(faults: Sequence[Fault]) -> list[Fault]:
    """The faults without those edits that lie in what a later fault's repair replaces.

    Such a fault is gone with the place it stood in: a bare `&` in a text that is removed.
    Edits at one place get their ranks here: they apply in the order of the faults.
    """
    replaced = _Replaced()
    kept: list[Fault] = []
    for fault in reversed(faults):
        edits = tuple(edit for edit in fault.edits if not replaced.holds(edit.span))
        guess = tuple(edit for edit in fault.guess if not replaced.holds(edit.span))
        if edits or guess or not (fault.edits or fault.guess):
            kept.append(replace(fault, edits=edits, guess=guess))
        for edit in (*edits, *guess):
            replaced.add(edit.span)
    return _ranked(kept[::-1])


class _Replaced:
    """What repairs replace, the last in the file first: it comes about in that order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._spans: list[Span] = []

    def add(self, span: Span) -> None:
        if span.start < span.end:
            at = bisect_left(self._starts, -span.start)
            self._starts.insert(at, -span.start)
            self._spans.insert(at, span)

    def holds(self, span: Span) -> bool:
        at = bisect_left(self._starts, -span.start)
        if at == len(self._starts):
            return False
        outer = self._spans[at]
        if span.start == span.end:
            return outer.start < span.start < outer.end
        return span.end <= outer.end


def _ranked(faults: Iterable[Fault]) -> list[Fault]:
    counts: Counter[int] = Counter()

    def ranked(edits: Iterable[Edit]) -> Iterator[Edit]:
        for edit in edits:
            yield replace(edit, rank=counts[edit.span.start])
            counts[edit.span.start] += 1

    return [
        replace(fault, edits=tuple(ranked(fault.edits)), guess=tuple(ranked(fault.guess)))
        for fault in faults
    ]
