"""The one table of weights that scores are made with (`weights.toml`), settable by the user."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import tomli
from msgspec import Struct

from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.wording import did_you_mean, nearest
from artemis_modkit.parsers.errors import ModkitError

PREFIX = "weights."
OVERALL = "overall"
_GREATEST = 1000


class Weights(Struct, frozen=True, eq=False):
    """For each score, `overall` among them, its parts and their weights (0 or more)."""

    tables: Mapping[str, Mapping[str, float]]

    @classmethod
    @cache
    def standard(cls) -> "Weights":
        """The table as it comes."""
        text = Path(__file__).with_name("weights.toml").read_text("utf-8")
        return cls(tomli.loads(text))

    @property
    def scores(self) -> tuple[str, ...]:
        """The scores that metrics make up, in order; not the overall one."""
        return tuple(name for name in self.tables if name != OVERALL)

    def names(self, setting: str) -> bool:
        """Whether a text such as `beam_strength=0.5` sets a weight: by its prefix or its name."""
        name = setting.partition("=")[0].strip()
        return setting.startswith(PREFIX) or any(name in table for table in self.tables.values())

    def with_settings(self, settings: Iterable[str]) -> "Weights":
        """The table with some weights set by texts such as `weights.beam_strength=0.5`.

        Raises `ModkitError` for an unknown name and for what is no weight.
        """
        tables = {name: dict(table) for name, table in self.tables.items()}
        for text in settings:
            name, _, value = text.removeprefix(PREFIX).partition("=")
            weight = read_decimal(value)
            if weight is None or not 0 <= weight <= _GREATEST:
                raise ModkitError(f"--set {text}: a weight is a number from 0 to {_GREATEST}")
            holders = [table for table in tables.values() if name.strip() in table]
            if not holders:
                raise ModkitError(f"--set {text}: no score has such a part{_near(name, tables)}")
            for table in holders:
                table[name.strip()] = weight
        return Weights(tables)


def _near(name: str, tables: Mapping[str, Mapping[str, float]]) -> str:
    known = [part for table in tables.values() for part in table]
    near = nearest(name, known)
    return did_you_mean(near and PREFIX + near, f"there are {', '.join(known)}")
