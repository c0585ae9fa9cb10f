"""The embedded stock: the game's figures, so that everything works with no game installed.

One decision: versions that do not differ share a file, and artemis.ini is written from
`facts/settings.toml`, so no figure stands twice. The sentences are ours, not the game's.
"""

from dataclasses import dataclass
from importlib import resources

from artemis_modkit.model.settings import stock_settings_text


@dataclass(frozen=True, slots=True)
class StockVersion:
    """A version of the game: its figures' file, and its generation of settings, if it has one."""

    version: str
    vessel_file: str
    settings_generation: str | None

    def files(self) -> dict[str, bytes]:
        """The files as they would lie in the game's folder, by path."""
        folder = resources.files(__name__)
        files = {"dat/vesselData.xml": folder.joinpath(self.vessel_file).read_bytes()}
        if self.settings_generation is not None:
            files["artemis.ini"] = stock_settings_text(self.settings_generation).encode("ascii")
        return files


STOCK_VERSIONS = {
    stock.version: stock
    for stock in (
        StockVersion("2.1", "vesselData-2.1.xml", None),
        StockVersion("2.4", "vesselData-2.4.xml", "2.4"),
        StockVersion("2.7.1", "vesselData-2.7.1.xml", "2.7.1"),
        StockVersion("2.7.4", "vesselData-2.7.4.xml", "2.7.4"),
        StockVersion("2.8", "vesselData-2.7.4.xml", "2.8"),
    )
}
"""Every embedded version, oldest first."""

NEWEST = "2.8"
"""The default baseline."""
