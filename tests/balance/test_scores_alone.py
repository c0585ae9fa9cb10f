"""A score stands alone: it depends on the ship, the settings and stock, on no other ship of the mod."""

import re
from collections.abc import Iterable, Mapping
from random import Random

import pytest

from artemis_modkit.balance import Conditions, Scored, assess
from artemis_modkit.model import Mod
from tests.balance.fleets import STANDARD, mod_of, vessel
from tests.balance.test_scores import STOCK, TEXT, VESSEL_FILE

STARTS = [one.start() for one in re.finditer(r"<vessel\b(?!_)", TEXT)]
HEAD = TEXT[: STARTS[0]]
VESSELS = [
    TEXT[start:end].replace("</vessel_data>", "")
    for start, end in zip(STARTS, [*STARTS[1:], len(TEXT)], strict=True)
]
NUMBER = re.compile(r'(?<=")[0-9.]+(?=")')
FIGURES = ["0", "0.001", "1", "7", "400", "100000", "1e30", "-3", "x"]
PLANETS = "".join(
    vessel('<shields front="100000" back="100000"/>', "base", side=1, number=number)
    for number in range(9000, 9005)
)


def with_vessels(vessels: Iterable[str]) -> Mod:
    """Stock's races and settings, and some vessels."""
    text = f"{HEAD}{''.join(vessels)}</vessel_data>"
    return STOCK.with_files({VESSEL_FILE: text.encode()})


def scores_by_number(mod: Mod) -> Mapping[int | None, object]:
    """All scores of each ship with their parts, but its place; of namesakes those of the first."""
    return {
        one.ship.id: [(name, score.value, score.parts) for name, score in one.scores.items()]
        for one in reversed(scored(mod))
    }


def scored(mod: Mod) -> tuple[Scored, ...]:
    return assess(mod, STOCK, Conditions()).scored


BEFORE = scores_by_number(STOCK)


def edited(random: Random, text: str, number: int) -> str:
    """A vessel with some of its figures changed at random, and a number of its own."""

    def other(found: re.Match[str]) -> str:
        return random.choice(FIGURES) if random.random() < 0.3 else found[0]

    return re.sub(r'uniqueID="\d+"', f'uniqueID="{number}"', NUMBER.sub(other, text), count=1)


@pytest.mark.parametrize("seed", range(8))
def test_no_score_moves_by_a_bit_whatever_is_done_to_other_ships(seed: int) -> None:
    """In all 1,000 additions, removals and edits: 125 a round."""
    random = Random(seed)
    kept = sorted(random.sample(range(len(VESSELS)), 20))
    others = [at for at in range(len(VESSELS)) if at not in kept]
    changed = [
        edited(random, VESSELS[at], 50000 + at) for at in others if random.random() < 0.5
    ]  # fmt: skip
    added = [
        edited(random, random.choice(VESSELS), 20000 + at) for at in range(125 - len(others))
    ]  # fmt: skip
    every = [VESSELS[at] for at in kept] + changed + added
    random.shuffle(every)
    after = scores_by_number(with_vessels(every))
    untouched = {number: one for number, one in BEFORE.items() if number in after}
    assert len(untouched) == len(kept)
    assert {number: after[number] for number in untouched} == untouched


def test_planets_among_the_bases_move_nothing() -> None:
    after = scores_by_number(with_vessels([*VESSELS, PLANETS]))
    assert {number: one for number, one in after.items() if number in BEFORE} == BEFORE


def test_what_a_ship_lacks_is_made_up_for_by_what_it_has_itself() -> None:
    """A quarter of its own shields for its beams, a quarter of its own beams for its shields."""
    shields = vessel('<shields front="100" back="80"/>', number=1)
    beams = vessel(STANDARD * 2, number=2)
    neither = vessel('<torpedo_tube/><torpedo_storage type="trp" amount="8"/>', number=3)
    by_shields, by_beams, by_none = (
        {part.name: part.factor for score in one.scores.values() for part in score.parts}
        for one in scored(mod_of(shields, beams, neither))
    )
    assert by_beams["shield_front"] == pytest.approx(by_beams["shield_back"])
    assert by_none["shield_front"] < 1e-6 * by_beams["shield_front"]
    assert by_none["beam_strength"] < 1e-6 * by_beams["beam_strength"]
    assert "beam_strength" not in by_shields


def test_an_unarmed_ship_has_no_offence_and_all_the_less_in_all() -> None:
    inside = '<shields front="100" back="80"/>'
    without, armed = scored(
        mod_of(vessel(inside, number=1), vessel(inside + STANDARD * 2, number=2))
    )
    assert without.value("offence") is None
    assert (without.value("overall") or 0) < 0.8 * (armed.value("overall") or 0)


@pytest.mark.parametrize("version", ["2.1", "2.4"])
def test_no_score_of_an_old_file_moves_by_what_newer_ships_are_put_beside_its_own(
    version: str,
) -> None:
    """So many that most of the file is written as newer games want it."""
    old = Mod.open(f"stock:{version}")
    assert old.vessel_file is not None
    text = old.tree.read(old.vessel_file).decode()
    newer = "".join(
        re.sub(r'uniqueID="\d+"', f'uniqueID="{50000 + at}"', one)
        for at, one in enumerate(VESSELS * 3)
    )
    mixed = old.with_files({
        old.vessel_file: text.replace("</vessel_data>", f"{newer}</vessel_data>").encode()
    })  # fmt: skip
    before, after = (
        {one.ship.id: dict(one.scores) for one in assess(mod, old, Conditions()).scored}
        for mod in (old, mixed)
    )
    assert {number: after[number] for number in before} == before
