"""CHANGES.md of a patched mod: what is new, for those who play it; and all files that go along.

Plain Markdown that reads well as text too. What a mod or a recipe says is escaped, so that no name
of a ship can be markup. Of ships it has the wording of `told`, step by step of the recipe, since
its author chose the ships of a step together, with the reasons.
"""

from collections import Counter
from collections.abc import Iterator

from artemis_modkit.changes.pairing import BY_NUMBER, aligned_vessels
from artemis_modkit.compare.gathering import ShipChange, ship_changes
from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.groups import grouped
from artemis_modkit.model.declarations import Area
from artemis_modkit.patcher.apply import PatchResult
from artemis_modkit.patcher.manifest import MANIFEST_FILE, Manifest
from artemis_modkit.patcher.run import Change
from artemis_modkit.report.text import escaped, paragraph
from artemis_modkit.report.views.compare_ships import from_to, setting_said
from artemis_modkit.report.views.names import FIGURES, Fleets, by_name, group_of
from artemis_modkit.report.views.told import is_told, new_looks, told
from artemis_modkit.report.words import capital, counted, short

CHANGES_FILE = "CHANGES.md"
_MOST_PLACES = 10


def release_files(result: PatchResult) -> dict[str, bytes]:
    """The files of a patched mod by path, as players install them, with CHANGES.md and a manifest.

    Everything that a mod has as text goes along, changed or not; what it has besides (meshes,
    pictures, sounds) stays where it is, for it is big and never changed. What a CHANGES.md of the
    mod says stands below what is new. Raises `TooBig` where a mod has too much text.
    """
    files = {**result.mod.text_files(), **result.after}
    files.pop(MANIFEST_FILE, None)
    own = next((path for path in files if path.lower() == CHANGES_FILE.lower()), CHANGES_FILE)
    older = files.get(own, b"")
    page = changes_page(result).encode("utf-8", "backslashreplace")
    files[own] = page + b"\n" + older.removeprefix(b"\xef\xbb\xbf") if older else page
    manifest = Manifest.of(result.mod, result.recipes, files)
    return {**files, MANIFEST_FILE: manifest.to_bytes()}


def changes_page(result: PatchResult) -> str:
    """CHANGES.md: what a patch changed, in Markdown.

    It names no folder and no date, so that the same patch always gives the same text.
    """
    mod, later = result.mod, result.mod.with_files(result.after)
    fleets = Fleets(mod.vessels, mod.races, later.races, by_name(mod.vessels, mod.races))
    changes = [
        change
        for old, new in aligned_vessels(mod.vessels, later.vessels, BY_NUMBER)
        if old is not None and new is not None
        for change in ship_changes(old, new)
    ]
    sections = (
        ("Ships", _ships(result, changes, fleets)),
        ("Settings", _settings(result)),
        ("Descriptions", _texts(result, fleets)),
        ("Repaired first", _repairs(result)),
    )
    parts = [*_head(result)]
    for title, found in sections:
        if listed := list(found):
            parts += [f"## {title}", "\n".join(listed)]
    parts.append("Everybody who plays together needs these same files.")
    return "\n\n".join(parts) + "\n"


def _head(result: PatchResult) -> Iterator[str]:
    yield f"# {' + '.join(escaped(recipe.title) for recipe in result.recipes)}"
    for recipe in result.recipes:
        for part in recipe.about.strip().split("\n\n"):
            yield paragraph(" ".join(part.split()))
    names = []
    for recipe in result.recipes:
        chosen = ", ".join(
            f"{escaped(name)} = {escaped(_value(recipe.chosen[name]))}"
            for name, parameter in recipe.parameters.items()
            if recipe.chosen[name] != parameter.default
        )
        names.append(escaped(recipe.name) + (f" ({chosen})" if chosen else ""))
    word = "recipe" if len(names) == 1 else "recipes"
    yield f"Made from {escaped(result.mod.name)} with the {word} {' + '.join(names)}."


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


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
        why = " ".join(self._whys[step - 1].split()) if step else ""
        if not why or why in self._told:
            return ""
        self._told.add(why)
        return f" *{escaped(capital(why)).rstrip('.')}.*"

    def step_of(self, change: ShipChange) -> int:
        """The step that last changed a value; 0 of none."""
        names = (change.figure.attribute, None)
        keys = ((change.vessel.id, change.figure.element, name) for name in names)
        return max((self._steps.get(key, 0) for key in keys), default=0)


