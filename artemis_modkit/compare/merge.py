"""Two mods made from one, put together: what both did, in the bytes of ours.

One decision: the result is our file with edits. Nothing of ours that need not change does, and
a conflict leaves what ours says, with a comment right before it that says what all three had.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from artemis_modkit.compare.merge_base import ChosenBase, chosen_base, going_back
from artemis_modkit.compare.merge_settings import SettingSplice, setting_differences
from artemis_modkit.compare.splice import Splice
from artemis_modkit.compare.three_way import Difference, Outcome, ThreeWay
from artemis_modkit.compare.trios import UNITS, Side, Sides
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.writable import check_understood
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Location
from artemis_modkit.parsers.xml import AttributePlace, Element, XmlDocument

_UNFIT_FOR_COMMENTS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SIDES = {Outcome.OURS: Side.OURS, Outcome.BOTH: Side.OURS, Outcome.THEIRS: Side.THEIRS}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both changed, each in another way.

    Texts are `None` where the thing is absent; places are those of the attribute or element,
    `None` where there is none. `also` are paths that are part of it, `why` is a half sentence.
    """

    path: str
    texts: Sides[str | None]
    file: str
    our_place: Location | None
    their_place: Location | None
    also: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """Who wins in conflicts whose path matches; `*` and `?` stand for any characters.

    A pattern that names an element stands for all inside it.
    """

    pattern: str
    side: Side

    @classmethod
    def parse(cls, text: str) -> "Strategy":
        """Read `theirs` or `PATTERN=theirs`. Raises `ModkitError` for any other side."""
        pattern, _, name = text.rpartition("=")
        sides = {side.name.lower(): side for side in (Side.OURS, Side.THEIRS, Side.BASE)}
        side = sides.get(name.strip().lower())
        if side is None:
            raise ModkitError(f"--strategy {text}: write ours or theirs, or PATTERN=theirs")
        return cls(pattern.strip() or "*", side)

    def fits(self, path: str) -> bool:
        """Whether a path is meant."""
        parts = re.split(r"(\*+|\?)", self.pattern)
        wild = "".join(
            ".*" if part.startswith("*") else "." if part == "?" else re.escape(part)
            for part in parts
        )
        return re.fullmatch(rf"{wild}(?:[.\[].*)?", path, re.IGNORECASE) is not None


Ask = Callable[[Conflict], Side | None]


