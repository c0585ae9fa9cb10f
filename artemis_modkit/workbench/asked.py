"""What a page is asked for."""

from collections.abc import Mapping

from msgspec import Struct

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
