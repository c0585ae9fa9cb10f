"""What a patch did to ships, as Markdown for players: the wording of `told`, with the reasons.

It goes step by step of the recipe, since its author chose the ships of a step together.
"""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels
from artemis_modkit.compare.gathering import ShipChange, ship_changes
from artemis_modkit.model.declarations import Kind
from artemis_modkit.patcher.apply import PatchResult
from artemis_modkit.patcher.run import Change
from artemis_modkit.report.markdown_text import escaped, paragraph
from artemis_modkit.report.views.compare_ships import from_to
from artemis_modkit.report.views.figures import FIGURES, LOOKS
from artemis_modkit.report.views.fleets import Fleets, by_name
from artemis_modkit.report.views.told import is_told, told
from artemis_modkit.report.words import counted


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

    def step_of(self, change: ShipChange) -> int:
        """The step that last changed a value; 0 of none."""
        names = (change.figure.attribute, None)
        keys = ((change.vessel.id, change.figure.element, name) for name in names)
        return max((self._steps.get(key, 0) for key in keys), default=0)


def line(text: str) -> str:
    """A line of plain text in Markdown."""
    return paragraph(text)


def is_description(change: Change) -> bool:
    """Whether a change brought a description up to date; no step of a recipe did."""
    return change.step == 0 and change.attribute == "text"


def fleets_of(result: PatchResult) -> Fleets:
    """The ships before the patch, called as players know them."""
    mod, later = result.mod, result.mod.with_files(result.after)
    return Fleets(mod.vessels, mod.races, later.races, by_name(mod.vessels, mod.races))


def ships(result: PatchResult) -> Iterator[str]:
    """Lines about ships, but for the numbers in their descriptions."""
    before, after = result.mod, result.mod.with_files(result.after)
    fleets, whys = fleets_of(result), Whys(result)
    changes = [
        change
        for old, new in aligned_vessels(before.vessels, after.vessels, BY_NUMBER)
        if old is not None and new is not None
        for change in ship_changes(old, new)
    ]
    by_step: dict[int, list[ShipChange]] = {}
    for change in changes:
        by_step.setdefault(whys.step_of(change), []).append(change)
    for step, found in sorted(by_step.items()):
        for one in told(found, fleets, is_short=True):
            yield f"- {line(str(one))}{whys.of_step(step)}"
    for change in changes:
        if change.delta.kind is Kind.IDENTITY and not is_told(change):
            name = "name" if change.figure.attribute == "classname" else change.figure.attribute
            said = from_to(FIGURES.get(name, name), change.before, change.after)
            yield f"- {line(f'{fleets.called(change.vessel)}: {said}.')}"
    described = {change.vessel for change in result.changes if is_description(change)}
    for title, vessels in (
        ("looks", [one.vessel for one in changes if one.part.name in LOOKS]),
        (
            "texts",
            [
                one.vessel
                for one in changes
                if one.delta.kind is Kind.TEXT and one.vessel.id not in described
            ],
        ),
    ):
        if vessels:
            yield f"- New {title}: {escaped(fleets.subject(vessels))}."
    yield from _elsewhere(result)


def _elsewhere(result: PatchResult) -> Iterator[str]:
    """Values outside of ships, by the element that holds them."""
    counts = Counter(
        change.element
        for change in result.changes
        if change.vessel is None and change.element is not None
    )
    for element, count in counts.items():
        yield f"- {escaped(element)}: {counted(count, 'value', 'values')} changed."