@dataclass
class Merged:
    """What became of two mods. `after` are the bytes of the merged files, by their paths in ours.

    `taken` are the differences that needed no choice, `settled` the conflicts that a strategy or
    a person decided, `conflicts` those that nobody did. `notes` are sentences.
    """

    base: Mod
    ours: Mod
    theirs: Mod
    after: dict[str, bytes] = field(default_factory=dict)
    taken: dict[Outcome, list[Difference]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    settled: list[tuple[Conflict, Side]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def merge(
    ours: Mod,
    theirs: Mod,
    base: str | Mod | None = None,
    strategies: Sequence[Strategy] = (),
    ask: Ask | None = None,
) -> Merged:
    """Put two mods together. `base` is a mod, what names one, `auto`, or `None` for stock.

    `ask` is asked for each conflict that no strategy decides; `None` from it leaves it open.
    Raises `ModkitError` where ours and theirs have no kind of file in common, and where a file
    of the three must not be read as its kind.
    """
    check_understood(ours, "ours: ")
    check_understood(theirs, "theirs: ")
    chosen = ChosenBase(base, "", ()) if isinstance(base, Mod) else chosen_base(base, ours, theirs)
    check_understood(chosen.mod, "base: ")
    return _Merge(Merged(chosen.mod, ours, theirs), chosen, tuple(strategies), ask).run()


@dataclass
class _Merge:
    result: Merged
    chosen: ChosenBase
    strategies: tuple[Strategy, ...]
    ask: Ask | None
    _places: dict[int, dict[str, AttributePlace]] = field(default_factory=dict)

    def run(self) -> Merged:
        result = self.result
        sides = Sides(result.base, result.ours, result.theirs)
        if self.chosen.reason:
            result.notes.append(self.chosen.reason)
        ships = [one.vessel_data for one in sides]
        settings = [one.settings for one in sides]
        if not all(ships[1:]) and not all(settings[1:]):
            raise ModkitError(
                f"{result.ours.name} and {result.theirs.name} have nothing in common to merge"
            )
        for title, kind in (("vesselData.xml", ships), ("artemis.ini", settings)):
            if (kind[1] is None) != (kind[2] is None):
                owner = result.ours if kind[2] is None else result.theirs
                result.notes.append(f"only {owner.name} has {title}; it is not merged")
        if ships[1] is not None and ships[2] is not None:
            empty = VesselData.from_bytes("none", b"<vessel_data/>")
            self._merge_ships(Sides(ships[0] or empty, ships[1], ships[2]))
        if settings[1] is not None and settings[2] is not None:
            none = Settings.from_bytes("none", b"")
            self._merge_settings(Sides(settings[0] or none, settings[1], settings[2]))
        for name, mod in (("ours", result.ours), ("theirs", result.theirs)):
            result.notes += going_back(name, mod, self.chosen)
        return result

    # Ships --------------------------------------------------------------------------------------

    def _merge_ships(self, files: Sides[VesselData]) -> None:
        for name, file in zip(("base", "ours", "theirs"), files, strict=True):
            self._check(name, file.document)
        knows_texts = not self.result.base.is_embedded_stock
        if not knows_texts:
            self.result.notes.append(
                "the embedded stock has sentences of its own: where descriptions and taunts of "
                "ours and theirs differ, nobody knows who changed them, so they are conflicts"
            )
        three = ThreeWay(files, knows_texts)
        found = list(three.differences())
        splice = Splice(Sides(*(Layout(file.document) for file in files)), three.partners)
        for one in found:
            conflict = self._conflict(one, files) if one.outcome is Outcome.CONFLICT else None
            side = self._decide(one, conflict)
            if side is not None:
                _write(splice, one, side)
            elif conflict is not None:
                _mark(splice, one, f"<!-- {_in_comment(conflict)} -->")
            if not (one.attribute is None and side is not None and one.also):
                for inner in one.also:
                    _write(splice, inner, self._side_by_strategy(inner) or _SIDES[inner.outcome])
        source = splice.source()
        again = XmlDocument.read(source)
        broken = [fault for fault in again.faults if fault.code != "other-encoding"]
        if broken:
            raise ModkitError(f"{source.name}: cannot be merged: {broken[0].message}")
        self.result.after[files.ours.document.source.name] = source.to_bytes()

    def _check(self, name: str, document: XmlDocument) -> None:
        if document.root is None or document.root.name in UNITS:
            raise ModkitError(
                f"{name}: {document.source.name} has no element round its ships to merge in; "
                "put <vessel_data> round them"
            )
        if document.faults:
            if not all(fault.repairable for fault in document.faults):
                raise ModkitError(f"{name}: {document.source.name} is beyond repair; see `audit`")
            self.result.notes.append(
                f"{name}: the XML is broken in places ({len(document.faults)}); the merge works on "
                "the repaired text; `audit` shows them"
            )

    def _conflict(self, one: Difference, files: Sides[VesselData]) -> Conflict:
        places = [
            self._place(files.of(side).document, one.elements.of(side), one.attribute)
            for side in (Side.OURS, Side.THEIRS)
        ]
        name = files.ours.document.source.name
        also = tuple(inner.path for inner in one.also)
        return Conflict(one.path, one.texts, name, places[0], places[1], also, one.why)

    def _place(
        self, document: XmlDocument, element: Element | None, attribute: str | None
    ) -> Location | None:
        if element is None:
            return None
        if id(element) not in self._places:
            self._places[id(element)] = document.places(element)
        place = self._places[id(element)].get(attribute or "")
        return document.location(place.name.start if place else element.start)

    # Settings -----------------------------------------------------------------------------------

    def _merge_settings(self, files: Sides[Settings]) -> None:
        documents = Sides(*(file.document for file in files))
        splice = SettingSplice(documents)
        for one in setting_differences(files):
            assert one.attribute is not None
            conflict = None
            if one.outcome is Outcome.CONFLICT:
                places = []
                for document in (documents.ours, documents.theirs):
                    line = document.get(one.attribute)
                    start = None if line is None else line.key_span.start
                    places.append(None if start is None else document.source.location(start))
                name = documents.ours.source.name
                conflict = Conflict(one.path, one.texts, name, places[0], places[1], (), "")
            side = self._decide(one, conflict)
            if side is not None and side is not Side.OURS:
                splice.set(one.attribute, one.texts.of(side), side)
            elif side is None and conflict is not None:
                splice.mark(one.attribute, _in_comment(conflict))
        self.result.after[documents.ours.source.name] = splice.source().to_bytes()

    # Decisions ----------------------------------------------------------------------------------

    def _decide(self, one: Difference, conflict: Conflict | None) -> Side | None:
        """Whose state is written; `None` for a conflict that stays."""
        if conflict is None:
            self.result.taken.setdefault(one.outcome, []).append(one)
            return _SIDES[one.outcome]
        side = self._side_by_strategy(one)
        if side is None and self.ask is not None:
            side = self.ask(conflict)
        if side is None:
            self.result.conflicts.append(conflict)
        else:
            self.result.settled.append((conflict, side))
        return side

    def _side_by_strategy(self, one: Difference) -> Side | None:
        """What the strategies say; a pattern before a plain side, the last of several."""
        fitting = [each for each in self.strategies if each.fits(one.path)]
        fitting.sort(key=lambda each: each.pattern != "*")
        return fitting[-1].side if fitting else None


def _write(splice: Splice, one: Difference, side: Side) -> None:
    """Make ours in one place what a side is."""
    if side is Side.OURS:
        return
    ours, other = one.elements.ours, one.elements.of(side)
    if one.attribute is not None:
        assert ours is not None
        value = None if other is None else other.attributes.get(one.attribute)
        if value != ours.attributes.get(one.attribute):
            splice.set_attribute(ours, one.attribute, value)
    elif ours is not None and other is not None:
        splice.swap(ours, side, other)
    elif ours is not None:
        splice.remove(ours)
    elif other is not None:
        splice.insert(other, side, one.homes.ours)


def _mark(splice: Splice, one: Difference, comment: str) -> None:
    if one.elements.ours is not None:
        splice.mark(one.elements.ours, comment)
    elif one.elements.theirs is not None:
        splice.mark_absent(one.elements.theirs, Side.THEIRS, one.homes.ours, comment)


def _in_comment(conflict: Conflict) -> str:
    """A conflict as it stands in a comment, of XML or of artemis.ini."""
    names = ("base", "ours", "theirs")
    shown = " ".join(
        f'{name} "{text}"' if text is not None else f"{name} none"
        for name, text in zip(names, conflict.texts, strict=True)
    )
    text = f"modkit: conflict: {conflict.path}: {shown}"
    text = _UNFIT_FOR_COMMENTS.sub(" ", text)
    return text.replace("--", "-&#45;").replace("--", "-&#45;")
