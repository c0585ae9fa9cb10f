"""Schemas for editors, written from what the tool itself reads.

An editor associates them by the pattern of a file's name. They are never named in a file of the
game, since what the game does with such a line is not known.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from artemis_modkit.model.declarations import Attribute, Type, children_of
from artemis_modkit.model.project import IGNORE_KEYS, KEYS, TABLES, Key, Want
from artemis_modkit.model.vessels import ATTRIBUTES, KNOWN_ELEMENTS, VesselDataRoot

_NUMBERS = {
    Type.INTEGER: ("whole", r"\s*[+\-]?[0-9]+(\.0*)?\s*"),
    Type.DECIMAL: ("number", r"\s*[+\-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+\-]?[0-9]+)?\s*"),
}
_DRAFT = "http://json-schema.org/draft-07/schema#"


def vessel_schema() -> str:
    """An XSD 1.0 of vesselData.xml: elements in any order, attributes with unit and meaning."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">',
    ]
    for name, pattern in _NUMBERS.values():
        lines += [
            f'  <xs:simpleType name="{name}"><xs:restriction base="xs:string">'
            f"<xs:pattern value={quoteattr(pattern)}/></xs:restriction></xs:simpleType>"
        ]
    lines.append(f'  <xs:element name="{VesselDataRoot.NAME}" type="{VesselDataRoot.NAME}"/>')
    for name in KNOWN_ELEMENTS:
        lines += _element(name)
    return "\n".join([*lines, "</xs:schema>", ""])


def _element(name: str) -> Iterator[str]:
    yield f'  <xs:complexType name="{name}">'
    inner = [child.item.NAME for child in children_of(KNOWN_ELEMENTS[name])]
    if inner:
        yield '    <xs:choice minOccurs="0" maxOccurs="unbounded">'
        yield from (f'      <xs:element name="{one}" type="{one}"/>' for one in inner)
        yield "    </xs:choice>"
    yield from map(_attribute, ATTRIBUTES[name].values())
    yield "  </xs:complexType>"


def _attribute(attribute: Attribute) -> str:
    kind = _NUMBERS[attribute.type][0] if attribute.type in _NUMBERS else "xs:string"
    unit = f" ({attribute.unit})" if attribute.unit else ""
    return (
        f'    <xs:attribute name="{attribute.name}" type="{kind}"><xs:annotation><xs:documentation>'
        f"{escape(attribute.meaning + unit)}</xs:documentation></xs:annotation></xs:attribute>"
    )


def project_schema() -> str:
    """A JSON Schema of modkit.toml."""
    tables = {
        name: _table({key.name: _of_key(key) for key in keys}) for name, keys in TABLES.items()
    }
    ignore = _table({key: {"type": "string"} for key in IGNORE_KEYS}, required=IGNORE_KEYS)
    keys = {key.name: _of_key(key) for key in KEYS}
    return _json(_table({**keys, **tables, "ignore": _list(ignore)}))


def _of_key(key: Key) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    match key.kind:
        case Want.PATHS | Want.RECIPES:
            found: dict[str, Any] = {"anyOf": [text, _list(text)]}
        case Want.SEVERITY:
            found = {"enum": ["error", "warning", "notice"]}
        case _:
            found = text
    return {"description": key.why, **found}


def recipe_schema() -> str:
    """A JSON Schema of recipes."""
    from artemis_modkit.patcher.library import PARAMETER_KEYS, RECIPE_KEYS
    from artemis_modkit.patcher.reading import SETTING_KEYS, STEP_KEYS
    from artemis_modkit.patcher.reading_selection import SELECT_KEYS

    elements = {"enum": sorted(KNOWN_ELEMENTS)}
    select = _table({key: elements if key == "element" else {} for key in SELECT_KEYS})
    of_step = {"why": {"type": "string"}, "optional": {"type": "boolean"}, "select": select}
    step, setting = (
        _table({key: of_step.get(key, {}) for key in keys}) for keys in (STEP_KEYS, SETTING_KEYS)
    )
    parameter = {"additionalProperties": _table({key: {} for key in PARAMETER_KEYS})}
    special: dict[str, Any] = {
        "name": {"type": "string"},
        "title": {"type": "string"},
        "about": {"type": "string"},
        "parameter": {"type": "object", **parameter},
        "step": _list(step),
        "setting": _list(setting),
    }
    known = {key: special.get(key, {}) for key in RECIPE_KEYS}
    return _json(_table(known, required=("name", "title")))


def goals_schema() -> str:
    """A JSON Schema of balance.toml."""
    from artemis_modkit.balance.goals.reading import GOAL_KEYS, KEPT, RESULTS

    special: dict[str, Any] = {
        "name": {"type": "string"},
        "result": {"enum": list(RESULTS)},
        "keeps": {"enum": list(KEPT)},
    }
    goal = _table({key: special.get(key, {}) for key in GOAL_KEYS}, required=("name",))
    return _json(_table({"goal": _list(goal)}))


def _table(known: Mapping[str, Any], required: Iterable[str] = ()) -> dict[str, Any]:
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": dict(known), **needed}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _json(schema: dict[str, Any]) -> str:
    return f"{json.dumps({'$schema': _DRAFT, **schema}, indent=2)}\n"


SCHEMAS: dict[str, tuple[str, Callable[[], str]]] = {
    "ships": ("vesselData.xsd", vessel_schema),
    "recipe": ("recipe.schema.json", recipe_schema),
    "goals": ("balance.schema.json", goals_schema),
    "project": ("modkit.schema.json", project_schema),
}
"""The schemas by name, each with the file that it is written to."""
