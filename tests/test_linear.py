"""Cost grows with the input, not with its square, in everything that reads a mod."""

from collections.abc import Callable

import pytest

from artemis_modkit.audit import Scope, audit, fix
from artemis_modkit.balance import Conditions, assess
from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from tests.effort import lines_run

STOCK = Mod.open("stock:2.1")
ARMED_SHIP = (
    '<vessel uniqueID="{0}" side="1" classname="Ship {0}" broadType="medium">'
    '<shields front="40" back="30"/><performance turnrate="0.004" topspeed="0.6"/>'
    '<beam_port x="0" y="1" z="2" damage="3" arcwidth="0.4" cycletime="6" range="1000"/></vessel>'
)


def ships(body: str) -> Mod:
    return Mod.from_files(
        "any", {"dat/vesselData.xml": f"<vessel_data>{body}</vessel_data>".encode()}
    )


def fix_lines(count: int) -> object:
    text = "".join(f"key{number} = 1\n" for number in range(count))
    return fix(Mod.from_files("any", {"artemis.ini": text.encode()}), STOCK)


def audit_stray_texts(count: int) -> object:
    return audit(ships("stray<a/>" * count + "& "), STOCK)


def audit_races(count: int) -> object:
    races = "".join(f'<hullRace ID="{2 * number}"/>' for number in range(count))
    vessels = "".join(f'<vessel uniqueID="{number}" side="1"/>' for number in range(count))
    return audit(ships(races + vessels), STOCK)


def audit_read_mes(count: int) -> object:
    vessels = "".join(f'<vessel uniqueID="{n}" classname="TSN {n}"/>' for n in range(count))
    told = "".join(f"{n} TSN {n}, like TSN {n + 1}\n" for n in range(count))
    files = {"dat/vesselData.xml": f"<vessel_data>{vessels}</vessel_data>", "a.txt": told}
    mod = Mod.from_files("any", {path: text.encode() for path, text in files.items()})
    return audit(mod, STOCK, scope=Scope(select=("readme-ship",)))


def compare_equal_stores(count: int) -> object:
    one = ships('<vessel uniqueID="1">' + '<torpedo_storage type="trp"/>' * count + "</vessel>")
    return compare(one, one)


def repair_end_tags(count: int) -> object:
    return audit(ships("<vessel></vesel>" * count), STOCK)


def audit_silencing_comments(count: int) -> object:
    comment = "<!-- modkit: ignore unknown-race -->"
    return audit(ships(comment * count + f'<vessel side="9">{comment}</vessel>' * count), STOCK)


def compare_releases_with_other_numbers(count: int) -> object:
    def release(first: int) -> Mod:
        numbers = range(first, first + count)
        return ships("".join(f'<vessel uniqueID="{n}" classname="C"/>' for n in numbers))

    scope = Scope(select=("renumbered-vessel", "lost-vessel"), previous=release(0))
    return audit(release(1_000_000), STOCK, scope=scope)


def read_armed_ships(count: int) -> object:
    mod = ships("".join(ARMED_SHIP.format(number) for number in range(count)))
    return mod.vessel_data


def score_armed_ships(count: int) -> object:
    mod = ships("".join(ARMED_SHIP.format(number) for number in range(count)))
    return assess(mod, STOCK, Conditions())


@pytest.mark.parametrize(
    "run",
    [
        fix_lines,
        audit_stray_texts,
        audit_races,
        audit_read_mes,
        compare_equal_stores,
        repair_end_tags,
        audit_silencing_comments,
        compare_releases_with_other_numbers,
    ],
)
def test_four_times_the_input_costs_about_four_times_as_much(run: Callable[[int], object]) -> None:
    run(10)
    assert lines_run(lambda: run(480)) < 5 * lines_run(lambda: run(120))


@pytest.mark.parametrize("run", [read_armed_ships, score_armed_ships])
def test_four_times_the_ships_cost_about_four_times_as_much(run: Callable[[int], object]) -> None:
    run(10)
    assert lines_run(lambda: run(240)) < 5 * lines_run(lambda: run(60))


def test_what_stock_does_is_found_out_once_for_all_that_is_measured_by_it() -> None:
    newest = Mod.open("stock")
    files = {one: newest.tree.read(one) for one in newest.tree.paths}
    mod = Mod.from_files("any", {"artemis.ini": b"stationEnergy = 1\n"})
    audit(mod, Mod.from_files("one", files))
    game = Mod.from_files("other", files)
    assert game.vessel_data is not None and game.settings is not None
    first, again = (lines_run(lambda: audit(mod, game)) for _ in range(2))
    assert again < 0.95 * first
