"""What rules look at: the mod and the stock that it is measured by, and where in it something is.

What a mod lacks is empty here: without a vesselData.xml there are no ships and no elements, so no
rule asks whether there is one.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit.findings import Occurrence, Sentence, Severity
from artemis_modkit.model.declarations import Type
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.roles import Role, Roles, roles_of
from artemis_modkit.model.switching import documents_of
from artemis_modkit.model.vessels import ATTRIBUTES, HullRace, Vessel, VesselData
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument, IniSetting
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit, Location, Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

if TYPE_CHECKING:
    from artemis_modkit.changes.pairing import Told
    from artemis_modkit.model.missions import Mission

Computed = TypeVar("Computed")

_LONGEST_QUOTE = 80
"""Characters of a fault that it is known again by."""

_NO_SHIPS = VesselData.from_bytes("", b"<vessel_data/>")
_FIGURES = (Type.INTEGER, Type.DECIMAL)


class Look(Struct, frozen=True, eq=False, dict=True):
    """The mod under audit and the stock that it is measured by.

    `previous` is an earlier release, `None` where none is given; `history` are those before
    it, the oldest first. `told` is what is known of pairs of ships of `previous` and the mod,
    `missions` are the scripts that are played with it.
    """

    mod: Mod
    stock: Mod
    previous: Mod | None = None
    history: tuple[Mod, ...] = ()
    told: "Told | None" = None
    missions: "tuple[Mission, ...]" = ()

    @cached_property
    def _known(self) -> dict[Any, Any]:
        return {}

    def once(self, compute: "Callable[[Look], Computed]") -> Computed:
        """What a function makes of the look, computed for the first rule that asks."""
        if compute not in self._known:
            self._known[compute] = compute(self)
        known: Computed = self._known[compute]
        return known

    @property
    def stock_look(self) -> "Look":
        """The stock, looked at as a mod that is measured by itself."""
        return self.stock.once(measured_by_itself)

    @property
    def data(self) -> VesselData:
        """The mod's vesselData.xml; an empty one where it has none."""
        return self.mod.vessel_data or _NO_SHIPS

    @property
    def document(self) -> XmlDocument:
        """The text of `data`."""
        return self.data.document

    @cached_property
    def layout(self) -> Layout:
        """What writes edits of `document`."""
        return Layout(self.document)

    def without(self, elements: Iterable[Element]) -> list[Edit]:
        """The edits of `document.text` that take out elements and spare comments behind them."""
        return [self.layout.without_element(one, spares_comment=True) for one in elements]

    @property
    def races(self) -> tuple[HullRace, ...]:
        """The races of the mod."""
        return self.data.races

    @property
    def vessels(self) -> tuple[Vessel, ...]:
        """The vessels of the mod."""
        return self.data.vessels

    @property
    def elements(self) -> Sequence[Element]:
        """Every element of vesselData.xml, in its order."""
        return self.document.elements

    @cached_property
    def roles(self) -> Roles:
        """What the vessels are for."""
        return roles_of(self.races)

    @cached_property
    def _role_of(self) -> dict[Element, Role]:
        return {vessel.element: self.roles.of(vessel) for vessel in self.vessels}

    def role(self, vessel: Vessel) -> Role:
        """What a vessel of the mod is for."""
        return self._role_of[vessel.element]

    @property
    def settings(self) -> tuple[IniSetting, ...]:
        """The lines of artemis.ini that set something."""
        return () if self.mod.settings is None else self.mod.settings.document.settings

    @property
    def ini(self) -> IniDocument:
        """The text of artemis.ini, for edits at one of `settings`."""
        assert self.mod.settings is not None
        return self.mod.settings.document

    @property
    def documents(self) -> tuple[XmlDocument | IniDocument, ...]:
        """The text files of the mod that are read: vesselData.xml, then artemis.ini."""
        return documents_of(self.mod)

    def element(
        self,
        element: Element,
        message: str | Sentence,
        *,
        kind: Hashable = None,
        attribute: str | None = None,
        value: Hashable = None,
        edits: Iterable[Edit] = (),
        likely: Iterable[Edit] = (),
        also: Iterable[Element] = (),
        beside: Element | None = None,
        part: Span | None = None,
        severity: Severity | None = None,
    ) -> Occurrence:
        """At an element of vesselData.xml, or at one of its attributes.

        `edits` and `likely` ones are given in the text of the document. The `value` of a figure is
        what is written. `part` is the one of the attribute's value that is pointed at.
        """
        document = self.document
        span = Span(element.start, element.start + len(element.name) + 1)
        if attribute is not None and (place := document.places(element).get(attribute)):
            span = Span(place.name.start, place.value.end + 1)
            known = ATTRIBUTES.get(element.name, {}).get(attribute)
            if value is None and known is not None and known.type in _FIGURES:
                value = element.attributes[attribute].strip()
        owner, vessel = self._owner(element)
        return Occurrence(
            document.source.name,
            document.location(span.start),
            message,
            kind,
            owner,
            vessel,
            element.name,
            attribute,
            self._numbers.get(element, 1),
            value,
            tuple(document.location(one.start) for one in also),
            self.in_source(edits),
            width=span.end - span.start,
            severity=severity,
            likely=self.in_source(likely),
            beside=None if beside is None else document.location(beside.start),
            shown=None if part is None else self._shown(element, attribute or "", part),
            head=document.location(element.start),
        )

    def again(self, alike: Sequence[Element], message: str | Sentence, **known: Any) -> Occurrence:
        """At the second of some elements that are alike, the others being further places."""
        first, second, *others = alike
        return self.element(second, message, also=[first, *others], **known)

    def _shown(self, element: Element, attribute: str, part: Span) -> tuple[Location, int]:
        """Where a part of the value of an attribute stands in the file, and how wide it is."""
        origin = self.document.value_origin(element, attribute)
        assert origin is not None
        start = origin.original(part.start)
        return self.document.location(start), origin.original(part.end) - start

    @cached_property
    def _numbers(self) -> dict[Element, int]:
        """Which of the elements of its name each one is, in the vessel or race around it."""
        numbers: dict[Element, int] = {}
        owners = (HullRace.NAME, Vessel.NAME)
        for outer in self.elements:
            counts: dict[str, int] = {}
            for child in outer.children:
                if child.name not in owners:
                    numbers[child] = counts[child.name] = counts.get(child.name, 0) + 1
        return numbers

    def in_source(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """Edits of the document as those of the file on disk."""
        return tuple(Edit(self.document.in_source(edit.span), edit.text) for edit in edits)

    def _owner(self, element: Element) -> tuple[str, int | None]:
        """The vessel, or the race, that an element is or stands in, and a vessel's uniqueID."""
        if vessel := self.data.owner(element):
            number = read_integer(vessel.element.attributes.get("uniqueID", ""))
            return vessel.shown_name, number
        races = (one for one in element.lineage if one.name == HullRace.NAME)
        named = next((race.attributes for race in races), {})
        return " ".join(named.get(name, "") for name in ("ID", "name")).strip(), None

    def text(
        self,
        source: Source,
        span: Span,
        message: str | Sentence,
        *,
        kind: Hashable = None,
        element: str = "",
        value: Hashable = None,
        edits: Iterable[Edit] = (),
        likely: Iterable[Edit] = (),
        severity: Severity | None = None,
    ) -> Occurrence:
        """At a place of a text file as such; `element` says what stands there."""
        vessel = self.data.vessel_at(span.start) if source is self.document.source else None
        return Occurrence(
            source.name,
            source.location(span.start),
            message,
            kind,
            "" if vessel is None else vessel.shown_name,
            None if vessel is None else vessel.id,
            element,
            value=value,
            edits=tuple(edits),
            width=max(1, span.end - span.start),
            severity=severity,
            likely=tuple(likely),
        )

    def fault(self, source: Source, fault: Fault, *, kind: Hashable = None) -> Occurrence:
        """At a fault of a file as such."""
        written = source.text[fault.span.start : fault.span.end][:_LONGEST_QUOTE]
        occurrence = self.text(source, fault.span, "", kind=kind, element=fault.code, value=written)
        return replace(
            occurrence,
            message=f"{occurrence.owner}: {fault.message}" if occurrence.owner else fault.message,
            edits=fault.edits,
            encoding=fault.encoding if fault.repairable else None,
        )

    def setting(
        self,
        setting: IniSetting,
        message: str | Sentence,
        *,
        span: Span | None = None,
        **known: Any,
    ) -> Occurrence:
        """At a setting of artemis.ini: at its value, or at another part of its line."""
        where = span or setting.value_span
        source, key, value = self.ini.source, setting.key, setting.value
        return self.text(source, where, message, element=key, value=value, **known)

    def line_of(self, setting: IniSetting) -> int:
        """The line of artemis.ini that a setting stands in."""
        return self.ini.source.location(setting.line.start).line

    def file(
        self,
        path: str,
        message: str | Sentence,
        *,
        line: int = 1,
        kind: Hashable = None,
        value: Hashable = None,
    ) -> Occurrence:
        """At a line of any other file of the mod, or at a file as a whole."""
        return Occurrence(path, Location(line, 1), message, kind, element=path, value=value)

    def whose(self, element: Element) -> str:
        """The vessel that an element is of, as messages begin: `20 Valkyrie: `, or nothing."""
        owner = self.data.owner(element)
        return f"{owner.shown_name}: " if owner else ""


def measured_by_itself(stock: Mod) -> Look:
    """A stock as its own measure."""
    return Look(stock, stock)
