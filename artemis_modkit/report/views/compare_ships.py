"""Ship by ship and setting by setting: base, A and B beside each other."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from artemis_modkit.changes.delta import Delta, Who
from artemis_modkit.compare import Changed, Comparison, Matched
from artemis_modkit.compare.texts import changed_words, words_of
from artemis_modkit.groups import grouped
from artemis_modkit.lazy import pattern
from artemis_modkit.model.declarations import Area
from artemis_modkit.model.mechanics import mechanic_facts
from artemis_modkit.model.numbers import read_decimal, shortest
from artemis_modkit.model.settings import same_value, setting_facts
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.report.report import Block, Heading, Paragraph, Table
from artemis_modkit.report.views.names import group_of, ranges
from artemis_modkit.report.words import short, shown

_WHO = {
    Who.NOBODY: "same",
    Who.OURS: "A only",
    Who.THEIRS: "B only",
    Who.BOTH: "both alike",
    Who.CONFLICT: "conflict",
}
_CONTEXT = 1
"""Words shown on either side of those that changed."""

_LONGEST = 160
_NUMBERED = pattern(r"(?P<name>\w+)\[(?P<number>[0-9]+)\](?P<rest>.*)", re.ASCII | re.DOTALL)


def ship_blocks(
    result: Comparison, part: Changed, *, only_changed: bool, is_full: bool
) -> Iterator[Block]:
    """Each race or vessel that differs, as a table; all that are there if `is_full`.

    Without those that both mods changed alike, and those that are the same, if `only_changed`.
    """
    alike = [] if is_full else [item for item in part.items if not item.changes]
    for item in part.items:
        if not item.changes and not is_full:
            continue
        if item.changes and not is_full and not result.has_own_base:
            rows = list(item.changes)
        else:
            rows = [row for row in item.rows if _is_shown(row, only_changed, is_full)]
        if rows:
            yield Heading(_title(item), level=2)
            yield _table(result, item, rows)
    both = [item for item in alike if item.base and item.a and item.b]
    changed = [one for one in both if any(row.who is Who.BOTH for row in one.rows)]
    if changed and result.has_own_base and not only_changed:
        names = ", ".join(f"{one.id} {short(one.name)}" for one in changed)
        yield Paragraph(f"Changed alike in A and B: {names}.")


def who_of(row: Delta) -> str | None:
    """Who changed a value, in words; `None` where nobody knows."""
    return _WHO.get(row.who)


def _is_shown(row: Delta, only_changed: bool, is_full: bool) -> bool:
    return row.differs or (not only_changed and (is_full or row.who is not Who.NOBODY))


def _title(item: Matched) -> str:
    what = "Vessel" if isinstance(item.shown, Vessel) else "Race"
    text = f"{what} {item.id} {item.name}"
    if item.a is None or item.b is None:
        return f"{text} (only in {'A' if item.b is None else 'B'})"
    return text if item.a.id == item.b.id else f"{text} ({item.a.id} in A)"


# Rows ----------------------------------------------------------------------------------------


def _table(result: Comparison, item: Matched, rows: Sequence[Delta]) -> Table:
    """Columns base, A, B and who changed it; without a base that says more than A only A and B."""
    has_base = result.has_own_base and item.base is not None
    found = grouped(
        ((pattern, *((base, a, b, who_of(row) or "") if has_base else (a, b))), number)
        for row in rows
        for (pattern, number), (a, b, base) in [(split_path(row.path), cells(row))]
    )
    table = [[key[0].replace("#", ranges(numbers), 1), *key[1:]] for key, numbers in found.items()]
    columns = ["what", "base", "A", "B", "changed by"] if has_base else ["what", "A", "B"]
    return Table(columns, table, is_across=True)


def split_path(path: str) -> tuple[str, str]:
    """A path with its number as `#`, and the number: `beam_port[#].damage`, `2`."""
    match = _NUMBERED.fullmatch(path)
    if match is None:
        return path.replace("#", " "), ""
    return f"{match['name']}[#]{match['rest']}", match["number"]


def cells(row: Delta) -> tuple[str, str, str]:
    """What is shown of a change of A, of B and of the base; of long texts the words that differ."""
    if row.attribute is None:
        return _cut(row.ours), _cut(row.theirs), _cut(row.base)
    if row.kind is not Area.TEXT or row.ours is None or row.theirs is None:
        return _value(row.ours), _value(row.theirs), _value(row.base)
    a, b = differing_words(row.ours, row.theirs)
    if row.base is None:
        return a, b, "-"
    if row.who in (Who.OURS, Who.THEIRS):
        return a, b, a if row.who is Who.THEIRS else b
    return a, b, differing_words(row.base, row.ours)[0]


def differing_words(old: str, new: str) -> tuple[str, str]:
    """The words of two texts that differ, with a word around them: `… 8 homing …`."""
    a, b = words_of(old), words_of(new)
    runs = changed_words(a, b)
    if not runs:
        return short(old.strip()), short(new.strip())
    return (
        _excerpt(a, [(run.start, run.end) for run in runs]),
        _excerpt(b, [(run.new_start, run.new_end) for run in runs]),
    )


def _excerpt(words: Sequence[str], runs: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in runs:
        first = max(at, start - _CONTEXT)
        if first > at:
            parts.append("…")
        last = min(len(words), end + _CONTEXT)
        parts += words[first:last]
        at = max(at, last)
    if at < len(words):
        parts.append("…")
    return _cut(" ".join(parts))


def _cut(text: str | None) -> str:
    if text is None:
        return "-"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _value(text: str | None) -> str:
    return "-" if text is None else short(text.strip())


def value_shown(text: str | None) -> str | None:
    """A value as texts have it: a number in its shortest form; `None` where it is absent."""
    if text is None:
        return None
    stripped = text.strip()
    if read_decimal(stripped) is None:
        return short(stripped) or "empty"
    return shortest(Decimal(stripped))


def from_to(name: str, before: str | None, after: str | None) -> str:
    """`range 800 -> 900`, `turn rate none -> 0`, `bays 4 -> none`."""
    return f"{name} {value_shown(before) or 'none'} -> {value_shown(after) or 'none'}"


# Settings ------------------------------------------------------------------------------------


def settings_by_group(settings: Sequence[Delta]) -> Iterator[tuple[str, list[Delta]]]:
    """Settings by what they are about, in the order of artemis.ini."""
    groups = grouped((group_of(setting.attribute or ""), setting) for setting in settings)
    order = dict.fromkeys([*(fact.group for fact in setting_facts().values()), *groups])
    yield from ((group, groups[group]) for group in order if group in groups)


def is_as_without(delta: Delta) -> bool:
    """Whether a setting came or went that says what the game does without it."""
    fact = setting_facts().get(delta.attribute or "")
    if fact is None or (delta.ours is not None and delta.theirs is not None):
        return False
    return same_value(delta.ours or delta.theirs or "", fact.default)


def setting_line(key: str, before: str | None, after: str | None) -> str:
    """`torpEnergyValue 100 -> 50`, `droneSpeed now set to 2.7 (was not set; the game uses 2.5)`."""
    fact = setting_facts().get(key)
    if fact is None or (before is not None and after is not None):
        return from_to(short(key), before, after)
    if after is None:
        return f"{short(key)} no longer set to {short(before or '')} (the game uses {fact.default})"
    return f"{short(key)} now set to {short(after)} (was not set; the game uses {fact.default})"


def setting_said(key: str, before: str | None, after: str | None) -> str:
    """A setting for players, by what it is about: `Pause of beams: 0.3 -> 0.6 (playerBeamDelay)`.

    Where it is not set, by what the game does without.
    """
    fact = setting_facts().get(key)
    if fact is None:
        return setting_line(key, before, after)
    about = fact.meaning.split(";")[0].rstrip(".")
    a, b = (fact.default if one is None else one for one in (before, after))
    if same_value(a, b):
        return f"{about}: {value_shown(b)}, as the game does without ({key})"
    return f"{from_to(f'{about}:', a, b)}{_of_a_blast(about, a, b)} ({key})"


def _of_a_blast(about: str, before: str, after: str) -> str:
    """What a value of one tick comes to in a whole blast; nothing for other values."""
    numbers = [read_decimal(one) for one in (before, after)]
    if " tick" not in about or None in numbers:
        return ""
    ticks = mechanic_facts()["blast_ticks"].value
    a, b = (shown(float(number) * ticks, 0) for number in numbers if number is not None)
    return f", in a whole blast {a} -> {b}"


def setting_blocks(result: Comparison) -> Iterator[Block]:
    """The settings that differ, grouped by what they are about."""
    if not result.settings:
        return
    has_base = any(setting.who not in (Who.UNKNOWN, Who.THEIRS) for setting in result.settings)
    yield Heading("Settings", level=2)
    rows = []
    for group, deltas in settings_by_group(result.settings):
        for delta in deltas:
            base, a, b = map(_value, delta.texts)
            start = [group, delta.attribute or ""]
            rows.append([*start, base, a, b, who_of(delta) or ""] if has_base else [*start, a, b])
    columns = ["about", "key", *(["base"] if has_base else []), "A", "B"]
    yield Table([*columns, "changed by"] if has_base else columns, rows, is_across=True)
