"""To add something touches the files that docs/design.md names, and no other: it is really done."""

from pathlib import Path

from tests.house.copies import adding

_BEFORE_RULE = """                kind="drones",
            )
"""

_RULE = """

@Rule(
    title="a beam needs a minute for a shot",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Nobody waits that long.",
    repair="Write a shorter cycletime.",
    fires=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="61"/></vessel>'),
    says="3:31 1 without a class name: a beam fires once a minute",
    silent=ships('<vessel uniqueID="1" side="0"><beam_port cycletime="6.1"/></vessel>'),
)
def slow_beam(look: Look) -> Occurrences:
    for vessel in look.vessels:
        for beam in vessel.beam_ports:
            if beam.cycle_time is not None and beam.cycle_time > 60:
                yield look.element(
                    beam.element, f"{vessel.shown_name}: a beam fires once a minute", kind="slow"
                )
"""

_QUALITY = """| rule | severity | real states | judged | true | worth fixing | found |
|---|---|--:|--:|--:|--:|--:|
"""

_ATTRIBUTE = """
    hum: float | None = figure("hum", "how loud its shields hum")
"""

_SETTING = """
[shieldHum]
type = "integer"
default = ""
low = 0
high = 100
side = "client"
group = "sound"
meaning = "How loud shields hum; it is known from the tests alone."

"""

_RECIPE = """name = "hush"
title = "Shields without a hum"
about = "A quarter less of the front shield."

[[step]]
why = "less to hum"
select = { element = "shields", words = "player and not singleseat" }
multiply = { front = 0.75 }
round = 0
"""

_COMMAND = '''"""`count`: how many ships a mod has."""

from artemis_modkit.cli._shared import FormatOption, ModArgument, show


def count(mod: ModArgument, format: FormatOption = "terminal") -> int:
    """Count the ships of a mod."""
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.count import count_report

    return show(count_report(Mod.open(mod)), format)
'''

_VIEW = '''"""The number of ships as a report."""

from artemis_modkit.model import Mod
from artemis_modkit.report.report import Paragraph, Report


def count_report(mod: Mod) -> Report:
    """How many ships a mod has."""
    number = 0 if mod.vessel_data is None else len(mod.vessel_data.vessels)
    return Report("count", {"ships": number}, [Paragraph(f"{mod.name} has {number} ships.")])
'''


def test_a_rule_of_the_audit(tmp_path: Path) -> None:
    with adding("an audit rule", tmp_path) as copy:
        copy.insert("artemis_modkit/audit/rules/weapons.py", _BEFORE_RULE, _RULE)
        assert "a beam needs a minute for a shot" in copy.run("explain")
        copy.insert("docs/audit-quality.md", _QUALITY, "| slow-beam | notice | 0 |  |  |  |  |\n")
        copy.passes(
            "tests/audit/test_rules.py", "tests/audit/test_quality.py",
            "tests/docs/test_generated_pages.py", "--update", "-k", "slow-beam or page",
        )  # fmt: skip


def test_an_attribute(tmp_path: Path) -> None:
    with adding("an attribute of a part of a ship", tmp_path) as copy:
        copy.insert(
            "artemis_modkit/model/vessel_parts.py",
            '"front", "front shield; for single-seat craft their hit points", "damage"\n    )',
            _ATTRIBUTE.rstrip("\n"),
        )
        copy.passes("tests/model/test_vessels.py", "tests/docs/test_generated_pages.py", "--update")
        assert "how loud its shields hum" in (copy.folder / "docs/model.md").read_text("utf-8")


def test_a_setting(tmp_path: Path) -> None:
    with adding("a setting", tmp_path) as copy:
        copy.insert(
            "artemis_modkit/model/facts/settings.toml",
            'later games have no such key."\n',
            _SETTING.rstrip("\n") + "\n",
        )
        copy.passes(
            "tests/model/test_settings.py", "tests/docs/test_generated_pages.py", "--update"
        )


def test_a_recipe(tmp_path: Path) -> None:
    with adding("a recipe", tmp_path) as copy:
        copy.add("artemis_modkit/patcher/recipes/hush.toml", _RECIPE)
        assert "Shields without a hum" in copy.run("recipes")
        copy.passes(
            "tests/patcher/recipes/test_shipped.py", "tests/docs/test_shown_output.py", "--update",
            "-k", "hush or README",
        )  # fmt: skip


def test_a_command(tmp_path: Path) -> None:
    with adding("a command", tmp_path) as copy:
        copy.add("artemis_modkit/cli/count.py", _COMMAND)
        copy.add("artemis_modkit/report/views/count.py", _VIEW)
        assert copy.run("count", "stock:2.8") == "stock:2.8 has 58 ships.\n"
        assert "Count the ships of a mod." in copy.run("--help")
        copy.passes(
            "tests/test_floors.py",
            "tests/cli/test_commands.py",
            "-k", "imports_only or has_at_most or explain_themselves",
        )  # fmt: skip
