"""`modkit.toml`: what a team has agreed on for its mod, so that every command is called alike.

Keys are declared once; what is read, what `init` writes and the schema for editors come from that.
"""

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct

from artemis_modkit.files.disk import read_file
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.model.wording import in_brackets
from artemis_modkit.parsers.errors import ModkitError

PROJECT_FILE = "modkit.toml"
_MOST_BYTES = 1_000_000


class Want(Enum):
    """What a key wants for a value."""

    TEXT = "text"
    MOD = "a mod or a version of stock"
    PATH = "path"
    PATHS = "paths"
    RECIPES = "names or paths of recipes"
    SEVERITY = "error, warning or notice"


class Key(Struct, frozen=True):
    """A key: what it says, an example as it is written, and which parameters of commands it sets.

    `sets` are `command.parameter`; `*` is every command that has it.
    """

    name: str
    kind: Want
    why: str
    example: str
    sets: tuple[str, ...]


KEYS = (
    Key("stock", Want.MOD, "stock to measure by: a version, or the folder of a game", '"2.8"',
        ("*.stock",)),
    Key("base", Want.MOD, "what the mod was built on, to compare and merge by", '"../MyMod-base"',
        ("compare.base", "merge.base")),
    Key("previous", Want.MOD, "the release before: its ships should keep their numbers",
        '"../releases/MyMod-1.0.zip"', ("audit.previous", "compare.a", "report.against")),
    Key("baseline", Want.PATH, "findings that are accepted; audit --write-baseline writes it",
        '"accepted.json"', ("audit.baseline", "watch.baseline", "pack.baseline",
         "build.baseline")),
    Key("fail-on", Want.SEVERITY, "from which weight on a finding stops a workflow", '"error"',
        ("audit.fail_on",)),
    Key("missions", Want.PATHS, "missions beside those in dat/Missions", '["../missions"]',
        ("audit.missions", "watch.missions", "pack.missions", "build.missions")),
    Key("recipes", Want.RECIPES, "recipes in their order, for patch and build", '["tsn"]',
        ("patch.recipe", "build.recipe")),
    Key("goals", Want.PATH, "what the balance is held to", '"balance.toml"',
        ("goals.file", "tune.goals", "build.goals")),
)  # fmt: skip
"""The keys of the file itself."""

PACK_KEYS = (
    Key("name", Want.TEXT, "what players call it", '"My Mod"', ("pack.name", "build.name")),
    Key("version", Want.TEXT, "of this release", '"1.2"', ("pack.version", "build.version")),
    Key("author", Want.TEXT, "who made it", '"The crew"', ("pack.author", "build.author")),
    Key("description", Want.TEXT, "a sentence on it", '"Beams at a quarter."',
        ("pack.description", "build.description")),
    Key("game", Want.PATH, "the game's folder; equal files are left out", '"C:/Games/Artemis"',
        ("pack.game", "build.game")),
)  # fmt: skip
"""Those of `[pack]`: what players and loaders read of a zip."""

OUTPUT_KEYS = (
    Key("patch", Want.PATH, "the new folder that patch writes", '"../MyMod-balanced"',
        ("patch.output",)),
    Key("report", Want.PATH, "the page that report writes", '"../MyMod.html"', ("report.output",)),
    Key("pack", Want.PATH, "the zip that pack and build write; it lies beside the mod",
        '"../MyMod-1.2.zip"', ("pack.output", "build.output")),
)  # fmt: skip
"""Those of `[output]`: where commands write without -o."""

IGNORE_KEYS = ("rule", "why")
TABLES = {"pack": PACK_KEYS, "output": OUTPUT_KEYS}


