"""docs/balance.md holds no number and no name of which the code does not know.

One decision: a number of the prose stands in a phrase that is written here with the figure taken
from the code. A number in no such phrase fails, and so does a phrase that is no longer there.
"""

import math
import re
from collections.abc import Iterator
from statistics import median

import pytest
from msgspec.structs import replace

from artemis_modkit.balance import Conditions, Fleet, Weights, assess
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.metrics.threat import CRUISER
from artemis_modkit.balance.outliers import FAR, FEWEST, GIANT, LEAST_RATIO
from artemis_modkit.balance.scale import _LEAST_SHARE, _LEAST_VALUES
from artemis_modkit.balance.scores import MEDIAN_SCORE, SHARE_OF_NOTHING
from artemis_modkit.model import Mod
from artemis_modkit.model.declarations import attributes_of
from artemis_modkit.model.mechanics import Mechanics, mechanic_facts
from artemis_modkit.model.roles import STANCES, UNBREAKABLE, Role
from artemis_modkit.model.settings import setting_facts
from artemis_modkit.model.vessels import KNOWN_ELEMENTS
from tests.balance.fleets import STANDARD, beams_at, one
from tests.balance.test_arcs import degrees_of_all
from tests.conftest import PROJECT
from tests.shell import Shell

PAGE = (PROJECT / "docs" / "balance.md").read_text("utf-8")
PROSE = " ".join(re.sub(r"<!-- written: .*?<!-- end -->", "", PAGE, flags=re.DOTALL).split())
QUOTED = re.findall(r"`([^`]+)`", PROSE)
PLAIN = Conditions()
_GAME = re.compile(r"\b2\.\d(?:\.\d)?\b")
_OPTION = re.compile(r"--[a-z-]+")
_NAMED_WITH_A_NUMBER = re.compile(r"plus50|minus1|damageTorp1|atan2")
_OF_FORMULAS = (
    "a atan2 c cap coeff d damage difficulty dps f front g hits hull l max min nodes P s score "
    "second threat u v w x z"
)
_OF_COMMANDS = (
    "artemis modkit score ship MOD ID auto manual plus50 minus1 mechanics weights N NAME VALUE"
)


def figure(name: str) -> str:
    """A figure of the game as texts show it."""
    return f"{mechanic_facts()[name].value:g}"


def percent(name: str) -> str:
    """A fraction among the figures of the game, in percent."""
    return f"{mechanic_facts()[name].value * 100:g} %"


def default(key: str) -> str:
    """The value that stock gives a setting."""
    return f"{float(setting_facts()[key].default):g}"


def faster(better: Conditions, plain: Conditions = PLAIN) -> float:
    """How many times more often a beam fires under some conditions than under others."""
    return plain.recharge(6) / better.recharge(6)


def stock() -> Fleet:
    """The ships of the newest stock."""
    mod = Mod.open("stock")
    return Fleet.of(mod, mod, PLAIN)


def overlap() -> float:
    """Degrees that both beams of stock's Light Cruiser cover."""
    first, second = stock().ship(0).beams
    assert first.arc is not None and second.arc is not None
    return degrees_of_all(first.arc, second.arc)


def station_damage() -> str:
    """What the file says of the damage of beams of stock's stations, alike for all."""
    stations = [ship for ship in stock().ships if ship.role is Role.STATION]
    [damage] = {port.damage for ship in stations for port in ship.vessel.beam_ports}
    return f"{damage:g}"


def units_and_formulas() -> Iterator[str]:
    """The phrases whose number says what a unit is, belongs to a formula, or is a quotation."""
    yield from ("(1.0 is 100 %)", "no better at 100 %", "time at 100 %", "they do at 100 %")
    yield from ("economy is 1 divided", "at 200 its figures", "over 1 counts as", "over 1 does")
    yield "at 0, at 180 and the better of 90 and 270 degrees"
    yield from ("adding up to 1,", "median in stock is 0**", "= 1 + v / g`")
    yield from ("`d₀` and `l₀`", "d / d₀ × l / l₀")
    yield from ("`1 / playerBeamDelay`", "`60 × coeff", "overlap by about 100")
    yield from ("commented out, 2 by the wiki",)
    yield from ("beams of 5, 12 and 20 damage", "or adds 10 % (protocol notes)")


