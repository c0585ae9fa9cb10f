"""What a patch did to ships, in sentences for players.

A few ships are named, many are counted by what they are for, and what most ships
share is said of all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.numbers import read_decimal, shortest
from artemis_modkit.model.roles import Role, Roles, roles_of
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.model.wording import listed
from artemis_modkit.patcher.apply import PatchResult
from artemis_modkit.patcher.changelog import Form, Line, ShipChange, lines, ship_changes
from artemis_modkit.patcher.log import Change
from artemis_modkit.report.markdown_text import escaped, paragraph
from artemis_modkit.report.views.figures import FIGURES, THINGS
from artemis_modkit.report.words import counted, short, shown

_MOST_NAMED = 5
"""So many ships are named; of more it is said how many there are of each role."""


class Whys:
    """Why values changed; each reason is given once."""

    def __init__(self, result: PatchResult) -> None:
        self._whys = [step.why for _, step in result.steps]
        self._steps: dict[tuple[object, ...], int] = {}
        for change in result.changes:
            self._steps[change.vessel, change.element, change.attribute] = change.step
        self._told: set[str] = set()

    def of_step(self, step: int) -> str:
        """Behind a line: ` *Shields follow the beams.*`; empty where it was given."""
        if step == 0:
            return ""
        why = " ".join(self._whys[step - 1].split())
        if not why or why in self._told:
            return ""
        self._told.add(why)
        return f" *{escaped(why[0].upper() + why[1:]).rstrip('.')}.*"

    def of_line(self, found: Iterable[Line]) -> str:
        """The reasons of the steps that last changed the values of lines."""
        steps: Counter[int] = Counter()
        for line in found:
            for change in line.changes:
                names = (change.figure.attribute, None)
                keys = ((change.vessel.id, change.figure.element, name) for name in names)
                steps.update(self._steps[key] for key in keys if key in self._steps)
        return "".join(self.of_step(step) for step in sorted(steps))


def is_description(change: Change) -> bool:
    """Whether a change brought a description up to date; no step of a recipe did."""
    return change.step == 0 and change.attribute == "text"


def ships(result: PatchResult) -> Iterator[str]:
    """Lines about ships, but for the numbers in their descriptions."""
    before, after = result.mod.vessel_data, result.mod.with_files(result.after).vessel_data
    if before is None or after is None:
        return
    described = {change.vessel for change in result.changes if is_description(change)}
    changes = list(ship_changes(before, after))
    whys, roles = Whys(result), roles_of(before.races)
    single: dict[str, list[Line]] = {}
    for line in lines(before, (change for change in changes if _is_figure(change))):
        if _is_of_all(line, len(before.vessels)):
            yield f"- All {_all_of(line)}.{whys.of_line([line])}"
        else:
            single.setdefault(subject_of(line.vessels, before.vessels, roles), []).append(line)
    for subject, found in single.items():
        said = "; ".join(dict.fromkeys(_said(line) for line in found))
        yield f"- {subject}: {said}.{whys.of_line(found)}"
    yield from _identities(changes)
    for kind, title in ((Kind.ART, "New looks"), (Kind.TEXT, "New texts")):
        of_kind = [change.vessel for change in changes if change.delta.kind is kind]
        vessels = [one for one in of_kind if kind is Kind.ART or one.id not in described]
        if vessels:
            yield f"- {title}: {subject_of(vessels, before.vessels, roles)}."
    yield from _elsewhere(result)


def _is_of_all(line: Line, ships: int) -> bool:
    """Whether most things of a kind did it, or most ships if they have but one."""
    most_of = line.of if line.figure.element in THINGS else ships
    return line.parts * 2 > max(line.of, most_of) and len(line.vessels) > _MOST_NAMED


def _is_figure(one: ShipChange) -> bool:
    return one.delta.kind is Kind.BALANCE


def _all_of(line: Line) -> str:
    """`beams: damage x0.25 (161 of 167 beams)`."""
    things = THINGS.get(line.figure.element)
    share = "" if line.parts == line.of else f" ({line.parts} of {line.of})"
    if things is None:
        return f"ships: {_said(line)}{share}"
    return f"{things[1]}: {_name(line, of_part=False)} {_what(line)}{share}"


def _said(line: Line) -> str:
    return f"{_name(line, of_part=True)} {_what(line)}"


def _name(line: Line, *, of_part: bool) -> str:
    """What a line is about: `beam damage`, `shields`, `homing torpedoes`."""
    figure = line.figure
    if figure.munition is not None and figure.attribute == "amount":
        return f"{figure.munition.title} stores"
    things = THINGS.get(figure.element)
    if not figure.attribute:
        return escaped(short(things[1] if things else figure.element))
    if figure.element == "shields" and figure.attribute in ("front", "back"):
        return (
            "shields"
            if figure.also
            else {"front": "front", "back": "rear"}[figure.attribute] + " shields"
        )
    name = FIGURES.get(figure.attribute) or escaped(short(figure.attribute))
    return f"{things[0]} {name}" if things and of_part else name


def _what(line: Line) -> str:
    """What the values did: `x0.25`, `3 -> 1.8`, `to 0 (was 10 to 20)`."""
    if line.factor is not None:
        return f"x{shortest(line.factor)}"
    one, figure = line.changes[0], line.figure
    if one.before is None and one.after is not None:
        is_single = not figure.attribute and figure.element not in THINGS
        return "new" if is_single else f"{shown_value(one.after)} (new)"
    if line.form is Form.FROM_TO and one.before is not None:
        return (
            "gone"
            if one.after is None
            else f"{shown_value(one.before)} -> {shown_value(one.after)}"
        )
    numbers = [read_decimal(change.before or "") for change in line.changes]
    known = [number for number in numbers if number is not None]
    were = f" (before {shown(min(known), 3)} to {shown(max(known), 3)})" if known else ""
    return f"{'gone' if one.after is None else f'now {shown_value(one.after)}'}{were}"


def shown_value(value: str) -> str:
    return escaped(short(value.strip())) or "empty"


def subject_of(chosen: Sequence[Vessel], every: Sequence[Vessel], roles: Roles) -> str:
    """Who: a few ships by name, more by their roles, and whole roles as such."""
    vessels = list({one.element: one for one in chosen}.values())
    if len(vessels) <= _MOST_NAMED:
        return ", ".join(map(called, vessels))
    counts = Counter(roles.of(vessel) for vessel in vessels)
    totals = Counter(roles.of(one) for one in every)
    names = [
        f"all {_plural(role)}"
        if counts[role] == totals[role] > 1
        else counted(counts[role], role.shown, _plural(role))
        for role in Role
        if counts[role]
    ]
    said = listed(names, most=None)
    return said[0].upper() + said[1:]


def called(vessel: Vessel) -> str:
    """`Escort (1500)`."""
    name = paragraph(short((vessel.class_name or "").strip())) or "a ship without a name"
    return name if vessel.id is None else f"{name} ({vessel.id})"


def _plural(role: Role) -> str:
    if role.is_craft:
        return role.shown
    return f"{role.shown[:-1]}ies" if role.shown.endswith("y") else f"{role.shown}s"


def _identities(changes: Iterable[ShipChange]) -> Iterator[str]:
    for change in changes:
        if change.delta.kind is Kind.IDENTITY:
            figure = change.figure
            name = (
                "name"
                if figure.attribute == "classname"
                else FIGURES.get(figure.attribute, escaped(figure.attribute))
            )
            texts = (
                "none" if text is None else shown_value(text)
                for text in (change.before, change.after)
            )
            yield f"- {called(change.vessel)}: {name} {' -> '.join(texts)}."


def _elsewhere(result: PatchResult) -> Iterator[str]:
    """Values outside of ships, by the element that holds them."""
    counts = Counter(
        change.element
        for change in result.changes
        if change.vessel is None and change.element is not None
    )
    for element, count in counts.items():
        yield f"- {escaped(element)}: {counted(count, 'value', 'values')} changed."
