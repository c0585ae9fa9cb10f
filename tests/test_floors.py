"""The house has nine floors, and imports only go down."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PACKAGE = PROJECT / "artemis_modkit"
FLOORS = {
    "lazy": -1,  # how packages open up, for all of them
    "parsers": 0,
    "files": 1,
    "model": 2,
    "descriptions": 3,
    "changes": 4,
    "balance": 5,
    "audit": 6,
    "patcher": 6,
    "compare": 6,
    "report": 7,
    "cli": 8,
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imported_floors(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("artemis_modkit.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_its_own_floor_and_those_below(path: Path) -> None:
    own = path.relative_to(PACKAGE).parts[0]
    allowed = {floor for floor, level in FLOORS.items() if level < FLOORS[own]} | {own}
    assert imported_floors(path) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_has_at_most_four_hundred_lines(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 400, "look for two jobs in it"


MAKE_EDITS = {
    "parsers/layout.py": "elements and attributes",
    "parsers/ini.py": "settings",
    "audit/look.py": "those of rules, led back to the file on disk",
    "audit/rules/texts/text_encoding.py": "letters in a text",
    "audit/rules/texts/text_line_break.py": "signs in a text",
    "descriptions/rewrite.py": "numbers in a text",
}


REPAIR = {
    f"parsers/{name}.py"
    for name in (
        "characters", "faults", "ini_lines", "xml", "xml_declaration", "xml_repair", "xml_roots",
        "xml_tags", "xml_tokens", "xml_values",
    )
}  # fmt: skip


def test_edits_are_made_in_one_place_of_elements_and_one_of_settings() -> None:
    """Repairs of broken files are edits too; the readers that find the faults make those."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if re.search(r"\bEdit\(", path.read_text("utf-8"))
    }
    assert found == set(MAKE_EDITS) | REPAIR


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_pattern_repeats_a_group_possessively(path: Path) -> None:
    """Python before 3.11.5 matches these wrongly (gh-106052), so `(?>(?:…)*)` stands for them."""
    texts = (
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    found = [text for text in texts if re.search(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+", text)]
    assert [text for text in found if "(?" in text] == []
