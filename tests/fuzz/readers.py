"""What the fuzzer calls: each reader of files, held to its laws. Only `ModkitError` may rise."""

from artemis_modkit.model.settings import Settings
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.parsers.errors import ModkitError
from tests.parsers.laws import (
    grid_is_read_as_far_as_it_goes,
    ini_is_read_whole,
    source_keeps_its_bytes,
    xml_is_read_whole,
)


def read_any(data: bytes) -> None:
    """Read an input by the reader that its first byte names."""
    reader, content = data[:1], data[1:]
    source_keeps_its_bytes(content)
    try:
        match reader:
            case b"i":
                read_settings(content)
            case b"s":
                grid_is_read_as_far_as_it_goes(content)
            case _:
                read_vessel_data(content)
    except ModkitError as refusal:
        assert str(refusal).splitlines() == [str(refusal)]


def read_vessel_data(content: bytes) -> None:
    """Every vessel and race of the file is in the model, and what is unreadable is a problem."""
    document = xml_is_read_whole(content)
    mod = VesselData.read(document)
    names = [element.name for element in document.elements]
    assert len(mod.vessels) == names.count("vessel")
    assert len(mod.races) == names.count("hullRace")
    assert mod.dialect is not None
    for item in mod.items():
        assert item.element in document.elements


def read_settings(content: bytes) -> None:
    """Every setting is readable as text, and as a number or `None`."""
    document = ini_is_read_whole(content)
    settings = Settings(document)
    assert list(settings.texts) == list(dict.fromkeys(one.key for one in document.settings))
    assert settings.generation
    for key in settings.texts:
        settings.number(key)
    list(settings.unreadable())
