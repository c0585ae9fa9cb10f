"""Descriptions that a patch makes false: the ships of both files, paired."""

from collections.abc import Iterator

from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels
from artemis_modkit.descriptions import rewrite
from artemis_modkit.descriptions.rewrite import StaleText
from artemis_modkit.model.roles import roles_of
from artemis_modkit.model.vessel_data import VesselData


def stale_texts(before: VesselData, after: VesselData) -> Iterator[StaleText]:
    """The promises that a change of a file broke, in the order of the changed file."""
    pairs = aligned_vessels(after.vessels, before.vessels, BY_NUMBER)
    return rewrite.stale_texts(pairs, roles_of(after.races))
