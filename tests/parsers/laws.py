"""What holds for any bytes whatever. The property tests assert it, and so does the fuzzer."""

from lxml import etree

from artemis_modkit.model.settings import setting_facts
from artemis_modkit.parsers import xml_grammar as grammar
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.snt import GRID_BYTES, SystemGrid
from artemis_modkit.parsers.source import Source, Span
from artemis_modkit.parsers.xml import XmlDocument


def source_keeps_its_bytes(data: bytes) -> None:
    """Reading and writing without a change gives the same bytes."""
    source = Source.from_bytes("any", data)
    assert source.to_bytes() == data
    assert source.edited([]).to_bytes() == data


def xml_is_read_whole(data: bytes) -> XmlDocument:
    """XML is read, whatever it is; repaired, it is what a strict parser reads."""
    document = XmlDocument.from_bytes("any.xml", data)
    assert document.source.to_bytes() == data
    _faults_can_be_shown(document.source, document.faults)
    _elements_are_where_they_say(document)
    assert "not-well-formed" not in {fault.code for fault in document.faults}
    if _is_blocked(document):
        return document
    again = XmlDocument.from_bytes("any.xml", document.readable.to_bytes())
    assert again.faults == ()
    assert _as_pairs(again) == _as_pairs(document)
    if not all(fault.repairable for fault in document.faults):
        left = XmlDocument.from_bytes("any.xml", document.repaired.to_bytes())
        assert not all(fault.repairable for fault in left.faults)
    if not document.uses_namespaces:
        assert document.verdict() is None
        assert _as_pairs(document) == lxml_pairs(document.strict_tree())
    return document


def ini_is_read_whole(data: bytes) -> IniDocument:
    """Settings are read, whatever the file is; repaired, they are the same.

    Without a fault, but those that nothing repairs. configupdater reads the same.
    """
    known = setting_facts()
    document = IniDocument.from_bytes("any.ini", data, known)
    assert document.source.to_bytes() == data
    _faults_can_be_shown(document.source, document.faults)
    if _is_blocked(document):
        return document
    again = IniDocument.from_bytes("any.ini", document.repaired.to_bytes(), known)
    left = [fault.code for fault in document.faults if not fault.repairable]
    assert [fault.code for fault in again.faults] == left
    assert document.verdict() is None
    assert [(one.key, one.value) for one in again.settings] == [
        (one.key, one.value) for one in document.settings
    ]
    return document


def _is_blocked(document: XmlDocument | IniDocument) -> bool:
    """Whether a file is no text, or half a merge; nothing else is said of it then."""
    blocking = {fault.blocks for fault in document.faults}
    if True in blocking:
        assert blocking == {True}
        assert document.repaired == document.source
    return True in blocking


def grid_is_read_as_far_as_it_goes(data: bytes) -> None:
    """A system grid of any size is read; a size that is not the game's is a fault."""
    grid = SystemGrid.from_bytes("any.snt", data)
    assert len(grid.nodes) == min(len(data), GRID_BYTES) // 32
    assert [fault.code for fault in grid.faults] == (
        [] if len(data) == GRID_BYTES else ["snt-size"]
    )


def lxml_pairs(root: "etree._Element") -> list[tuple[str, dict[str, str]]]:
    """Every element that lxml read, in the order of the file: its name and attributes."""
    return [
        (str(one.tag), {str(k): str(v) for k, v in one.attrib.items()}) for one in root.iter("*")
    ]


def _as_pairs(document: XmlDocument) -> list[tuple[str, dict[str, str]]]:
    return [(one.name, one.attributes) for one in document.elements]


def _faults_can_be_shown(source: Source, faults: tuple[Fault, ...]) -> None:
    for fault in faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(source.text)
        place = source.location(fault.span.start)
        shown = source.excerpt(place)
        assert 1 <= shown.column <= len(shown.text) + 2
        assert fault.message.splitlines() == [fault.message]
        fault.message.encode()


def _elements_are_where_they_say(document: XmlDocument) -> None:
    for element in document.elements:
        assert document.text.startswith(f"<{element.name}", element.start)
        assert document.text[element.close_end - 1] == ">"
        values = {
            name: grammar.plain_value(document.text[place.value.start : place.value.end])
            for name, place in document.places(element).items()
        }
        assert values == element.attributes
        origin = document.in_source(Span(element.start, element.end))
        assert 0 <= origin.start <= origin.end <= len(document.source.text)


def repaired(text: str | bytes) -> tuple[list[str], str]:
    """The codes of the faults, and the file as `--fix` leaves it."""
    data = text.encode() if isinstance(text, str) else text
    document = xml_is_read_whole(data)
    return [one.code for one in document.faults], document.repaired.to_bytes().decode()


def left(text: str | bytes) -> list[str]:
    """The codes of the faults of a file in which nothing can be repaired."""
    data = text.encode() if isinstance(text, str) else text
    document = xml_is_read_whole(data)
    assert document.repaired.to_bytes() == data
    assert not any(one.repairable for one in document.faults)
    return [one.code for one in document.faults]
