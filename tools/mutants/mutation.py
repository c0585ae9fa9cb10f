"""The mutants of a module: cosmic-ray's changes, less those that say nothing of the tests."""

import ast
import difflib
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

_EXAMPLES = ("fires", "says", "silent", "mended", "previous", "history")
_BARE_STAR = re.compile(r"\*\s*,")  # before parameters by name: no product


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change at one place of a module; `name` is the module's path below the package."""

    name: str
    operator: str
    occurrence: int
    place: tuple[int, int]  # line from 1, column from 0

    @property
    def line(self) -> int:
        return self.place[0]

    def text(self, source: str) -> str:
        """The module's text with the change made."""
        return str(mutate_code(source, get_operator(self.operator)(), self.occurrence))


def mutants_of(name: str, source: str, kinds: Iterable[str]) -> list[Mutant]:
    """Every change of the kinds (patterns of operators' names) in what is computed."""
    tree = get_ast(source)
    silent = list(_silent(source))
    lines = source.splitlines()
    found = []
    for operator in sorted(operator_names()):
        if not any(re.fullmatch(f"[^/]*/{kind}", operator) for kind in kinds):
            continue
        kind = get_operator(operator)()
        places = (place for node in ast_nodes(tree) for place, _ in kind.mutation_positions(node))
        for occurrence, place in enumerate(places):
            if _BARE_STAR.match(lines[place[0] - 1], place[1]):
                continue
            if not any(first <= tuple(place) < last for first, last in silent):
                found.append(Mutant(name, operator, occurrence, tuple(place)))
    return found


def _silent(source: str) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Spans that compute nothing: what mypy holds, examples of rules, which tests read, claims."""
    tree = ast.parse(source)
    for part in (*_examples(tree), *_typed(tree), *_claims(tree)):
        yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)


def _examples(tree: ast.Module) -> Iterable[Any]:
    """The example mods in what a rule declares, and what at the module's top only makes these."""
    declared = [
        word.value
        for rule in ast.walk(tree)
        if isinstance(rule, ast.Call) and ast.unparse(rule.func) == "Rule"
        for word in rule.keywords
        if word.arg in _EXAMPLES
    ]
    yield from declared
    named = Counter(_names(tree))
    own = Counter(name for part in declared for name in _names(part))
    for node in reversed(tree.body if declared else []):
        names = {node.name} if isinstance(node, ast.FunctionDef) else _targets(node)
        if names and all(own[name] and own[name] == named[name] for name in names):
            own.update(_names(node))
            yield node


def _names(node: ast.AST) -> Iterable[str]:
    return [
        one.id
        for one in ast.walk(node)
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)
    ]


def _targets(node: ast.AST) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else ()
    return {one.id for one in targets if isinstance(one, ast.Name)}


def _typed(tree: ast.Module) -> Iterable[Any]:
    """What mypy holds: annotations, what is imported for them, that records are frozen."""
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.ClassDef):
            parts.extend(node.decorator_list)
            parts.extend(word for word in node.keywords if word.arg == "frozen")
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node)
        yield from filter(None, parts)


def _claims(tree: ast.Module) -> Iterable[Any]:
    """What changes no result: `assert`, `zip` of things equally long, how much is remembered."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "zip":
            yield from (word for word in node.keywords if ast.unparse(word) == "strict=True")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "lru_cache":
            yield from node.keywords


def sampled(mutants: list[Mutant], source: str, sample: int | None, seed: int) -> list[Mutant]:
    """One mutant at each of some places, by chance but repeatably; all for a sample of None.

    None of them is what Python cannot read, which cosmic-ray makes of `{**one, **other}`, or what
    cosmic-ray itself stumbles on: `except` with a dotted name.
    """
    chance = random.Random(f"{seed} {mutants[0].name if mutants else ''}")
    chance.shuffle(mutants := sorted(mutants, key=lambda one: (one.place, one.operator)))
    if sample is None:
        return [mutant for mutant in mutants if _is_python(mutant, source)]
    places: dict[tuple[int, int], Mutant] = {}
    for mutant in mutants:
        if len(places) == sample:
            break
        if mutant.place not in places and _is_python(mutant, source):
            places[mutant.place] = mutant
    return list(places.values())


def _is_python(mutant: Mutant, source: str) -> bool:
    try:
        ast.parse(mutant.text(source))
    except (AttributeError, SyntaxError):
        return False
    return True


def statement(source: str, line: int) -> int:
    """First line of the smallest statement in a function that has the line; 0 outside of any."""
    around = [
        node
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    smallest = min(around, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)
    return smallest.lineno if smallest else 0


def diff(mutant: Mutant, source: str) -> list[str]:
    """The changed lines, before with `-` and after with `+`."""
    pair = source.splitlines(), mutant.text(source).splitlines()
    lines = [line for line in difflib.unified_diff(*pair, n=0, lineterm="") if line[0] in "+-"]
    return [line[0] + line[1:].strip() for line in lines[2:]]


def equivalents(mutants: list[Mutant], source: str, entries: list[dict[str, Any]]) -> set[Mutant]:
    """Mutants that the entries declare to be no other program; LookupError for a stale entry."""
    lines = [line.strip() for line in source.splitlines()]
    found: set[Mutant] = set()
    for entry in entries:
        of_entry = {
            mutant
            for mutant in mutants
            if lines[mutant.line - 1] == entry["line"]
            and ("+" + entry.get("changed", "") in ("+", *diff(mutant, source)))
        }
        if not of_entry:
            raise LookupError(f"mutants.toml: no mutant of {entry['module']} is {entry['line']!r}")
        found |= of_entry
    return found
