"""The schemas for editors accept what the tool reads, and refuse what it complains of."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from artemis_modkit.model import Mod
from artemis_modkit.model.project import KEYS, new_project
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.patcher.library import recipe_source, shipped_names
from artemis_modkit.report.schemas import SCHEMAS
from tests.shell import Shell

XSD = etree.XMLSchema(etree.fromstring(SCHEMAS["ships"][1]().encode()))


def refusals(name: str, text: str) -> list[str]:
    found = jsonschema.Draft7Validator(json.loads(SCHEMAS[name][1]()))
    return [error.message for error in found.iter_errors(tomllib.loads(text))]


@pytest.mark.parametrize("version", STOCK_VERSIONS)
def test_the_ships_of_stock_fit_their_schema(version: str) -> None:
    data = Mod.open(f"stock:{version}").tree.read("dat/vesselData.xml")
    assert XSD.validate(etree.fromstring(data)), XSD.error_log


def test_the_ships_of_the_games_themselves_fit_but_for_what_the_audit_tells(corpus: Path) -> None:
    data = (corpus / "stock" / "2.8" / "dat" / "vesselData.xml").read_bytes()
    assert XSD.validate(etree.fromstring(data)), XSD.error_log


@pytest.mark.parametrize(
    "body",
    [
        '<vessel uniqueID="1,5"/>',
        '<vessel><shields front="x"/></vessel>',
        '<vessel><impluse_point x="1"/></vessel>',
        '<vessel clasname="Heron"/>',
    ],
)
def test_what_is_unknown_or_no_number_does_not_fit(body: str) -> None:
    assert not XSD.validate(etree.fromstring(f"<vessel_data>{body}</vessel_data>"))


@pytest.mark.parametrize("name", shipped_names())
def test_the_shipped_recipes_fit_their_schema(name: str) -> None:
    assert refusals("recipe", recipe_source(name)) == []


def test_a_project_file_fits_its_schema() -> None:
    text = new_project("2.8", "Marsh")
    for key in KEYS:
        text = text.replace(f"\n# {key.name} = ", f"\n{key.name} = ")
    assert refusals("project", text) == []
    assert len(refusals("project", 'stok = "2.8"\nfail-on = "eror"\n[pack]\nversion = 1\n')) == 3
    assert refusals("project", '[[ignore]]\nrule = "a"\n') == ["'why' is a required property"]


def test_goals_and_recipes_with_unknown_keys_do_not_fit() -> None:
    assert refusals("goals", '[[goal]]\nname = "a"\nseconds = [1, 2]\nwho = "1"\n') == []
    assert len(refusals("goals", '[[goal]]\nname = "a"\nsecond = 3\n')) == 1
    assert len(refusals("recipe", 'name = "a"\ntitle = "b"\n[[step]]\nselct = {}\n')) == 1


def test_all_are_written_into_a_new_folder(shell: Shell, tmp_path: Path) -> None:
    assert shell("schema", "-o", tmp_path / "schemas").code == 0
    assert sorted(path.name for path in (tmp_path / "schemas").iterdir()) == sorted(
        file for file, _ in SCHEMAS.values()
    )
    assert shell("schema", "recipe").out == SCHEMAS["recipe"][1]()
    assert shell("schema", "recipes").err == (
        "artemis-modkit: there is no schema 'recipes' (did you mean 'recipe'?); ships, recipe, "
        "goals, project\n"
    )
