"""The embedded stock: the game's figures, so that everything works with no game installed.

Versions that do not differ share a file, and artemis.ini is written from
`facts/settings.toml`, and 2.7.1 is 2.7.4 with seven other lines, so no figure stands twice. The
sentences are ours, not the game's.
"""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from artemis_modkit.model.settings import stock_settings_text

HEADLINES = Path(__file__).with_name("headlines.json")
"""Against how much the usual ship of each stock stands up: fought once, and again by a test."""


class StockVersion(Struct, frozen=True):
    """A version of the game: its figures' file, and its generation of settings, if it has one.

    `other_lines` are those in which its ships differ from the file, by number from 1.
    """

    version: str
    vessel_file: str
    settings_generation: str | None
    other_lines: Mapping[int, str] = field(default_factory=dict)

    @property
    def ships(self) -> str:
        """The text of its vesselData.xml."""
        lines = Path(__file__).with_name(self.vessel_file).read_text("ascii").split("\n")
        for number, line in self.other_lines.items():
            lines[number - 1] = line
        return "\n".join(lines)

    def files(self) -> dict[str, bytes]:
        """The files as they would lie in the game's folder, by path."""
        files = {"dat/vesselData.xml": self.ships.encode("ascii")}
        if self.settings_generation is not None:
            files["artemis.ini"] = stock_settings_text(self.settings_generation).encode("ascii")
        return files


_SHIPS_OF_2_7_1 = {
    1: "<!-- Figures of the stock game 2.7.1, kept by artemis_modkit so that mods can be",
    675: '    <carrierload baycount="10"/>',
    683: '    <drone_port x="0" y="-10" z="0" damage="30.0" cycletime="15.0" range="5000"/>',
    845: '    <carrierload baycount="4"/>',
    866: '    <carrierload baycount="6"/>',
    895: '    <drone_port x="0" y="-10" z="0" damage="30.0" cycletime="30.0" range="5000"/>',
    917: '    <drone_port x="0" y="-10" z="0" damage="30.0" cycletime="30.0" range="5000"/>',
    944: '    <drone_port x="0" y="-10" z="0" damage="30.0" cycletime="30.0" range="5000"/>',
}
"""Before 2.7.4, carriers had fewer bays, and drones came more slowly and flew less far."""

STOCK_VERSIONS = {
    stock.version: stock
    for stock in (
        StockVersion("2.1", "vesselData-2.1.xml", None),
        StockVersion("2.4", "vesselData-2.4.xml", "2.4"),
        StockVersion("2.7.1", "vesselData-2.7.4.xml", "2.7.1", _SHIPS_OF_2_7_1),
        StockVersion("2.7.4", "vesselData-2.7.4.xml", "2.7.4"),
        StockVersion("2.8", "vesselData-2.7.4.xml", "2.8"),
    )
}
"""Every embedded version, oldest first."""

NEWEST = "2.8"
"""The default baseline."""
