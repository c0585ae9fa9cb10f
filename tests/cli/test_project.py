"""`modkit.toml`: what a team agreed on drives every command, and the folder one is in is the mod."""

import json
import zipfile
from pathlib import Path

import pytest

from artemis_modkit.audit.rule import mission
from artemis_modkit.model import Mod
from artemis_modkit.model.project import KEYS, TABLES, new_project, read_project
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.parsers.errors import ModkitError
from tests.shell import Shell

STOCK = {path: Mod.open("stock").tree.read(path) for path in Mod.open("stock").tree.paths}
GONE = mission('<start><create type="player" hullID="77777"/></start>', "MISS_A.xml")
RECIPE = """name = "half"
title = "Half the shields"
[[step]]
why = "shorter fights"
select = { element = "shields", id = 0 }
multiply = { front = 0.5 }
"""


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mod, with one in it."""
    folder = tmp_path / "Marsh"
    (folder / "dat").mkdir(parents=True)
    for path, data in STOCK.items():
        (folder / path).write_bytes(data)
    (tmp_path / "missions").mkdir()
    (tmp_path / "missions" / "MISS_A.xml").write_bytes(*GONE.values())
    (tmp_path / "half.toml").write_text(RECIPE)
    monkeypatch.chdir(folder)
    return folder


def project(folder: Path, *lines: str) -> None:
    (folder / "modkit.toml").write_text("\n".join(lines) + "\n")


def rules_of(outcome_out: str) -> list[str]:
    return [one["rule"] for one in json.loads(outcome_out)["findings"]]


@pytest.mark.parametrize("command", ["audit", "score", "ship 1000", "init"])
def test_the_folder_one_is_in_is_the_mod(command: str, shell: Shell, inside: Path) -> None:
    outcome = shell(*command.split())
    assert (outcome.code, outcome.err) == (0, "")


def test_elsewhere_a_mod_is_asked_for(shell: Shell, inside: Path) -> None:
    with shell.inside(inside.parent):
        outcome = shell("score")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "artemis-modkit: something is missing: `score MOD`; MOD may be left out only in the folder "
        "of a mod, with dat/vesselData.xml or artemis.ini in it\n"
    )


def test_the_audit_takes_its_stock_missions_weight_and_ignored_rules_from_the_file(
    shell: Shell, inside: Path
) -> None:
    project(inside, 'stock = "2.4"', 'missions = ["../missions"]', 'fail-on = "notice"')
    told = json.loads(shell("audit", "--format", "json").out)
    assert told["stock"] == "stock:2.4"
    before = rules_of(json.dumps(told))
    assert "mission-unknown-hull" in before
    project(
        inside,
        'missions = "../missions"',
        "[[ignore]]",
        'rule = "mission-*"',
        'why = "they are of another mod"',
    )
    after = rules_of(shell("audit", "--format", "json").out)
    assert after == [rule for rule in before if not rule.startswith("mission-")]


def test_what_is_typed_wins_and_other_mods_have_their_own_file(shell: Shell, inside: Path) -> None:
    project(inside, 'stock = "2.4"')
    assert json.loads(shell("audit", "--stock", "2.1", "-f", "json").out)["stock"] == "stock:2.1"
    assert json.loads(shell("audit", inside, "-f", "json").out)["stock"] == "stock:2.4"
    assert json.loads(shell("audit", "stock:2.8", "-f", "json").out)["stock"] == "stock:2.8"


def test_one_file_drives_compare_patch_report_pack_and_build(shell: Shell, inside: Path) -> None:
    project(
        inside,
        'previous = "stock:2.8"',
        'recipes = ["../half.toml"]',
        "[pack]",
        'name = "Marsh"',
        'version = "1.2"',
        "[output]",
        'patch = "../halved"',
        'report = "../marsh.html"',
    )
    assert shell("compare", "--summary").err == ""
    assert shell("patch").code == 0
    half = (inside.parent / "halved" / "dat" / "vesselData.xml").read_bytes()
    assert half != STOCK["dat/vesselData.xml"]
    assert shell("report").code == 0
    assert (inside.parent / "marsh.html").is_file()
    assert shell("pack").code == 0
    outcome = shell("build", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    steps = [(one["step"], one["passed"], one["said"]) for one in json.loads(outcome.out)["steps"]]
    assert steps == [
        ("recipes", True, "../half.toml: 1 value changed"),
        ("audit", True, "no errors"),
    ]
    with zipfile.ZipFile(inside.parent / "Marsh-1.2.zip") as archive:
        assert "modkit.toml" not in archive.namelist()
        assert archive.read("dat/vesselData.xml") == half
    assert (inside / "dat" / "vesselData.xml").read_bytes() == STOCK["dat/vesselData.xml"]


def test_a_build_that_fails_writes_nothing(shell: Shell, inside: Path) -> None:
    project(inside, 'missions = "../missions"', "[pack]", 'name = "Marsh"')
    outcome = shell("build", "--format", "json")
    told = json.loads(outcome.out)
    assert (outcome.code, told["written"], told["sha256"]) == (1, [], None)
    assert [(one["step"], one["passed"]) for one in told["steps"]] == [("audit", False)]
    assert not (inside.parent / "Marsh.zip").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stok = '2.8'", "m:1:1: unknown key 'stok' (did you mean 'stock'?); there are stock, base, "
         "previous, baseline, fail-on, missions, recipes, goals, pack, output, ignore"),
        ("stock = 2.8", "m:1:1: stock must be a text in quotes"),
        ("\nfail-on = 'eror'", "m:2:1: 'eror' is no severity (did you mean 'error'?); there are "
         "error, warning, notice"),
        ("[pack]\nnam = ''", "m:2:1: unknown key 'nam' (did you mean 'name'?); there are name, "
         "version, author, description, game"),
        ("[pack]\nversion = 1.2", "m:2:1: version must be a text in quotes"),
        ("[[ignore]]\nrule = 'a'", "m:1:1: ignore 1: why is missing; it must be a text"),
        ("recipes = [1]", "m:1:1: recipes must be a text in quotes or a list of such"),
    ],
)  # fmt: skip
def test_every_slip_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ModkitError) as refused:
        read_project(TomlTable.parsed("m", text), Path())
    assert str(refused.value) == said


def test_a_rule_that_there_is_not_is_told_with_its_place(shell: Shell, inside: Path) -> None:
    project(inside, "[[ignore]]", 'rule = "taunt-cuont"', 'why = "few"')
    outcome = shell("audit")
    assert (outcome.code, outcome.err) == (
        2,
        "artemis-modkit: modkit.toml:2:1: ignore 1: 'taunt-cuont' is no rule of the audit; did you "
        "mean 'taunt-count'?\n",
    )


def test_init_writes_every_key_with_its_meaning_and_never_twice(shell: Shell, inside: Path) -> None:
    assert shell("init").code == 0
    text = (inside / "modkit.toml").read_text()
    assert text == new_project("2.8", "Marsh")
    switched_on = text.replace("\n# [[ignore]]", "\n[[ignore]]").replace("\n# rule", "\nrule")
    switched_on = switched_on.replace("\n# why =", "\nwhy =")
    for key in (*KEYS, *(key for keys in TABLES.values() for key in keys)):
        switched_on = switched_on.replace(f"\n# {key.name} = ", f"\n{key.name} = ")
    before_tables = switched_on.index("[[ignore]]")
    found = read_project(TomlTable.parsed("m", switched_on), Path())
    assert len(found.values) == len(KEYS) + sum(map(len, TABLES.values()))
    assert before_tables and found.ignored[0][0] == "taunt-count"
    again = shell("init")
    assert (again.code, again.err) == (2, "artemis-modkit: modkit.toml: is there already\n")


def test_a_build_holds_what_it_makes_to_the_goals(shell: Shell, inside: Path) -> None:
    project(
        inside, 'recipes = "../half.toml"', 'goals = "balance.toml"', "[pack]", 'name = "Marsh"'
    )
    goal = '[[goal]]\nname = "by hand no more than {} times"\nmanual_to_auto = [0, {}]\n'
    for most, said, code in ((3, "missed: by hand no more than 3 times", 1), (50, "all 1 met", 0)):
        (inside / "balance.toml").write_text(goal.format(most, most), "utf-8")
        outcome = shell("build", "--format", "json")
        steps = [(one["step"], one["said"]) for one in json.loads(outcome.out)["steps"]]
        assert (outcome.code, steps[-1]) == (code, ("goals", said))
        assert (inside.parent / "Marsh.zip").exists() == (code == 0)


def test_what_a_build_must_keep_is_that_of_the_mod_before_its_recipes(
    shell: Shell, inside: Path
) -> None:
    project(
        inside, 'recipes = "../half.toml"', 'goals = "balance.toml"', "[pack]", 'name = "Marsh"'
    )
    (inside / "balance.toml").write_text('[[goal]]\nname = "no limits"\nkeeps = "limits"\n')
    wild = STOCK["artemis.ini"].replace(b"playerShieldRechargeRate=", b"playerShieldRechargeRate=9")
    (inside / "artemis.ini").write_bytes(wild)
    assert shell("goals", "check").code == 1
    outcome = shell("build", "--force", "--format", "json")
    assert json.loads(outcome.out)["steps"][-1] == {
        "step": "goals", "passed": True, "said": "all 1 met"
    }  # fmt: skip
