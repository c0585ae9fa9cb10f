"""The house has ten floors, and imports only go down."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PACKAGE = PROJECT / "artemis_modkit"
FLOORS = {
    "lazy": -1,  # how packages open up, for all of them
    "groups": -1,  # things by what they have in common, likewise
    "parsers": 0,
    "files": 1,
    "model": 2,
    "descriptions": 3,
    "changes": 4,
    "balance": 5,
    "audit": 6,
    "patcher": 6,
    "compare": 6,
    "release": 6,
    "report": 7,
    "workbench": 8,
    "cli": 9,
}
STAIRS = (
    {"report", "text", "words", "diff", "table_lines", "polar", "png", "schemas"},
    {"sentences"},
    {"views", "charts"},
    {"formats"},
    {"pictures"},
    {"share"},
    {"page"},
)
"""What stands on what inside of `report`: each imports from itself and from the lines above its own.

The first line is what all share; of views and charts, neither knows the other.
"""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imported(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it; of packages also what is taken from them."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name.startswith("artemis_modkit.")}


def imported_floors(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path)} & FLOORS.keys()


def named(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("own", sorted({path.relative_to(PACKAGE).parts[0] for path in MODULES}))
def test_a_module_imports_only_from_its_own_floor_and_those_below(own: str) -> None:
    above = {floor for floor, level in FLOORS.items() if level >= FLOORS[own]} - {own}
    of_floor = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] == own]
    assert of_floor
    assert {
        named(path): found for path in of_floor if (found := imported_floors(path) & above)
    } == {}


def test_a_part_of_reports_imports_only_from_itself_and_those_below() -> None:
    wrong: dict[str, set[str]] = {}
    for path in (PACKAGE / "report").rglob("*.py"):
        own = path.relative_to(PACKAGE / "report").with_suffix("").parts[0]
        if own == "__init__":
            continue
        (level,) = (at for at, names in enumerate(STAIRS) if own in names)
        allowed = set().union(*STAIRS[:level], STAIRS[level] if level == 0 else {own})
        of_report = {name for name in imported(path) if name.startswith("artemis_modkit.report.")}
        found = {name.split(".")[2] for name in of_report} & set().union(*STAIRS) - allowed
        wrong |= {named(path): found} if found else {}
    assert wrong == {}


def test_no_module_imports_itself_by_way_of_others() -> None:
    modules = {named(path): imported(path) for path in MODULES}
    order = TopologicalSorter(
        {one: found & modules.keys() - {one} for one, found in modules.items()}
    )
    assert set(order.static_order()) >= modules.keys()


def test_a_module_has_at_most_four_hundred_lines() -> None:
    lines = {named(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name for name in lines if lines[name] > 400} == set(), "look for two jobs in it"


def declared(path: Path) -> Iterator[tuple[str, str]]:
    """The classes of a module and its other names for types, with what each means."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            yield node.name, named(path)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), ast.unparse(node.value)


def test_a_class_has_its_name_for_itself() -> None:
    """So has each other name for types; where two modules have one, it means the same."""
    meanings: dict[str, set[str]] = {}
    for path in MODULES:
        for name, meaning in declared(path):
            if re.match("_?[A-Z]+[a-z]", name):
                meanings.setdefault(name.strip("_"), set()).add(meaning)
    assert len(meanings) > 100
    assert {name: found for name, found in meanings.items() if len(found) > 1} == {}


MAKE_EDITS = {
    "parsers/layout.py": "elements and attributes",
    "parsers/ini.py": "settings",
    "audit/look.py": "those of rules, led back to the file on disk",
    "audit/rules/broken_files.py": "letters in a text",
    "audit/rules/texts.py": "signs in a text",
    "descriptions/rewrite.py": "numbers in a text",
}


REPAIR = {
    f"parsers/{name}.py"
    for name in (
        "characters", "faults", "ini_lines", "xml", "xml_frame", "xml_repair",
        "xml_tags", "xml_tokens", "xml_values",
    )
}  # fmt: skip


def test_edits_are_made_in_one_place_of_elements_and_one_of_settings() -> None:
    """Repairs of broken files are edits too; the readers that find the faults make those."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if re.search(r"(?<!class )\bEdit\(", path.read_text("utf-8"))
    }
    assert found == set(MAKE_EDITS) | REPAIR


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches these wrongly (gh-106052), so `(?>(?:…)*)` stands for them."""
    texts = (
        (named(path), node.value)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    repeated = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
    assert [(name, text) for name, text in texts if "(?" in text and repeated.search(text)] == []
