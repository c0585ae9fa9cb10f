"""Deltas: what differs between two sides and their base, value by value, and who changed it.

Finding comes before deciding and writing: a delta neither chooses nor touches text, and swapping
the sides swaps every delta and changes none. Values are compared as what they are (`1` is `1.0`);
what nobody declared is compared as its text.
"""

from collections.abc import Hashable, Iterator
from enum import Enum

from msgspec import Struct

from artemis_modkit.changes.align import Alignment, Beside
from artemis_modkit.changes.sides import NO_TRIO, Sides, Trio, some
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.vessels import content_of, is_written_alike, kind_of, value_of
from artemis_modkit.parsers.xml import Element

ALL_KINDS = frozenset(Area)


class Who(Enum):
    """Who changed something; unknown where there is no base, or one that cannot be asked."""

    NOBODY = "nobody"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


class Delta(Struct, frozen=True, eq=False):
    """A value, or an element as a whole, of two sides and their base.

    `path` is e.g. `beam_port[2].damage`, counted from 1. Texts are as written, of an element its
    attributes, `None` where it is absent; that of base also where base cannot be asked.
    `attribute` is its name, or the key of a setting; `None` for a whole element. `elements` are
    those that hold it, or it itself; `homes` the parents of a whole element. `also` are smaller
    deltas that a conflict is the head of; `why` says what the conflict is where the texts do not.
    Of two ships that got one number `free` is the next one that nothing has.
    """

    path: str
    base: str | None
    ours: str | None
    theirs: str | None
    kind: Area
    who: Who
    attribute: str | None = None
    elements: Trio = NO_TRIO
    homes: Trio = NO_TRIO
    also: "tuple[Delta, ...]" = ()
    why: str = ""
    free: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Delta) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> Hashable:
        """All that is compared: where its elements stand does not count."""
        texts = (self.path, self.base, self.ours, self.theirs)
        return (*texts, self.kind, self.who, self.also, self.why, self.free)

    @property
    def texts(self) -> Sides[str | None]:
        """What the three say."""
        return Sides(self.base, self.ours, self.theirs)

    @property
    def differs(self) -> bool:
        """Whether ours and theirs are not the same."""
        return self.who not in (Who.NOBODY, Who.BOTH)

    @property
    def element(self) -> Element:
        """The first of ours, theirs and base that has it."""
        base, ours, theirs = self.elements
        return some(Sides(ours, theirs, base))


def who_changed(values: Sides[Hashable], *, has_base: bool = True) -> Who:
    """Who changed a value; where base cannot be asked, whether anybody did."""
    if values.ours == values.theirs:
        return Who.NOBODY if not has_base or values.base == values.ours else Who.BOTH
    if not has_base:
        return Who.UNKNOWN
    if values.base == values.ours:
        return Who.THEIRS
    return Who.OURS if values.base == values.theirs else Who.CONFLICT


def setting_delta(key: str, texts: Sides[str | None], *, has_base: bool = True) -> Delta:
    """What became of a setting. Numbers count by value, other texts letter for letter."""
    values: Sides[Hashable] = Sides(*(_setting_value(text) for text in texts))
    who = who_changed(values, has_base=has_base)
    return Delta(f"setting[{key}]", *texts, Area.BALANCE, who, key)


def _setting_value(text: str | None) -> Hashable:
    number = None if text is None else read_decimal(text)
    return text if number is None else number


class Differ(Struct, frozen=True):
    """How deltas of elements are found.

    `known` are the kinds of values of which base says what the sides began with; of others it
    cannot be asked. `every` is true where also what nobody changed is wanted, value by value.
    """

    alignment: Alignment
    known: frozenset[Area] = ALL_KINDS
    every: bool = False

    def of(self, path: str, trio: Trio, homes: Trio) -> Iterator[Delta]:
        """The deltas of an element; one as a whole where not both sides have it."""
        base, ours, theirs = trio
        is_whole = ours is None or theirs is None
        if ours and theirs and base is None and self.known and not self.every:
            is_whole = content_of(ours) == content_of(theirs)
        if is_whole:
            yield self.whole(path, trio, homes)
        else:
            yield from self.inside(f"{path}.", trio)

    def inside(self, prefix: str, trio: Trio) -> Iterator[Delta]:
        """The deltas of the attributes of an element, and of the elements in it."""
        yield from self.attributes(prefix, trio)
        if any(side is not None and side.children for side in trio):
            yield from self.parts(prefix, self.alignment.parts(trio), trio)

    def parts(self, prefix: str, trios: Iterator[tuple[str, Trio]], homes: Trio) -> Iterator[Delta]:
        """The deltas of aligned children."""
        for name, trio in trios:
            if not self._is_untouched(trio):
                yield from self.of(f"{prefix}{name}", trio, homes)

    def _is_untouched(self, trio: Trio) -> bool:
        """Whether an element is the same letter by letter in all files that count."""
        base, ours, theirs = trio
        if self.every or ours is None or theirs is None or not is_written_alike(ours, theirs):
            return False
        return not self.known or (base is not None and is_written_alike(base, ours))

    def attributes(self, prefix: str, trio: Trio) -> Iterator[Delta]:
        """The deltas of the attributes of an element."""
        given = [{} if side is None else side.attributes for side in trio]
        if not self.every and given[1] == given[2] and (not self.known or given[0] == given[1]):
            return
        element = some(trio).name
        for name in self.alignment.attributes(trio):
            kind = kind_of(element, name)
            texts = Sides(*(one.get(name) for one in given))
            values: Sides[Hashable] = Sides(
                *(None if text is None else (value_of(element, name, text),) for text in texts)
            )
            who = who_changed(values, has_base=kind in self.known)
            if kind not in self.known:
                texts = texts._replace(base=None)
            if self.every or who is not Who.NOBODY:
                yield Delta(f"{prefix}{name}", *texts, kind, who, name, trio)

    def whole(self, path: str, trio: Trio, homes: Trio) -> Delta:
        """The delta of an element as a whole."""
        values = Sides(*(self._content(side) for side in trio))
        who = who_changed(values, has_base=bool(self.known))
        why = "one side removed what the other changed" if who is Who.CONFLICT else ""
        texts = Sides(*(None if side is None else shown_element(side) for side in trio))
        return Delta(path, *texts, kind_of(some(trio).name), who, None, trio, homes, why=why)

    def _content(self, element: Element | None) -> Hashable:
        """What an element says, as far as base can be asked; `None` of none."""
        if element is None or self.known in (ALL_KINDS, frozenset()):
            return None if element is None else content_of(element)
        values = frozenset(
            (name, value_of(element.name, name, text))
            for name, text in element.attributes.items()
            if kind_of(element.name, name) in self.known
        )
        return element.name, values, tuple(self._content(child) for child in element.children)


def shown_element(element: Element) -> str:
    """An element as conflicts show it: its attributes as written."""
    return " ".join(f"{name}={value.strip()}" for name, value in element.attributes.items())


def deltas_between(a: Element, b: Element) -> Iterator[Delta]:
    """Every difference of two elements of one name, and of the elements inside them."""
    yield from _TWO.inside("", Sides(None, a, b))


_TWO = Differ(Beside(), frozenset())
