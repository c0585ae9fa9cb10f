"""What became of the ships and races of the release that a mod is held against."""

from collections.abc import Iterator

from artemis_modkit.audit.look import Look
from artemis_modkit.changes import pairing
from artemis_modkit.changes.pairing import NOTHING_TOLD, Fate
from artemis_modkit.model.vessels import HullRace, Vessel


def fates_of_vessels(look: Look) -> Iterator[tuple[Vessel, Fate, Vessel | None]]:
    """The fates of the vessels of the previous release; none without one."""
    previous = None if look.previous is None else look.previous.vessel_data
    if previous is not None and look.mod.vessel_data is not None:
        yield from pairing.fates(previous.vessels, look.vessels, look.told or NOTHING_TOLD)


def fates_of_races(look: Look) -> Iterator[tuple[HullRace, Fate, HullRace | None]]:
    """The fates of the races of the previous release; none without one."""
    previous = None if look.previous is None else look.previous.vessel_data
    if previous is not None and look.mod.vessel_data is not None:
        yield from pairing.fates_of_races(previous.races, look.races, look.told or NOTHING_TOLD)
