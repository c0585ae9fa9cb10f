"""What a merge is about, in words: whose ship, which value of it, and what each side did to it."""

from collections.abc import Iterable

from artemis_modkit.changes.delta import Delta, deltas_between
from artemis_modkit.changes.sides import UNITS, Side, number_of
from artemis_modkit.descriptions.words import plural
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.munitions import Munition
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import first_of
from artemis_modkit.parsers.xml import Element
from artemis_modkit.report.views.compare_ships import differing_words, split_path, value_shown
from artemis_modkit.report.views.figures import FIGURES, THINGS
from artemis_modkit.report.views.told import SHIELDS
from artemis_modkit.report.words import short

_MOST_INNER = 3
_SINGLE = {
    "performance": "speeds",
    "carrierload": "craft aboard",
    "carrier": "craft aboard",
    "production": "torpedo production",
    "fleet_ai": "frequency in fleets",
}
"""What a ship has once, as a whole."""
_WHO = {Side.OURS: "you", Side.THEIRS: "they"}


def subject_of(delta: Delta) -> str:
    """Whose value it is, as yours has it: `#1057 Jump Gate`, `race #4 Torgoth`, `settings`."""
    if delta.path.startswith("setting["):
        return "settings"
    unit = next((one for one in delta.element.lineage if one.name in UNITS), None)
    if unit is None:
        return "the file"
    named = "classname" if unit.name == Vessel.NAME else "name"
    number = f"#{number_of(unit)}" if number_of(unit) else "without a number"
    said = f"{number} {short(unit.attributes.get(named, ''))}".strip()
    return said if unit.name == Vessel.NAME else f"race {said}"


def by_subject(deltas: Iterable[Delta]) -> dict[str, list[Delta]]:
    """Deltas by whose values they are; of a ship with two names one, that of yours if it has it."""
    found = grouped((one.path.partition("].")[0].removesuffix("]"), one) for one in deltas)
    return grouped(
        (subject_of(next((one for one in some if one.elements.ours is not None), some[0])), delta)
        for some in found.values()
        for delta in some
    )


def held_by(delta: Delta) -> str:
    """What each side has: `homing torpedoes (yours 8, theirs 10, base 12)`."""
    name = value_words(delta) or subject_of(delta)
    if delta.attribute is None:
        sides = [side for side, one in (("yours", delta.ours), ("theirs", delta.theirs)) if one]
        return f"{name} (only in {sides[0]})" if len(sides) == 1 else name
    ours, theirs, base = (_text(one) for one in (delta.ours, delta.theirs, delta.base))
    return f"{name} (yours {ours}, theirs {theirs}, base {base})"


def value_words(delta: Delta) -> str:
    """Which value it is: `front shield`, `beam 2 range`, `homing torpedoes`; empty of a whole."""
    path = delta.path
    if path.startswith("setting["):
        return short(delta.attribute or "")
    _, _, inner = path.partition("].")
    return words_of_path(inner, delta.element) if inner else ""


def words_of_path(inner: str, element: Element) -> str:
    """A path inside of a ship as words: `beam_port[2].range` is `beam 2 range`."""
    part, _, attribute = inner.rpartition(".") if not inner.endswith("]") else (inner, "", "")
    name = FIGURES.get(attribute) or short(attribute)
    munition = Munition.of(element.attributes.get("type", ""))
    if part.startswith("torpedo_storage") and munition is not None:
        stored = plural(munition.title)
        return stored if attribute in ("amount", "") else f"code of {stored}"
    if not part:
        return {"classname": "name", **FIGURES, **_SINGLE}.get(inner, short(inner))
    pattern, number = split_path(part)
    kind = pattern.partition("[")[0]
    if kind == "shields":
        return SHIELDS.get(attribute, name)
    if kind == "long_desc":
        return "description"
    if kind in _SINGLE:
        return name or _SINGLE[kind]
    thing = THINGS[kind][0] if kind in THINGS else kind.replace("_", " ")
    numbered = "" if kind == "art" and number in ("", "1") else f" {number}".rstrip()
    return f"{short(thing)}{numbered} {name}".strip()


def done_by(delta: Delta, side: Side) -> str:
    """What a side did: `you changed front shield 80 to 90`, `they removed it`."""
    done = _done_to_a_whole if delta.attribute is None else _done
    return f"{_WHO[side]} {done(delta, side, value_words(delta))}"


def _done(delta: Delta, side: Side, what: str) -> str:
    base, now = delta.base, delta.texts.of(side)
    if base == now:
        return f"left {what} as it was"
    if now is None:
        return f"removed {what}"
    if base is None:
        ours, theirs = delta.ours, delta.theirs
        if delta.kind is Area.TEXT and ours is not None and theirs is not None:
            said = f"“{differing_words(ours, theirs)[side is Side.THEIRS]}”"
        else:
            said = _text(now)
        return f"have {what} {said}" if side is Side.OURS else f"have {said}"
    if delta.kind is Area.TEXT:
        before, after = differing_words(base, now)
        return f"changed {what} “{before}” to “{after}”"
    return f"changed {what} {_text(base)} to {_text(now)}"


def _done_to_a_whole(delta: Delta, side: Side, what: str) -> str:
    base, now = delta.elements.base, delta.elements.of(side)
    if now is None:
        return f"removed {what or 'it'}"
    if base is None:
        return f"added {what or 'it'}"
    inner = [one for one in deltas_between(base, now) if one.differs]
    said = first_of([_inner(one, what) for one in inner], _MOST_INNER)
    return f"changed {said}" if said else f"left {what or 'it'} as it was"


def _inner(delta: Delta, what: str) -> str:
    name = f"{what} {words_of_path(delta.path, delta.element)}".strip()
    if delta.ours is None or delta.theirs is None:
        return f"{name} ({'added' if delta.ours is None else 'removed'})"
    return f"{name} {_text(delta.ours)} to {_text(delta.theirs)}"


def _text(text: str | None) -> str:
    return value_shown(text) or "none"
