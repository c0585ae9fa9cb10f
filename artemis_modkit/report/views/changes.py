"""CHANGES.md of a patched mod: what is new, for those who play it.

Plain Markdown that reads well as text too. What a mod or a recipe says is escaped,
so that no name of a ship can be markup.
"""

from collections.abc import Iterable, Iterator

from artemis_modkit.descriptions.claims import claims_of
from artemis_modkit.descriptions.rewrite import StaleText
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.parsers.xml import Element
from artemis_modkit.patcher.apply import PatchResult
from artemis_modkit.patcher.run import Change
from artemis_modkit.report.markdown_text import escaped, paragraph
from artemis_modkit.report.views.changes_ships import Whys, fleets_of, is_description, line, ships
from artemis_modkit.report.views.compare_ships import setting_said
from artemis_modkit.report.views.figures import group_of
from artemis_modkit.report.words import counted, short

_MOST_PLACES = 10


def changes_page(result: PatchResult) -> str:
    """CHANGES.md: what a patch changed, in Markdown.

    It names no folder and no date, so that the same patch always gives the same text.
    """
    sections = (
        ("Ships", ships(result)),
        ("Settings", _settings(result)),
        ("Descriptions", _texts(result)),
        ("Repaired first", _repairs(result)),
    )
    parts = [*_head(result)]
    for title, found in sections:
        if listed := list(found):
            parts += [f"## {title}", "\n".join(listed)]
    parts.append("Everybody who plays together needs these same files.")
    return "\n\n".join(parts) + "\n"


def _head(result: PatchResult) -> Iterator[str]:
    titles = " + ".join(escaped(recipe.title) for recipe in result.recipes)
    yield f"# {titles}"
    for recipe in result.recipes:
        for part in recipe.about.strip().split("\n\n"):
            yield paragraph(" ".join(part.split()))
    names = []
    for recipe in result.recipes:
        chosen = ", ".join(
            f"{escaped(name)} = {escaped(_value(recipe.chosen[name]))}"
            for name, one in recipe.parameters.items()
            if recipe.chosen[name] != one.default
        )
        names.append(escaped(recipe.name) + (f" ({chosen})" if chosen else ""))
    word = "recipe" if len(names) == 1 else "recipes"
    yield f"Made from {escaped(result.mod.name)} with the {word} {' + '.join(names)}."


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


# Settings ------------------------------------------------------------------------------------


def _settings(result: PatchResult) -> Iterator[str]:
    first: dict[str, Change] = {}
    last: dict[str, Change] = {}
    for change in result.changes:
        if change.element is None and change.attribute is not None:
            first.setdefault(change.attribute, change)
            last[change.attribute] = change
    whys = Whys(result)
    keys = [key for key in first if first[key].before != last[key].after]
    for group in dict.fromkeys(map(group_of, keys)):
        yield f"- **{escaped(group.capitalize())}**"
        for key in keys:
            if group_of(key) == group:
                said = setting_said(key, first[key].before, last[key].after)
                yield f"  - {line(said)}.{whys.of_step(last[key].step)}"


# Texts and repairs ---------------------------------------------------------------------------


def _texts(result: PatchResult) -> Iterator[str]:
    numbers = {change.vessel for change in result.changes if is_description(change)}
    updated = [one for one in result.mod.vessels if one.id in numbers]
    fleets = fleets_of(result)

    def called(vessel: Vessel) -> str:
        return paragraph(fleets.called(vessel))

    if len(updated) > _MOST_PLACES:
        subject = escaped(fleets.subject(updated))
        yield f"- {subject}: the numbers in the descriptions are up to date."
    else:
        names = {one.id: called(one) for one in reversed(updated)}
        for one in result.changes:
            if is_description(one) and (said := ", ".join(_new_words(one))):
                yield f"- {names.get(one.vessel, '?')}: {said}."
    left = list(_by_vessel(result.stale))
    for vessel, found in left[:_MOST_PLACES]:
        said = ", ".join(f"'{escaped(short(one.words))}' (now {one.has})" for one in found)
        yield f"- {called(vessel)}: the description still says {said}."
    if (more := len(left) - _MOST_PLACES) > 0:
        yield f"- {counted(more, 'more description is', 'more descriptions are')} out of date."


def _new_words(change: Change) -> Iterator[str]:
    """`8 homing -> 6 homing`, for each promise of a description that was brought up to date."""
    texts = (claims_of(change.before or ""), claims_of(change.after or ""))
    pairs = {one.words: other.words for one, other in zip(*texts, strict=False)}
    for before, after in pairs.items():
        if before != after:
            yield f"{escaped(short(before))} -> {escaped(short(after))}"


def _by_vessel(stale: Iterable[StaleText]) -> Iterator[tuple[Vessel, list[StaleText]]]:
    found: dict[Element, list[StaleText]] = {}
    for one in stale:
        found.setdefault(one.vessel.element, []).append(one)
    yield from ((ones[0].vessel, ones) for ones in found.values())


def _repairs(result: PatchResult) -> Iterator[str]:
    for file, fault, at in result.repairs[:_MOST_PLACES]:
        yield f"- {escaped(file)}, line {at}: {escaped(fault.message)}."
    if (more := len(result.repairs) - _MOST_PLACES) > 0:
        yield f"- {counted(more, 'more place', 'more places')}."
