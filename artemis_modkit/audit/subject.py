"""What rules look at: the mod, and where in it a hit is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, TypeVar

from artemis_modkit.audit.findings import Hit
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Edit, Source, Span
from artemis_modkit.parsers.xml import Element, XmlDocument

Computed = TypeVar("Computed")

_LONGEST_NAME = 80
"""Characters of a name that is compared with others; the longest known one has 37."""

_MOST_COMPARED = 100
"""Unknown names that are compared with all known ones; each takes a millisecond or more."""


@dataclass(frozen=True)
class Subject:
    """The mod under audit and the stock that it is measured by.

    `previous` is an earlier release, `None` where none is given; `history` are those before
    it, the oldest first.
    """

    mod: Mod
    stock: Mod
    previous: Mod | None = None
    history: tuple[Mod, ...] = ()
    _known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, compute: "Callable[[Subject], Computed]") -> Computed:
        """What a function makes of the subject, computed for the first rule that asks."""
        if compute not in self._known:
            self._known[compute] = compute(self)
        found: Computed = self._known[compute]
        return found

    @property
    def vessel_data(self) -> VesselData | None:
        """The mod's races and vessels, if it has any file of them."""
        return self.mod.vessel_data

    @property
    def settings(self) -> Settings | None:
        """The mod's settings, if it has any file of them."""
        return self.mod.settings

    @property
    def documents(self) -> tuple[XmlDocument | IniDocument, ...]:
        """The text files of the mod that are read: vesselData.xml, then artemis.ini."""
        data, settings = self.mod.vessel_data, self.mod.settings
        return (
            *(() if data is None else (data.document,)),
            *(() if settings is None else (settings.document,)),
        )

    def element(
        self,
        element: Element,
        message: str,
        *,
        attribute: str | None = None,
        edits: Iterable[Edit] = (),
        also: Sequence[Element] = (),
    ) -> Hit:
        """A hit at an element of vesselData.xml, or at one of its attributes.

        `edits` are given in the text of the document.
        """
        data = self.mod.vessel_data
        assert data is not None
        document = data.document
        span = Span(element.start, element.start + len(element.name) + 1)
        if attribute is not None and (place := document.places(element).get(attribute)):
            span = Span(place.name.start, place.value.end + 1)
        owner = data.owner(element)
        return Hit(
            document.source.name,
            document.location(span.start),
            message,
            None if owner is None else read_integer(owner.element.attributes.get("uniqueID", "")),
            tuple(document.location(one.start) for one in also),
            tuple(Edit(document.in_source(edit.span), edit.text) for edit in edits),
            width=span.end - span.start,
        )

    def fault(self, source: Source, fault: Fault) -> Hit:
        """A hit at a fault of a file as such."""
        data = self.mod.vessel_data
        is_of_ships = data is not None and data.document.source is source
        vessel = data.vessel_at(fault.span.start) if data and is_of_ships else None
        return Hit(
            source.name,
            source.location(fault.span.start),
            fault.message if vessel is None else f"{vessel.shown_name}: {fault.message}",
            None if vessel is None else vessel.id,
            edits=fault.edits,
            encoding=fault.encoding if fault.repairable else None,
            width=max(1, fault.span.end - fault.span.start),
        )

    def setting(self, span: Span, message: str, *, edits: Iterable[Edit] = ()) -> Hit:
        """A hit in artemis.ini."""
        settings = self.mod.settings
        assert settings is not None
        source = settings.document.source
        return Hit(
            source.name,
            source.location(span.start),
            message,
            edits=tuple(edits),
            width=max(1, span.end - span.start),
        )


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.7) -> str | None:
    """The known name most like a given one, case aside; `None` if none is near, or for a text."""
    if len(name) > _LONGEST_NAME:
        return None
    by_lower = {one.lower(): one for one in known}
    close = get_close_matches(name.lower(), by_lower, n=1, cutoff=cutoff)
    return by_lower[close[0]] if close else None


def nearest_of(
    names: Iterable[str], known: Iterable[str], *, cutoff: float = 0.7
) -> dict[str, str | None]:
    """The known name most like each of the names; the first `_MOST_COMPARED` only are compared."""
    every, among = list(dict.fromkeys(names)), list(known)
    near = {name: nearest(name, among, cutoff=cutoff) for name in every[:_MOST_COMPARED]}
    return {name: near.get(name) for name in every}


def did_you_mean(name: str | None) -> str:
    """The end of a message about an unknown name: its nearest known one, if there is one."""
    return f"; did you mean '{name}'?" if name else ""


def owner_of(data: VesselData, element: Element) -> str:
    """Who an element belongs to, for messages: `20 Valkyrie: ` or nothing."""
    owner = data.owner(element)
    return f"{owner.shown_name}: " if owner else ""
