"""Typed ships, weapons and settings; what is known of the game; every way to open a mod."""

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.vessel_data import VesselData
from artemis_modkit.model.vessels import Vessel

__all__ = ["Mod", "Settings", "Vessel", "VesselData"]
