"""From the text of a recipe to what its steps select, and when they run.

Whatever a selection asks of vessels is answered by the words and numbers of the
file, so a recipe means the same for every mod.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.roles import STANCES, Role
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.model.vessels import KNOWN_ATTRIBUTES
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.patcher.recipe import ParameterValue, When
from artemis_modkit.patcher.selection import (
    Selection,
    Test,
    WordsTest,
    XPath,
    value_test,
    version_test,
    words_test,
)

SELECT_KEYS = ("element", "xpath", "id", "race", "stance", "role", "words", "name")
_MOST_CONDITIONS = 100
_VARIABLE = pattern(r"\$([\w.-]+)")
_DIALECTS = {dialect.label: dialect for dialect in Dialect}
_ROLES = {role.label: role for role in Role}

Chosen = Mapping[str, ParameterValue]
"""The values of a recipe's parameters, by name."""


def read_selection(select: TomlTable, conditions: TomlTable, chosen: Chosen) -> Selection:
    """Which elements a step is about, by its `select` and `when.value`. Raises `ModkitError`."""
    select.check_keys(SELECT_KEYS)
    for key in select.values:
        if select.values[key] in ("", []):
            raise select.error(f"{key} names nothing", key)
    element = select.string("element", "") or None
    if element is not None:
        check_element(select, element, "element")
    elif not select.has("xpath"):
        raise select.error("say which: element or xpath is missing")
    for name in conditions.values:
        check_attribute(conditions, name, element)
    return Selection(
        element,
        _xpath(select, chosen) if select.has("xpath") else None,
        _ids(select),
        _races(select),
        frozenset(_ROLES[one] for one in _known(select, "role", _ROLES)),
        frozenset(_known(select, "stance", STANCES)),
        _words(select),
        select.string("name", "") or None,
        {name: _tests(conditions, name) for name in conditions.values},
    )


def _races(select: TomlTable) -> tuple[str, ...]:
    races = select.listed("race")
    if not all(isinstance(race, str | int) and not isinstance(race, bool) for race in races):
        raise select.error("race must be a name or an ID, or a list of such", "race")
    return tuple(map(str, races))


def _xpath(select: TomlTable, chosen: Chosen) -> XPath:
    from lxml import etree

    from artemis_modkit.patcher.xpath_cost import LONGEST, Shape, places

    written = select.string("xpath")
    try:
        if len(written) <= LONGEST:
            etree.XPath(written)
        places(written, Shape())
    except (etree.XPathError, Slip, ValueError) as error:
        raise select.error(f"xpath: {error}", "xpath") from None
    for name in _VARIABLE.findall(written):
        if name not in chosen:
            raise select.error(
                f"there is no parameter '{name}'{in_brackets(name, chosen)}", "xpath"
            )
    variables = {
        name: float(value) if isinstance(value, int | Decimal) else value
        for name, value in chosen.items()
    }
    return XPath(written, variables)


def _ids(select: TomlTable) -> tuple[range, ...]:
    """The numbers that are asked for, in order; ranges that overlap or touch are one."""
    asked = []
    for one in select.listed("id"):
        first, _, last = str(one).partition("-")
        if not _is_number(first) or not _is_number(last or first):
            raise select.error(f"id '{one}' is no number and no range such as \"0-16\"", "id")
        if int(last or first) < int(first):
            raise select.error(f"id '{one}' is a range that ends before it begins", "id")
        asked.append(range(int(first), int(last or first) + 1))
    found: list[range] = []
    for numbers in sorted(asked, key=lambda numbers: numbers.start):
        if found and numbers.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(found[-1].stop, numbers.stop))
        else:
            found.append(numbers)
    return tuple(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _known(select: TomlTable, key: str, known: Collection[str]) -> list[str]:
    for string in select.strings(key):
        if string not in known:
            near = in_brackets(string, known)
            raise select.error(
                f"there is no {key} '{string}'{near}; there are {', '.join(known)}", key
            )
    return select.strings(key)


def _words(select: TomlTable) -> WordsTest | None:
    if not select.has("words"):
        return None
    try:
        return words_test(select.string("words"))
    except Slip as error:
        shown = shortened(select.string("words"), most=200)
        raise select.error(f"words = '{shown}': {error}", "words") from None


def read_when(when: TomlTable, chosen: Chosen) -> When:
    """Under which conditions of the mod a step runs. Raises `ModkitError`."""
    is_on = all(_is_on(when, option, chosen) for option in when.strings("option"))
    game = _test(when, "game", version_test) if when.has("game") else None
    return When(is_on, read_dialects(when, "dialect"), game)


def _is_on(when: TomlTable, option: str, chosen: Chosen) -> bool:
    name = option.removeprefix("not ").strip()
    value = chosen.get(name)
    if not isinstance(value, bool):
        switches = [one for one, known in chosen.items() if isinstance(known, bool)]
        raise when.error(
            f"there is no parameter '{name}' that is true or false{in_brackets(name, switches)}",
            "option",
        )
    return value != option.startswith("not ")


def _tests(table: TomlTable, key: str) -> Test:
    """The test of one condition, or of a list of them that must all hold."""
    each = table.listed(key)
    if not each:
        raise table.error(f"{key} has no condition", key)
    if len(each) > _MOST_CONDITIONS:
        raise table.error(f"{key} has more than {_MOST_CONDITIONS} conditions", key)
    tests = [_test(replace(table, values={key: one}), key, value_test) for one in each]
    return lambda text: all(test(text) for test in tests)


def _test(table: TomlTable, key: str, reader: Callable[[str], Test]) -> Test:
    try:
        return reader(table.written(key))
    except Slip as error:
        raise table.error(f"{key}: {error}", key) from None


def read_dialects(table: TomlTable, key: str) -> frozenset[Dialect]:
    """The dialects that a key names, none without it. Raises `ModkitError`."""
    for one in table.strings(key):
        if one not in _DIALECTS:
            raise table.error(f"there is no dialect '{one}'; there are {', '.join(_DIALECTS)}", key)
    return frozenset(_DIALECTS[string] for string in table.strings(key))


def check_element(table: TomlTable, name: str, key: str) -> None:
    """Raise `ModkitError` where the game knows no such element."""
    if name not in KNOWN_ATTRIBUTES:
        stem = name.lower().rstrip("s")
        alike = [one for one in KNOWN_ATTRIBUTES if stem and stem in one.lower()]
        kinds = {one.partition("_")[2] for one in alike} - {""}
        alike += [
            one for one in KNOWN_ATTRIBUTES if one.partition("_")[2] in kinds and one not in alike
        ]
        near = f"; there {'are' if len(alike) > 1 else 'is'} {', '.join(alike)}"
        near = near if alike else in_brackets(name, KNOWN_ATTRIBUTES)
        raise table.error(f"the game knows no element '{name}'{near}", key)


def check_attribute(table: TomlTable, name: str, element: str | None, key: str = "") -> None:
    """Raise `ModkitError` where the element, or with `None` every element, lacks an attribute."""
    if element is None:
        known: frozenset[str] = frozenset().union(*KNOWN_ATTRIBUTES.values())
        where = "no element"
    else:
        known, where = KNOWN_ATTRIBUTES[element], f"<{element}>"
    if name not in known:
        has = "has" if element is None else "has no"
        raise table.error(
            f"{where} {has} attribute '{name}'{in_brackets(name, known)}", key or name
        )
