"""Goals as a file has them: a `[[goal]]` for each thing that is wanted, checked whole when read."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from artemis_modkit.balance.conditions import CREWS, HARDEST, Crew
from artemis_modkit.files.disk import open_plain
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.errors import ModkitError

GOALS_FILE = "balance.toml"
RESULTS = ("won", "lost", "draw")
OF_FIGHTS = ("seconds", "result", "left_hull", "as")
KEPT = ("ranks", "limits")
_OF_ALL = ("order", "torpedo_to_beam", "manual_to_auto", "keeps")
WANTED = (*OF_FIGHTS, "threat", "harder_than", *_OF_ALL)
NEAR = 0.02
"""Share by which a ratio that is wanted as one number may be missed."""

GOAL_KEYS = ("name", "who", "against", "fleet", "crew", "difficulty", *WANTED)
_MOST_BYTES = 1_000_000
_MOST_GOALS = 1_000


class Goal(Struct, frozen=True):
    """One thing that is wanted. `what` is its key, one of `WANTED`.

    `result` is the word that it wants, of a fight or of what is kept.
    `who` and `other` are lists of ships as `fight` takes them, or `race:NAME`; `fleet` is the
    difficulty of the fleet that is met instead. `least` and `most` bound a figure. `crew` and
    `difficulty` are `None` for those of the command. `place` is where it stands.
    """

    name: str
    what: str
    who: str
    other: str
    fleet: int | None
    crew: Crew | None
    difficulty: int | None
    least: float
    most: float
    result: str
    order: tuple[str, ...]
    place: str


def goals_in(path: Path) -> tuple[Goal, ...]:
    """The goals of a file, at least one. Raises `ModkitError` with line and column."""
    try:
        with open_plain(path) as file:
            data = file.read(_MOST_BYTES + 1)
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ModkitError(
            f"{path.as_posix()}: there are no goals; `goals init` writes those that the mod meets "
            "today, --goals FILE names others"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ModkitError(f"{path.as_posix()}: cannot be read ({reason})") from None
    if len(data) > _MOST_BYTES:
        raise ModkitError(f"{path.as_posix()}: is too big, over {_MOST_BYTES:,} bytes")
    return goals_of(TomlTable.parsed(path.name, text))


def goals_of(table: TomlTable) -> tuple[Goal, ...]:
    """The goals of a table. Raises `ModkitError` with line and column."""
    table.check_keys(("goal",))
    tables = list(table.tables("goal"))
    if not tables:
        raise ModkitError(f"{table.file}: has no [[goal]]")
    if len(tables) > _MOST_GOALS:
        raise table.error(f"has more than {_MOST_GOALS:,} goals")
    return tuple(map(_goal, tables))


def _goal(table: TomlTable) -> Goal:
    table.check_keys(GOAL_KEYS)
    what = _one_of(table, WANTED, "what is wanted")
    is_fight = what in OF_FIGHTS
    for key in ("against", "fleet"):
        if table.has(key) and not is_fight:
            raise table.error(f"{what} is no matter of a fight, so {key} says nothing", key)
    fleet = None
    if is_fight and _one_of(table, ("against", "fleet"), "whom it meets") == "fleet":
        fleet = _whole(table, "fleet")
        if what == "as":
            raise table.error("as compares one fight with that of stock; name against", "fleet")
    who = _ships(table, "who") if what not in _OF_ALL or table.has("who") else ""
    order = tuple(map(str, table.listed("order")))
    if what == "order" and len(order) < 2:
        raise table.error("order names two ships or more, the weakest first", "order")
    least, most = _bounds(table, what)
    other = _ships(table, "against") if table.has("against") else ""
    if what == "harder_than":
        harder = table.table(what)
        harder.check_keys(("ship", "by"))
        other = _ships(harder, "ship")
    return Goal(
        table.string("name"),
        what,
        who,
        other,
        fleet,
        _crew(table),
        _whole(table, "difficulty") if table.has("difficulty") else None,
        least,
        most,
        _chosen(table, "result", RESULTS)
        or _chosen(table, "as", ("stock",))
        or _chosen(table, "keeps", KEPT),
        order,
        table.file,
    )


def _one_of(table: TomlTable, keys: Iterable[str], what: str) -> str:
    given = [key for key in keys if table.has(key)]
    if len(given) == 1:
        return given[0]
    if given:
        raise table.error(f"{' and '.join(given)} are two goals; write one for each", given[1])
    raise table.error(f"says not {what}; add one of {', '.join(keys)}")


def _ships(table: TomlTable, key: str) -> str:
    """Ships as they are named, also by a number alone."""
    return table.written(key) if table.has(key) else table.string(key)


def _bounds(table: TomlTable, what: str) -> tuple[float, float]:
    if what == "harder_than":
        return _range(table.table(what), "by", near=NEAR)
    if what in ("seconds", "left_hull", "threat", "torpedo_to_beam", "manual_to_auto"):
        return _range(table, what)
    return 0.0, 0.0


def _range(table: TomlTable, key: str, near: float | None = None) -> tuple[float, float]:
    """The least and the most of `[50, 70]`; of one number, where that will do, about that."""
    given = table.listed(key)
    each = [TomlTable(table.file, table.text, {key: one}, table.way).number(key) for one in given]
    numbers = [float(one) for one in each if one is not None]
    if near is not None and len(numbers) == 1 and not isinstance(table.values[key], list):
        about = numbers.pop()
        return about * (1 - near), about * (1 + near)
    if len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1]:
        one = f"a number or {key} = " if near is not None else ""
        raise table.error(f"{key} must be {one}[least, most], such as [50, 70]", key)
    return numbers[0], numbers[1]


def _whole(table: TomlTable, key: str) -> int:
    number = table.number(key) or Decimal(0)
    if number != int(number) or not 1 <= number <= HARDEST:
        raise table.error(f"{key} must be a difficulty, 1 to {HARDEST}", key)
    return int(number)


def _crew(table: TomlTable) -> Crew | None:
    name = _chosen(table, "crew", CREWS)
    return CREWS[name] if name else None


def _chosen(table: TomlTable, key: str, known: Iterable[str]) -> str:
    if not table.has(key):
        return ""
    name = table.string(key)
    if name not in known:
        near = in_brackets(name, known)
        raise table.error(f"there is no {key} '{name}'{near}; there are {', '.join(known)}", key)
    return name
