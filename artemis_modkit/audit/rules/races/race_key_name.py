"""Races whose `Faction…` key names another race, or spells their own name differently."""

from difflib import SequenceMatcher

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.audit.wording import race_title
from artemis_modkit.model.vessels import HullRace

_PREFIX = "faction"
_ALIKE = 0.75
"""Likeness of a name and a key from which on they are meant to be one word."""

_LONGEST = 60
"""Letters of a name that are looked at for slips of the pen."""


@Rule(
    title="the Faction key of a race does not go with its name",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Missions choose a race by its name and its keys. A key copied from another race, or one "
    "spelled unlike the name, brings ships of the wrong race or none.",
    repair="Write one spelling in name, key and missions.",
    fires=ships(
        '<hullRace ID="9" name="Vuran" keys="FactionVurran"/><vessel side="9" uniqueID="8000"/>'
        '<vessel side="0" uniqueID="0"/>'
    ),
    says="3:31 race 9 Vuran: its key 'FactionVurran' is spelled unlike 'Vuran'; write both alike",
    silent=ships(
        '<hullRace ID="9" name="Vurran" keys="FactionVurran"/><vessel side="9" uniqueID="8000"/>'
        '<vessel side="0" uniqueID="0"/>'
    ),
)
def race_key_name(look: Look) -> Occurrences:
    by_name = {_letters(race.name or ""): race for race in reversed(look.races)}
    for race in look.races:
        keys = [key for key in (race.keys or "").split() if key.lower().startswith(_PREFIX)]
        own = _letters(race.name or "")
        for key in keys:
            meant = _letters(key)[len(_PREFIX) :]
            if not own or not meant or own in meant or meant in own:
                continue
            if fault := _fault(own, meant, race.name or "", by_name.get(meant)):
                yield look.element(
                    race.element,
                    f"{race_title(race)}: its key '{key}' {fault}",
                    attribute="keys",
                )


def _fault(own: str, meant: str, name: str, other: HullRace | None) -> str | None:
    if other is not None:
        return f"names race {other.id} {other.name}; write Faction and the race's own name"
    if max(len(own), len(meant)) > _LONGEST:
        return None
    if SequenceMatcher(None, own, meant).ratio() >= _ALIKE:
        return f"is spelled unlike '{name}'; write both alike"
    return None


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
