"""Typed ships, weapons and settings; what is known of the game; every way to open a mod."""

from typing import TYPE_CHECKING

from artemis_modkit.lazy import names_of

if TYPE_CHECKING:
    from artemis_modkit.model.mod import Mod
    from artemis_modkit.model.settings import Settings
    from artemis_modkit.model.vessels import Vessel, VesselData

__all__ = ["Mod", "Settings", "Vessel", "VesselData"]
__getattr__ = names_of(__name__, mod="Mod", settings="Settings", vessels="Vessel VesselData")
