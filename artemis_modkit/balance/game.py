"""What a mod's settings and dialect make of the rules of the game.

Where a file is silent, stock's figure counts and a note says so. Without any
artemis.ini that of the stock which the mod was built on is in force, and a note says that too.
"""

from functools import cached_property

from msgspec import Struct

from artemis_modkit.balance.conditions import Conditions
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.settings import GAMES_OF, Settings
from artemis_modkit.model.vessel_parts import BeamPort, Launcher

_OF_THE_KEY = {
    "homing damage": ("damageTorpHom", "damageTorp1", "homing_damage"),
    "nuke damage": ("damageTorpNuk", "damageTorp2", "blast_damage"),
    "mine damage": ("damageTorpMin", "damageTorp3", "blast_damage"),
    "plasma shock damage": ("damageTorpShk", "damageTorp5", "pshock_damage"),
}


class Game(Struct, frozen=True, dict=True):
    """The rules as a mod has them, under some conditions. `settings` is `None` without a file.

    `has_caps` is false for rules without the caps on damage of artemis.ini; `lender` names the
    stock that the settings are of, `ships_of` that of the ships; `None` for a mod with its own.
    `dialect` is that of stock: a ship that tells of another one has its own. `knows_production` is
    false for the ships of the oldest games, whose stations do not say what they build.
    """

    conditions: Conditions
    settings: Settings | None
    dialect: Dialect | None
    knows_production: bool = True
    has_caps: bool = True
    lender: str | None = None
    ships_of: str | None = None

    @classmethod
    def of(cls, mod: Mod, stock: Mod, conditions: Conditions) -> "Game":
        """The rules of a mod; those of its stock where it has no artemis.ini."""
        own, usual = (
            None if one.vessel_data is None else one.vessel_data.dialect.dialect
            for one in (mod, stock)
        )
        builds = own is not Dialect.V1_66
        if mod.settings is not None:
            return cls(conditions, mod.settings, usual, builds)
        return cls(conditions, stock.settings, usual, builds, lender=stock.name)

    def _number(self, key: str) -> float | None:
        value = None if self.settings is None else self.settings.number(key)
        return None if value is None or value < 0 else value

    def _or_fact(self, key: str, fact: str) -> float:
        value = self._number(key)
        return self.conditions.mechanics[fact] if value is None else value

    @cached_property
    def beam_delay(self) -> float:
        """Seconds between two automatic beams of a player ship."""
        return self._or_fact("playerBeamDelay", "beam_delay")

    @cached_property
    def shot_energy(self) -> float:
        """Energy that a player's beam uses a shot."""
        return self._or_fact("energyCostOfOneBeamShot", "shot_energy")

    @cached_property
    def torpedo_energy(self) -> float:
        """Energy won from a homing torpedo."""
        return self._or_fact("torpEnergyValue", "torpedo_energy")

    @cached_property
    def tube_load(self) -> float:
        """Seconds to load a torpedo tube under the conditions."""
        coefficient = self._number("torpedoTubeLoadingCoeff")
        return self.conditions.tube_load(1.0 if coefficient is None else coefficient)

    def torpedo_damage(self, what: str) -> float:
        """Damage of a torpedo: `homing damage` of a hit, the others of a tick of their blast."""
        newer, older, fact = _OF_THE_KEY[what]
        value = self._number(newer)
        value = self._number(older) if value is None else value
        return self.conditions.mechanics[fact] if value is None else value

    def torpedo_speed(self, munition: Munition) -> float:
        """How fast a torpedo flies, in units a second; 1 at least, what the settings go down to."""
        value = self._number(f"speedTorp{munition.setting}")
        if value is None and munition.old_code is not None:
            value = self._number(f"speedTorp{int(munition.old_code) + 1}")
        return self._speed(value, "torpedo")

    @property
    def drone_speed(self) -> float:
        """How fast drones fly, in units a second; 1 at least."""
        return self._speed(self._number("droneSpeed"), "drone")

    def _speed(self, value: float | None, what: str) -> float:
        mechanics = self.conditions.mechanics
        usual = mechanics[f"{what}_speed"]
        return max(1.0, usual if value is None else value * mechanics["speed_unit"])

    def torpedo_worth(self, munition: Munition) -> float:
        """Damage that a torpedo does at best: blasts to all that they catch, a plasma shock to one.

        A shock bites where shields are down, so it does at most a hull: TSN's would do 35,000. An
        EMP counts as what it takes from the shields of standard enemies.
        """
        mechanics = self.conditions.mechanics
        ticks, targets = mechanics["blast_ticks"], mechanics["targets_in_blast"]
        match munition:
            case Munition.HOMING:
                return self.homing_damage
            case Munition.NUKE:
                return ticks * targets * self.torpedo_damage("nuke damage")
            case Munition.MINE:
                return ticks * targets * self.torpedo_damage("mine damage")
            case Munition.PSHOCK:
                return min(
                    ticks * self.torpedo_damage("plasma shock damage"), mechanics["enemy_hull"]
                )
            case Munition.EMP:
                return targets * (1 - mechanics["emp_share"]) * mechanics["standard_shield"]
            case _:
                return 0.0

    @cached_property
    def homing_damage(self) -> float:
        """Damage of a homing torpedo."""
        return self.torpedo_damage("homing damage")

    @cached_property
    def minutes_per_homing(self) -> float:
        """Minutes in which a station with `production` 1.0 builds a homing torpedo."""
        newer = self._number("minutesToProduceTorpHom")
        value = self._number("minutesToProduceTorp1") if newer is None else newer
        return value or self.conditions.mechanics["homing_minutes"]

    def damage_cap(self, *, is_friendly: bool) -> float | None:
        """Greatest `damage` of a computer's beam before difficulty; `None` without any cap."""
        if not self.has_caps:
            return None
        return self._number("friendlyBeamDamageCap" if is_friendly else "beamDamageCap")

    def shield_recharge(self, *, is_flown: bool) -> float | None:
        """The rate of artemis.ini; in what unit is not known. `None` without a figure."""
        return self._number("playerShieldRechargeRate" if is_flown else "enemyShieldRechargeRate")

    def computer_hit(self, port: BeamPort, *, is_friendly: bool) -> float | None:
        """Damage of a hit in the computer's hands: `min(damage, cap) × difficulty`.

        The product is seen in the players' table of enemies, the cap in artemis.ini; that the
        cap comes first is a guess that fits all figures.
        """
        if port.damage is None:
            return None
        cap = self.damage_cap(is_friendly=is_friendly)
        damage = port.damage if cap is None else min(port.damage, cap)
        return damage * self.conditions.beam_multiplier

    @property
    def skaraan_drone(self) -> float | None:
        """Damage of a drone that captains launch by a special ability; `None` without the key."""
        return self._number("droneDamageSkaraan")

    def drone_hit(self, port: Launcher, *, is_skaraan: bool) -> float | None:
        """Damage of a drone, whatever the difficulty.

        `droneDamageTorgoth` times that of its port, for Skaraan `droneDamageSkaraan` alone,
        where artemis.ini has those keys (2.7.4 on); that of the port where it has not.
        """
        key = "droneDamageSkaraan" if is_skaraan else "droneDamageTorgoth"
        value = self._number(key)
        if value is None or is_skaraan:
            return port.damage if value is None else value
        return None if port.damage is None else value * port.damage

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What is computed with a figure that the mod's own files do not hold."""
        if self.settings is None:
            return (
                "there is no artemis.ini, so no beam's damage is capped and the figures of "
                "docs/balance.md stand in for its values",
            )
        found = []
        if self.ships_of is not None:
            found.append(f"there are no ships in it, so those of {self.ships_of} are looked at")
        if self.lender is not None:
            found.append(f"there is no artemis.ini in it, so that of {self.lender} is used")
        lacking = [
            f"{what} {self.conditions.mechanics[fact]:g}"
            for what, (newer, older, fact) in _OF_THE_KEY.items()
            if self._number(newer) is None and self._number(older) is None
        ]
        if lacking:
            games = GAMES_OF[self.settings.generation]
            found.append(
                f"artemis.ini of {games} lacks keys for the damage of torpedoes; stock's figures "
                f"are used: {', '.join(lacking)}"
            )
        if self._number("energyCostOfOneBeamShot") is None:
            energy = self.conditions.mechanics["shot_energy"]
            found.append(
                f"artemis.ini sets no energyCostOfOneBeamShot; players measured {energy:g} a shot"
            )
        return tuple(found)
