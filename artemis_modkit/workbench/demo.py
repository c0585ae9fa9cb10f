"""The demo: stock 2.8 as somebody might have changed it in a hurry, with slips to find and mend."""

from pathlib import Path

from artemis_modkit.files.disk import write_folder
from artemis_modkit.model.stock import STOCK_VERSIONS

_SHIPS = "dat/vesselData.xml"
_SLIPS = (
    ('<shields front="80" back="80"/>', '<shields front="80" back="80">'),
    ('playerdamage="12"', 'playerdamage="1200"'),
    ('topspeed="0.6"', 'topspeed="0,6"'),
    ('broadType="player carrier"', 'broadtype="player carrier"'),
)
"""What stands in stock, and what somebody made of it in the first place that has it."""


def demo(folder: Path) -> Path:
    """The folder of the demo inside of one of ours; it is written where it is not there."""
    place = folder / "demo"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_folder(place, slipped(STOCK_VERSIONS["2.8"].files()))
    return place


def slipped(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the slips made."""
    ships = files[_SHIPS].decode("ascii")
    for right, wrong in _SLIPS:
        ships = ships.replace(right, wrong, 1)
    return {**files, _SHIPS: ships.encode("ascii")}
