"""What crews make of a player ship: presets of power, hands and focuser."""

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.balance.conditions import Conditions, Mode


class Crew(Struct, frozen=True):
    """A crew; `power` as a fraction."""

    name: str
    power: float
    mode: Mode
    focuser: bool = False

    @property
    def title(self) -> str:
        """The crew in words: `by hand 250 %`."""
        hands = "automatic" if self.mode is Mode.AUTO else "by hand"
        return f"{hands} {self.power * 100:.0f} %{', focused' if self.focuser else ''}"

    def at(self, conditions: Conditions) -> Conditions:
        """The conditions with this crew at work."""
        return replace(conditions, power=self.power, mode=self.mode, focuser=self.focuser)


CREWS = {
    crew.name: crew
    for crew in (
        Crew("auto-100", 1.0, Mode.AUTO),
        Crew("auto-250", 2.5, Mode.AUTO),
        Crew("manual-250", 2.5, Mode.MANUAL),
        Crew("manual-300-focuser", 3.0, Mode.MANUAL, focuser=True),
    )
}
"""Presets by name: casual crews let beams fire by themselves, veterans fire them by hand (the
thread, posts 5, 11 and 15)."""
