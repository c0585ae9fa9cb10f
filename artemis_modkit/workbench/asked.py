"""What a page is asked for."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from artemis_modkit.files.disk import check_new_folder
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.workbench.benches import Benches


class Asked(Struct, frozen=True):
    """What a page is asked for: the fields of the address or of the form, by their names."""

    benches: Benches
    fields: Mapping[str, str]
    lists: Mapping[str, list[str]]
    is_part: bool
    """Whether a part of a page asks, for itself."""
    parts: Mapping[str, str]
    """What the address names."""

    def text(self, name: str, default: str = "") -> str:
        """A field; the default where it is not there."""
        return self.fields.get(name, default)

    def path(self, name: str) -> Path:
        """A path as people paste it, with or without quotes."""
        return Path(self.text(name).strip().strip('"')).expanduser()

    def new_folder(self) -> Path:
        """The `place` of a folder to be written. Raises `ModkitError` where it may not be."""
        place = self.path("place")
        if not place.is_absolute():
            raise ModkitError("name the whole path of the new folder")
        check_new_folder(place)
        return place
