"""Audit, rebalance, compare and merge mods of Artemis Spaceship Bridge Simulator."""

__version__ = "0.1.0"
