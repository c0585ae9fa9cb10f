"""How a rule is declared: a generator in the module of its subject, its words and two examples.

The name of the generator is the rule's name everywhere (`--select`, docs, tests), and its
examples are its tests, so adding a rule touches no other file.
"""

import fnmatch
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import CodeType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from artemis_modkit.audit.findings import Confidence, Occurrence, Severity
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.spelling import nearest
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE
from artemis_modkit.parsers.errors import ModkitError

Occurrences = Iterator[Occurrence]
Check = Callable[[Look], Occurrences]
ExampleFiles = Mapping[str, bytes]
"""A small mod: bytes by path."""


_WILD = pattern(r"[*?\[]")
FEW = 5
"""So many occurrences of one kind have one cause; fewer are slips, told one by one."""


def _nothing(_: Look) -> Occurrences:
    yield from ()


class Rule(Struct, frozen=True, kw_only=True):
    """A rule of the audit, declared above its generator of occurrences.

    `why` says what it does in play, `repair` what to do about it. `says` is all that its firing
    example must say, a line for each finding, with its place: `3:20 7 Drifter: side="22" is …`.
    `mended` is that example after `--fix`, where that is another than the silent one.
    `together` is from how many occurrences of one kind on they are one finding. `previous` and
    `history` are the earlier releases of both examples, where it looks at those.
    """

    title: str
    weight: tuple[Severity, Confidence]
    why: str
    repair: str
    fires: ExampleFiles
    says: str
    silent: ExampleFiles
    mended: ExampleFiles | None = None
    together: int = FEW
    previous: ExampleFiles | None = None
    history: tuple[ExampleFiles, ...] = ()
    name: str = ""
    check: Check = _nothing

    def __call__(self, check: Check) -> "Rule":
        """The rule of a generator of occurrences, which it is named as."""
        return replace(self, name=check.__name__.replace("_", "-"), check=check)

    @property
    def severity(self) -> Severity:
        """How much its findings matter, where they say nothing else."""
        return self.weight[0]

    @property
    def confidence(self) -> Confidence:
        """How sure it is that a finding is a mistake."""
        return self.weight[1]


@cache
def rule_modules() -> Mapping[str, str]:
    """The module of every rule by the rule's name; none is loaded for it.

    Names are read off the compiled modules: what is public there is a rule.
    """
    found = [
        (name.replace("_", "-"), subject) for subject in _subjects() for name in _names_in(subject)
    ]
    return dict(sorted(found))


def _subjects() -> Iterator[str]:
    for file in iter_modules([str(Path(__file__).parent / "rules")]):
        yield f"artemis_modkit.audit.rules.{file.name}"


def _names_in(module: str) -> list[str]:
    if loaded := sys.modules.get(module):
        return [name for name, one in vars(loaded).items() if isinstance(one, Rule)]
    loader: Any = getattr(find_spec(module), "loader", None)
    codes = [const for const in loader.get_code(module).co_consts if isinstance(const, CodeType)]
    return [code.co_name for code in codes if code.co_name[0].isalpha()]


def rule_named(name: str) -> Rule:
    """The rule of a name. Raises `ModkitError`, with what may be meant, for an unknown one."""
    modules = rule_modules()
    if name not in modules:
        close = nearest(name, modules)
        hint = f"did you mean '{close}'?" if close else "`explain` lists them"
        if name in {severity.value for severity in Severity}:
            hint = f"--only {name} shows only findings of that severity"
        raise ModkitError(f"'{name}' is no rule of the audit; {hint}")
    rule: Rule = getattr(import_module(modules[name]), name.replace("-", "_"))
    return rule


def rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> list[Rule]:
    """The rules of some names (all where `select` is empty), but for those to ignore.

    A name may be several with commas between, and stand for many: `text-*,xml-syntax`. No modules
    but those of the rules are loaded. Raises `ModkitError` for a name that no rule has.
    """
    if not select:
        for module in _subjects():
            import_module(module)
    wanted = _chosen(select) - _named(ignore)
    return [rule_named(name) for name in rule_modules() if name in wanted]


def _named(names: Iterable[str]) -> set[str]:
    """The rules that some names stand for."""
    found: set[str] = set()
    for name in sorted({part.strip() for given in names for part in given.split(",")} - {""}):
        meant = set(fnmatch.filter(rule_modules(), name)) if _WILD.search(name) else {name}
        if not meant <= rule_modules().keys() or not meant:
            rule_named(name)
        found |= meant
    return found


def _chosen(select: Collection[str]) -> set[str]:
    if select and not any(part.strip() for given in select for part in given.split(",")):
        raise ModkitError("no rule is named; `explain` lists them")
    return _named(select) if select else {*rule_modules()}


def all_rules() -> Mapping[str, Rule]:
    """Every rule by name."""
    return {rule.name: rule for rule in rules()}


_ANY_SHIP = '<vessel uniqueID="0" side="0" classname="Heron" broadType="player"/>'


def ships(body: str) -> ExampleFiles:
    """An example of a rule: what stands inside `<vessel_data>`, beside one sound race.

    Where nothing is given, one ship stands there, since a file without any is a finding.
    """
    text = (
        '<vessel_data version="2.6">\n'
        '<hullRace ID="0" name="TSN" keys="player"/>\n'
        f"{body or _ANY_SHIP}\n"
        "</vessel_data>\n"
    )
    return {VESSEL_FILE: text.encode()}


def ship(inside: str = "", words: str = "", name: str = "", number: int = 1) -> ExampleFiles:
    """An example of a rule: one ship, its parts, and its broadType and classname if it has any."""
    start = f'<vessel uniqueID="{number}" side="0"'
    start += f' classname="{name}"' if name else ""
    start += f' broadType="{words}"' if words else ""
    return ships(f"{start}>{inside}</vessel>" if inside else f"{start}/>")


def saying(parts: str, text: str, words: str = "player") -> ExampleFiles:
    """An example of a rule: a ship of some parts, and what its text says of them."""
    return ship(f'{parts}<long_desc text="{text}"/>', words, "Lantern", number=20)


def meshed(path: str, *files: str) -> ExampleFiles:
    """An example of a rule: a ship whose mesh is named by a path, beside some meshes."""
    one = ship(f'<art meshfile="{path}"/>', name="Heron")
    return {**one, **dict.fromkeys(files, b"<scene></scene>")}


def settings(text: str) -> ExampleFiles:
    """An example of a rule: an artemis.ini."""
    return {SETTINGS_FILE: text.encode()}


MISSION = "dat/Missions/MISS_Marsh/MISS_Marsh.xml"


def mission(body: str, path: str = MISSION) -> ExampleFiles:
    """An example of a rule: a mission."""
    return {path: f'<mission_data version="2.6">\n{body}\n</mission_data>\n'.encode()}