def _is_description(change: Change) -> bool:
    """Whether a change brought a description up to date; no step of a recipe did."""
    return change.step == 0 and change.attribute == "text"


def _ships(result: PatchResult, changes: list[ShipChange], fleets: Fleets) -> Iterator[str]:
    """Lines about ships, but for the numbers in their descriptions."""
    whys = Whys(result)
    by_step = grouped((whys.step_of(change), change) for change in changes)
    for step, found in sorted(by_step.items()):
        for one in told(found, fleets, is_short=True):
            yield f"- {paragraph(one)}{whys.of_step(step)}"
    for change in changes:
        if change.delta.kind is Area.IDENTITY and not is_told(change):
            name = "name" if change.figure.attribute == "classname" else change.figure.attribute
            said = from_to(FIGURES.get(name, name), change.before, change.after)
            yield f"- {paragraph(f'{fleets.called(change.vessel)}: {said}.')}"
    described = {change.vessel for change in result.changes if _is_description(change)}
    yield from (f"- {escaped(said)}" for said in new_looks(changes, fleets, described))
    elsewhere = Counter(one.element for one in result.changes if one.vessel is None and one.element)
    for element, count in elsewhere.items():
        yield f"- {escaped(element or '')}: {counted(count, 'value')} changed."


def _settings(result: PatchResult) -> Iterator[str]:
    whys = Whys(result)
    changes = grouped(
        (change.attribute, change)
        for change in result.changes
        if change.element is None and change.attribute is not None
    )
    changed = {key: ones for key, ones in changes.items() if ones[0].before != ones[-1].after}
    for group, keys in grouped((group_of(key), key) for key in changed).items():
        yield f"- **{escaped(group.capitalize())}**"
        for key in keys:
            first, last = changed[key][0], changed[key][-1]
            said = setting_said(key, first.before, last.after)
            yield f"  - {paragraph(said)}.{whys.of_step(last.step)}"


def _texts(result: PatchResult, fleets: Fleets) -> Iterator[str]:
    numbers = {change.vessel for change in result.changes if _is_description(change)}
    updated = [vessel for vessel in result.mod.vessels if vessel.id in numbers]
    if len(updated) > _MOST_PLACES:
        subject = escaped(fleets.subject(updated))
        yield f"- {subject}: the numbers in the descriptions are up to date."
    else:
        names = {vessel.id: paragraph(fleets.called(vessel)) for vessel in reversed(updated)}
        for change in result.changes:
            if _is_description(change) and (said := ", ".join(_new_words(change))):
                yield f"- {names.get(change.vessel, '?')}: {said}."
    left = [*grouped((text.vessel.element, text) for text in result.stale).values()]
    for texts in left[:_MOST_PLACES]:
        said = ", ".join(f"'{escaped(short(text.words))}' (now {text.has})" for text in texts)
        ship = paragraph(fleets.called(texts[0].vessel))
        yield f"- {ship}: the description still says {said}."
    if (more := len(left) - _MOST_PLACES) > 0:
        yield f"- {counted(more, 'more description is', 'more descriptions are')} out of date."


def _new_words(change: Change) -> Iterator[str]:
    """`8 homing -> 6 homing`, for each promise of a description that was brought up to date."""
    texts = (claims_of(change.before or ""), claims_of(change.after or ""))
    pairs = {claim.words: other.words for claim, other in zip(*texts, strict=False)}
    for before, after in pairs.items():
        if before != after:
            yield f"{escaped(short(before))} -> {escaped(short(after))}"


def _repairs(result: PatchResult) -> Iterator[str]:
    for file, fault, at in result.repairs[:_MOST_PLACES]:
        yield f"- {escaped(file)}, line {at}: {escaped(fault.message)}."
    if (more := len(result.repairs) - _MOST_PLACES) > 0:
        yield f"- {counted(more, 'more place')}."