class Project(Struct, frozen=True):
    """What a `modkit.toml` says. `ignored` are rules, each with its table for complaints."""

    folder: Path
    values: Mapping[Key, Any]
    ignored: tuple[tuple[str, TomlTable], ...]

    def defaults(self, command: str, parameters: Mapping[str, object]) -> dict[str, Any]:
        """What the file says of a command's parameters."""
        found: dict[str, Any] = {}
        for key, value in self.values.items():
            for one in key.sets:
                of, parameter = one.split(".")
                if of in ("*", command) and parameter in parameters:
                    found[parameter] = value
        if "ignore" in parameters and self.ignored:
            found["ignore"] = [rule for rule, _ in self.ignored]
        return found


def project_in(folder: Path) -> Project | None:
    """The project of a mod's folder, `None` without one. Raises `ModkitError` with the place."""
    path = folder / PROJECT_FILE
    if not path.is_file():
        return None
    shown = path.as_posix()
    data = read_file(path, shown)
    if len(data) > _MOST_BYTES:
        raise ModkitError(f"{shown}: has more than {_MOST_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ModkitError(f"{shown}: is no UTF-8 text; save it as UTF-8") from None
    return read_project(TomlTable.parsed(shown, text), folder)


def read_project(table: TomlTable, folder: Path) -> Project:
    """The project of a table; paths are meant from the folder of the file."""
    table.check_keys((*(key.name for key in KEYS), *TABLES, "ignore"))
    values = dict(_values(table, KEYS, folder))
    for name, keys in TABLES.items():
        inner = table.table(name)
        inner.check_keys(key.name for key in keys)
        values |= _values(inner, keys, folder)
    ignored = []
    for one in table.tables("ignore"):
        one.check_keys(IGNORE_KEYS)
        one.string("why")
        ignored.append((one.string("rule"), one))
    return Project(folder, values, tuple(ignored))


def _values(table: TomlTable, keys: tuple[Key, ...], folder: Path) -> Mapping[Key, Any]:
    return {key: _value(table, key, folder) for key in keys if table.has(key.name)}


def _value(table: TomlTable, key: Key, folder: Path) -> Any:
    match key.kind:
        case Want.TEXT:
            return table.string(key.name)
        case Want.PATH:
            return _path(table.string(key.name), folder)
        case Want.MOD:
            return _mod(table.string(key.name), folder)
        case Want.PATHS:
            return [_path(one, folder) for one in table.strings(key.name)]
        case Want.RECIPES:
            names = table.strings(key.name)
            return [_path(name, folder) if name.endswith(".toml") else name for name in names]
        case Want.SEVERITY:
            severity = table.string(key.name)
            known = ("error", "warning", "notice")
            if severity not in known:
                hint = f"{in_brackets(severity, known)}; there are {', '.join(known)}"
                raise table.error(f"'{severity}' is no severity{hint}", key.name)
            return severity


def _path(text: str, folder: Path) -> str:
    return (folder / text).as_posix()


def _mod(text: str, folder: Path) -> str:
    from artemis_modkit.model.stock import STOCK_VERSIONS

    is_stock = text in STOCK_VERSIONS or text == "stock" or text.startswith("stock:")
    return text if is_stock or text == "none" else _path(text, folder)


def new_project(stock: str, name: str) -> str:
    """The text of a new file: all keys with their meaning, those that are not known as comments."""
    lines = [
        "# What this mod is checked and packed by: `artemis-modkit audit`, `compare`, `patch`,",
        "# `report`, `pack` and `build` in this folder read it. Paths are meant from this folder.",
        "# Take the # away from what you want to say.",
        "",
    ]
    for key in KEYS:
        known = key.name == "stock"
        value = f'"{stock}"' if known else key.example
        lines += [f"# {key.why}", f"{'' if known else '# '}{key.name} = {value}", ""]
    lines += [
        "# a rule that is not for this mod, and why; may be repeated",
        "# [[ignore]]",
        '# rule = "taunt-count"',
        '# why = "our races have two taunts"',
        "",
    ]
    for table, keys in TABLES.items():
        lines += [f"[{table}]"]
        for key in keys:
            known = key.name == "name"
            value = _quoted(name) if known else key.example
            lines += [f"# {key.why}", f"{'' if known else '# '}{key.name} = {value}"]
        lines += [""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
