"""Recipes as text: what was found or done is kept as a file that people read and change."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from artemis_modkit.lazy import pattern

_BARE = pattern(r"[A-Za-z0-9_-]+")


def toml_of(
    name: str, title: str, steps: Iterable[tuple[str, Mapping[str, Any]]], about: str = ""
) -> str:
    """A recipe of steps, each with its kind: `step` or `setting`."""
    lines = [f"name = {_written(name)}", f"title = {_written(title)}"]
    lines += [f"about = {_written(about)}"] if about else []
    for kind, step in steps:
        lines += ["", f"[[{kind}]]"]
        lines += [f"{_key(key)} = {_written(value)}" for key, value in step.items()]
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """A value as TOML has it: a text, a number, a list or a table in one line."""
    if isinstance(value, Mapping):
        return (
            "{ " + ", ".join(f"{_key(key)} = {_written(one)}" for key, one in value.items()) + " }"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float):
        return f"{value:.9g}" if abs(value) >= 1e-4 else f"{value:.9f}"
    kept = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _written(name)