def figures() -> Iterator[str]:
    """The phrases whose number is a figure of the code."""
    bonus = mechanic_facts()["manual_bonus_power"].value
    best = f"{faster(PLAIN.best):g}"
    yield f"three times as good at {percent('greatest_power')}; with a focuser best is {best} times"
    yield f"by themselves: {best}, or more"
    yield f"{bonus * 100:g} points more power, `c / (P + {bonus:g})`"
    yield f"`c / P` less {figure('manual_bonus_seconds')} s, {figure('minus1_least_recharge')} s at"
    yield f"stock's have beams of {station_damage()}, which"
    yield f"the friends' cap of {default('friendlyBeamDamageCap')}."
    yield f"Difficulty 11 counts as {replace(PLAIN, difficulty=11).beam_multiplier:g} "
    yield f"0.4 is {360 * 0.4:g} degrees"
    yield f"arcs are {360 * 0.4:g} degrees wide"
    yield f"(computed: {overlap():.0f})"
    yield f"else {figure('shot_energy')}. There"
    yield f"figures: {figure('shot_energy')} measured"
    yield f", {float(setting_facts()['energyCostOfOneBeamShot'].default):.1f} in the line"
    yield f"`{figure('tube_load')} s × torpedoTubeLoadingCoeff / P`"
    yield f"about {figure('blast_ticks')} times to all"
    yield f"leaves {percent('emp_share')} of shields"
    yield f"every {figure('craft_missile_reload')} seconds"
    yield f"({default('droneDamageSegmentCount')} in stock)"
    yield f"as far as {figure('torpedo_reach')} units"
    yield f"at {percent('fatal_share_of_nodes')} of them"
    yield f"a usual grid of {figure('player_hull_nodes')} nodes"
    yield f"a nominal hull of {figure('enemy_hull')} "
    yield f"`nodes × {percent('fatal_share_of_nodes')} / hits a second`"
    yield f"`topspeed` 1.0 is {figure('speed_unit')} units"
    yield f"`turnrate` 1.0 is {figure('turn_unit')} degrees"
    yield f"; {figure('homing_minutes')} minutes where"
    yield f"`score = {MEDIAN_SCORE:g} × f"
    yield f"{MEDIAN_SCORE:g} is the median of"
    yield f"roles: {CRUISER:g} points are"
    yield f"({figure('standard_beams')} standard beams ahead"
    yield f"shields of {figure('standard_shield')})"
    yield f"`threat = {CRUISER:g} × √("
    yield f"for the {figure('targets_in_blast')} ships that they catch"
    yield f"`f = max(v / v̄, u / {1 / SHARE_OF_NOTHING:g})`"
    yield f"`max(v / v̄, 1 / {1 / SHARE_OF_NOTHING:g})`"
    yield f"z-score over {FAR:g} "
    yield f"is {GIANT:g} times the median."
    yield f"roles of fewer than {FEWEST} ships have"
    yield f"fewer than {FEWEST} ships of stock"
    yield f"a shield of {UNBREAKABLE:,.0f} or more"
    yield f"and {_LEAST_VALUES} at least"


def test_every_number_of_the_prose_is_the_one_that_the_code_has() -> None:
    phrases = [*units_and_formulas(), *figures()]
    assert [phrase for phrase in phrases if phrase not in PROSE] == []
    rest = PROSE
    for phrase in sorted(phrases, key=len, reverse=True):
        rest = rest.replace(phrase, "")
    rest = _GAME.sub("", _NAMED_WITH_A_NUMBER.sub("", rest))
    assert re.findall(r".{0,40}\d.{0,20}", rest) == []


def test_shares_that_are_written_in_words_are_those_of_the_code() -> None:
    assert faster(beams_at(300, "manual")) == 3 * faster(beams_at(300))
    assert "three times as good" in PROSE
    assert (SHARE_OF_NOTHING, "u / 4" in PROSE) == (1 / 4, True)
    assert (LEAST_RATIO, "differs by half at least" in PROSE) == (1.5, True)
    assert (float(_LEAST_SHARE), "Half of the values that tell a factor" in PROSE) == (0.5, True)


def test_names_in_code_style_are_those_of_the_code(shell: Shell) -> None:
    known = {*_OF_FORMULAS.split(), *_OF_COMMANDS.split(), *known_names()}
    names = {name for text in QUOTED for name in re.findall(r"(?a)[a-zA-Z]\w*", _bare(text))}
    assert names - known == set()
    options = {option for text in QUOTED for option in _OPTION.findall(text)}
    assert options <= set(_OPTION.findall(shell("score", "--help").out)) | {"--why"}
    assert "--why" in shell("ship", "--help").out


def _bare(text: str) -> str:
    return _OPTION.sub("", text)


def known_names() -> set[str]:
    """Names that files, metrics, figures, commands and roles have."""
    attributes = {one.name for item in KNOWN_ELEMENTS.values() for one in attributes_of(item)}
    scores = {name for table in Weights.standard().tables.values() for name in table}
    return {
        *attributes,
        *setting_facts(),
        *all_metrics(),
        *scores,
        *mechanic_facts(),
        *STANCES,
        "broadType",
    }


def test_the_factor_of_a_part_is_worked_out_as_the_page_says() -> None:
    mod = Mod.open("stock")
    assessed = assess(mod, mod, PLAIN).scored
    found = [one for one in assessed if one.ship.role is Role.PLAYER]
    parts = [one.scores["mobility"].parts[0] for one in found]
    values = [part.value or 0.0 for part in parts]
    product = [math.prod(p.factor**p.share for p in one.scores["mobility"].parts) for one in found]
    moved = parts[0].factor / (values[0] / median(values))
    for part, value in zip(parts, values, strict=True):
        assert part.factor == pytest.approx(moved * max(value / median(values), 1 / 4))
    assert median(product) == pytest.approx(1)


def test_links_within_the_page_lead_to_its_headings() -> None:
    headings = re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}
    links = set(re.findall(r"\]\(#([^)]*)\)", PAGE))
    assert links and links <= anchors


@pytest.mark.parametrize(("damage", "cycle"), [("12", "6"), ("24", "12"), ("3", "1.5")])
def test_no_file_changes_how_much_better_manual_fire_is(damage: str, cycle: str) -> None:
    inside = STANDARD.replace('"12"', f'"{damage}"').replace('"6"', f'"{cycle}"')
    assert all_metrics()["exploit_ratio"](one(inside)) == pytest.approx(faster(PLAIN.best))


@pytest.mark.parametrize("name", ["least_recharge", "focuser_factor", "shot_energy", "enemy_hull"])
def test_what_is_not_known_can_be_set_as_the_page_says(name: str) -> None:
    assert f"`--set mechanics.{name}=VALUE`" in PROSE
    assert Mechanics.of_the_game().with_settings([f"mechanics.{name}=1"])[name] == 1
