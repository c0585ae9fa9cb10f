"""What the game puts into space by itself: fleets, bases, friendly stations."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many
from artemis_modkit.audit.rule import ship, ships
from artemis_modkit.audit.ship_parts import living, strays
from artemis_modkit.audit.spelling import is_one_slip
from artemis_modkit.audit.wording import race_title
from artemis_modkit.groups import grouped
from artemis_modkit.model.roles import Role
from artemis_modkit.model.vessels import HullRace

_SHIP = (
    '<vessel uniqueID="{}" side="2" broadType="small"><performance turnrate="0.002" '
    'topspeed="0.3"/>{}</vessel>\n'
)
_OTHER = (
    '<hullRace ID="2" name="Vurr" keys="enemy standard"/>\n'
    '<vessel uniqueID="0" side="0" broadType="player"/>\n'
    + _SHIP.format(2000, '<fleet_ai commonality="100"/>')
)


@Rule(
    title="ships of a race have no <fleet_ai>, others of it have",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="commonality says how often a hull is chosen when a fleet of its race is put together. One "
    "without it is probably never met outside of missions that name it.",
    together=2,
    repair="Add <fleet_ai commonality=/>, with 0 where missions alone are to use the ship.",
    fires=ships(_OTHER + _SHIP.format(2001, "")),
    says="6:1 2001 without a class name: no <fleet_ai>, which other ships of its race have; write "
    "its commonality, 0 for what missions alone are to use",
    silent=ships(_OTHER + _SHIP.format(2001, '<fleet_ai commonality="0"/>')),
)
def missing_fleet_ai(look: Look) -> Occurrences:
    """Ships of the computer that do not say how often their race sends them."""
    in_fleets = [
        vessel
        for vessel in look.vessels
        if not (role := look.role(vessel)).is_flown
        and not role.is_craft
        and role is not Role.STATION
        and look.roles.stance(vessel) != "player"
        and vessel.element not in look.once(strays)
    ]
    known = {vessel.side for vessel in in_fleets if vessel.fleet_ai}
    for vessel in in_fleets:
        if vessel.side in known and not vessel.fleet_ai:
            yield look.element(
                vessel.element,
                of_many(
                    f"{vessel.shown_name}: no <fleet_ai>, which other ships of its race have",
                    "; write its commonality, 0 for what missions alone are to use",
                    more=" ({count:,} such ships)",
                ),
                kind="fleet_ai",
            )


_SURE = 100.0
"""Percent: a hull that is always allowed in a fleet, as one of each race of stock."""

_MEANT_COMMON = 50.0
"""Percent: a hull of a race without stance that is meant to be its common one."""

_NO_FLEETS = frozenset({"player", "friendly"})
_HULLS = (
    '<hullRace ID="9" name="Vurr" keys="enemy standard"/>\n<vessel uniqueID="0" side="0"/>'
    '<vessel uniqueID="8000" side="9"><fleet_ai commonality="{}"/></vessel>\n'
    '<vessel uniqueID="8001" side="9"><fleet_ai commonality="50"/></vessel>'
)


@Rule(
    title="no hull of a race has commonality 100",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    together=3,
    why="Every race of stock that comes in fleets has a hull that is always allowed. A released "
    "mod whose race had none above 99 was suspected to crash when such a fleet appeared.",
    repair='Write commonality="100" for the hull that fleets of the race are mostly made of.',
    fires=ships(_HULLS.format(90)),
    says="4:75 8000 without a class name: commonality 90 is the highest of race 9 Vurr; one hull "
    "of each race should have 100",
    silent=ships(_HULLS.format(100)),
)
def no_common_hull(look: Look) -> Occurrences:
    """Races of which no hull is sure to be chosen for a fleet.

    Fleets of a race without stance come by missions alone. Authors make those rare on purpose, so
    there only a hull that was meant to be the common one (50 or more) is looked at.
    """
    hulls = grouped(
        (vessel.side, (vessel.fleet_ai.commonality, vessel.shown_name, vessel.fleet_ai))
        for vessel in look.vessels
        if vessel.fleet_ai is not None and vessel.fleet_ai.commonality is not None
    )
    for race in look.races:
        of_race = hulls.get(race.id, [])
        if race.id is None or not of_race or not _NO_FLEETS.isdisjoint(race.words):
            continue
        most, name, fleet = max(of_race, key=lambda hull: hull[0])
        if (0 if "enemy" in race.words else _MEANT_COMMON) <= most < _SURE:
            yield look.element(
                fleet.element,
                of_many(
                    f"{name}: commonality {most:g} is the highest of {race_title(race)}",
                    "; one hull of each race should have 100",
                    more=" ({count:,} races have none of 100)",
                ),
                attribute="commonality",
                kind="highest",
            )


_FEWEST = 3
"""Races with a base that it takes to say that each should have one; in stock four of four have."""


def _mod(last: str) -> dict[str, bytes]:
    races = "".join(f'<hullRace ID="{at}" name="Moor" keys="enemy"/>\n' for at in range(2, 6))
    bases = "".join(
        f'<vessel uniqueID="100{at}" side="{at}" broadType="{"base" if at < 5 else last}"/>\n'
        for at in range(2, 6)
    )
    return dict(ships(f'{races}<vessel uniqueID="0" side="0" broadType="player"/>\n{bases}'))


@Rule(
    title="a race of enemies has no base",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Missions and modes of the game that put a base of an enemy into space, siege and deep "
    "strike, take it by race and the word base. Of a race that has none they place the ship 0, as "
    "authors found out. Races of stock that come in fleets have a base each.",
    repair="Give the race a vessel with base in broadType, or leave it where it is to have none.",
    fires=_mod("small"),
    says="6:1 race 5 Moor: an enemy without a base, which the others have; add a vessel of its "
    "side with base in broadType",
    silent=_mod("base"),
)
def race_without_base(look: Look) -> Occurrences:
    """Races of enemies without a base, where those of others have one."""
    bases = {vessel.side for vessel in look.vessels if "base" in vessel.words}
    used = {vessel.side for vessel in look.vessels} - look.once(living)
    enemies = [race for race in look.races if "enemy" in race.words and race.id in used]
    without = [race for race in enemies if race.id not in bases]
    if len(enemies) - len(without) < max(_FEWEST, 3 * len(without)):
        return
    for race in without:
        yield look.element(
            race.element,
            f"{race_title(race)}: an enemy without a base, which the others have; add a vessel of "
            "its side with base in broadType",
            kind="base",
        )


_MOST = 4.0
"""The sum of coefficients at which the game stops to place friendly stations."""


@Rule(
    title="a station builds too much to appear, or nothing",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game places friendly stations until their coefficients add up to 4, so one with more "
    "is never placed; torpedoes take their time divided by coeff, so with 0 none is built.",
    repair="Write a coeff over 0 and up to 4; stock has 0.5 to 3.",
    fires=ship('<production coeff="5"/>', "base", number=1000),
    says="3:63 1000 without a class name: with production coeff=5 the game never places it; write "
    "a number over 0 and up to 4",
    silent=ship('<production coeff="0.5"/>', "base", number=1000),
)
def production_rate(look: Look) -> Occurrences:
    """Stations of players and their friends whose production keeps them from being used.

    An enemy's base arms nobody, so what it builds is nothing to judge.
    """
    enemies = {race.id for race in look.races if _may_be_enemy(race)}
    for vessel in look.vessels:
        if vessel.side in enemies:
            continue
        rate = vessel.production.coefficient if vessel.production else None
        if vessel.production is None or rate is None or 0 < rate <= _MOST or rate < 0:
            continue
        effect = "it never builds a torpedo" if rate == 0 else "the game never places it"
        yield look.element(
            vessel.production.element,
            f"{vessel.shown_name}: with production coeff={rate:g} {effect}; "
            f"write a number over 0 and up to {_MOST:g}",
            attribute="coeff",
            kind="rate",
        )


def _may_be_enemy(race: HullRace) -> bool:
    """Whether its keys say enemy, or a word one slip away, which another rule tells."""
    return any(word == "enemy" or is_one_slip(word, "enemy") for word in race.words)
