"""Ship by ship and setting by setting: base, A and B beside each other."""

import re
from collections.abc import Iterator, Sequence

from artemis_modkit.compare import Change, Changed, Comparison, Mark, Trio
from artemis_modkit.compare.words import changed_words, words_of
from artemis_modkit.model.declarations import Kind
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessels import Vessel
from artemis_modkit.report.report import Block, Heading, Paragraph, Table
from artemis_modkit.report.views.figures import group_of
from artemis_modkit.report.views.words import short

_CONTEXT = 1
"""Words shown on either side of those that changed."""

_LONGEST = 160
_NUMBERED = re.compile(r"(?P<name>\w+)\[(?P<number>[0-9]+)\](?P<rest>.*)", re.ASCII | re.DOTALL)


def ship_blocks(
    result: Comparison, part: Changed, *, only_changed: bool, is_full: bool
) -> Iterator[Block]:
    """Each race or vessel that differs, as a table; all that are there if `is_full`.

    Without those that both mods changed alike, and those that are the same, if `only_changed`.
    """
    differing = {id(item.trio): item for item in part.changed}
    alike = []
    for trio in part.trios:
        item = differing.get(id(trio))
        if item is None and not is_full:
            alike.append(trio)
            continue
        if item is not None and not is_full and not result.has_own_base:
            rows = list(item.changes)
        else:
            rows = [row for row in trio.rows if _is_shown(row, only_changed, is_full)]
        if rows:
            yield Heading(_title(trio), level=2)
            yield _table(result, trio, rows)
    if result.has_own_base and not only_changed:
        yield from _alike(alike)


def _is_shown(row: Change, only_changed: bool, is_full: bool) -> bool:
    return row.differs or (not only_changed and (is_full or row.mark is not Mark.SAME))


def _title(trio: Trio) -> str:
    what = "Vessel" if isinstance(trio.shown, Vessel) else "Race"
    text = f"{what} {trio.shown.id} {trio.name}"
    if trio.a is None or trio.b is None:
        return f"{text} (only in {'A' if trio.b is None else 'B'})"
    return text if trio.a.id == trio.b.id else f"{text} ({trio.a.id} in A)"


def _alike(trios: Sequence[Trio]) -> Iterator[Block]:
    both = [one for one in trios if one.base and one.a and one.b]
    changed = [one for one in both if any(row.mark is Mark.BOTH for row in one.rows)]
    if changed:
        names = ", ".join(f"{one.shown.id} {short(one.name)}" for one in changed)
        yield Paragraph(f"Changed alike in A and B: {names}.")


# Rows ----------------------------------------------------------------------------------------


def _table(result: Comparison, trio: Trio, rows: Sequence[Change]) -> Table:
    """Columns base, A, B and who changed it; without a base that says more than A only A and B."""
    has_base = result.has_own_base and trio.base is not None
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        pattern, number = _split(row.path)
        a, b, base = cells(row)
        values = (base, a, b, _who(row)) if has_base else (a, b)
        found.setdefault((pattern, *values), []).append(number)
    table = [[key[0].replace("#", _ranges(numbers), 1), *key[1:]] for key, numbers in found.items()]
    columns = ["what", "base", "A", "B", "changed by"] if has_base else ["what", "A", "B"]
    return Table(columns, table, is_across=True)


def _split(path: str) -> tuple[str, str]:
    """A path with its number as `#`, and the number: `beam_port[#].damage`, `2`."""
    found = _NUMBERED.fullmatch(path)
    if found is None:
        return path.replace("#", " "), ""
    return f"{found['name']}[#]{found['rest']}", found["number"]


def _ranges(numbers: Sequence[str]) -> str:
    """Numbers in few words: `1-3,5`."""
    runs: list[list[int]] = []
    for number in map(int, filter(None, numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _who(row: Change) -> str:
    return "" if row.mark is None else row.mark.value


def cells(row: Change) -> tuple[str, str, str]:
    """What is shown of a change of A, of B and of the base; of long texts the words that differ."""
    if row.attributes is not None:
        return _cut(row.a), _cut(row.b), _cut(row.base)
    if row.kind is not Kind.TEXT or row.a is None or row.b is None:
        return _value(row.a), _value(row.b), _value(row.base)
    a, b = differing_words(row.a, row.b)
    if row.base is None:
        return a, b, "-"
    nearest = row.a if row.mark is not Mark.A_ONLY else row.b
    if row.mark is Mark.B_ONLY:
        return a, b, a
    if row.mark is Mark.A_ONLY:
        return a, b, b
    return a, b, differing_words(row.base, nearest)[0]


def differing_words(old: str, new: str) -> tuple[str, str]:
    """The words of two texts that differ, with a word around them: `… 8 homing …`."""
    a, b = words_of(old), words_of(new)
    runs = changed_words(a, b)
    if not runs:
        return short(old.strip()), short(new.strip())
    return (
        _excerpt(a, [(one.start, one.end) for one in runs]),
        _excerpt(b, [(one.new_start, one.new_end) for one in runs]),
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


# Settings ------------------------------------------------------------------------------------


def setting_blocks(result: Comparison) -> Iterator[Block]:
    """The settings that differ, grouped by what they are about."""
    if not result.settings:
        return
    has_base = any(one.mark is not None and one.mark is not Mark.B_ONLY for one in result.settings)
    groups = list(dict.fromkeys(fact.group for fact in setting_facts().values()))

    def place(key: str) -> int:
        group = group_of(key)
        return groups.index(group) if group in groups else len(groups)

    yield Heading("Settings", level=2)
    rows = []
    for one in sorted(result.settings, key=lambda one: place(one.key)):
        a, b, base = (_value(text) for text in (one.a, one.b, one.base))
        who = "" if one.mark is None else one.mark.value
        start = [group_of(one.key), one.key]
        rows.append([*start, base, a, b, who] if has_base else [*start, a, b])
    columns = ["about", "key", *(["base"] if has_base else []), "A", "B"]
    yield Table([*columns, "changed by"] if has_base else columns, rows, is_across=True)
