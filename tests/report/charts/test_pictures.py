"""Charts and ships as pictures: PNG of the wanted size, the same each time, of any mod."""

import struct
import zlib
from pathlib import Path

import pytest

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.report.charts import all_charts
from artemis_modkit.report.charts.chart import Scene
from artemis_modkit.report.pictures import picture, ship_picture, write_pictures
from artemis_modkit.report.png import SIGN, packed
from tests.balance.fleets import mod_of, vessel
from tests.report.charts.conftest import MODS, scene_of
from tests.report.test_png import chunk
from tests.shell import Shell


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG in dots."""
    assert data.startswith(SIGN)
    width, height = struct.unpack(">II", data[16:24])
    return width, height


@pytest.mark.parametrize(
    ("scene", "more"), [("fixture", {"change"}), ("hostile", set[str]())], indirect=["scene"]
)
def test_a_scene_gives_a_picture_of_each_chart_it_has_something_for(
    scene: Scene, more: set[str], tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "pictures"
    paths = write_pictures(scene, folder)
    assert sorted(folder.iterdir()) == sorted(paths)
    names = {path.stem for path in paths}
    assert {"damage", "difficulty", "energy", "power", "rose"} | more <= names
    assert ("change" in names) is ("change" in more)  # no ship of the hostile mod is one of stock
    for path in paths:
        width, height = size_of(path.read_bytes())
        assert 700 <= width <= 3000
        assert 200 <= height <= 4000


def test_a_picture_is_the_same_each_time() -> None:
    scene = scene_of(MODS["fixture"]())
    chart = all_charts()["rose"]
    rows = chart.rows(scene)
    assert picture(chart, rows, "x") == picture(chart, rows, "x")


def test_the_card_of_a_ship_is_a_picture_the_same_each_time() -> None:
    scene = scene_of(MODS["fixture"]())
    card = ship_picture(scene.assessment, scene.ships[0])
    assert size_of(card)[0] == 1920
    assert card == ship_picture(scene.assessment, scene.ships[0])


def test_every_ship_of_a_hostile_mod_has_a_card() -> None:
    assessment = scene_of(MODS["hostile"]()).assessment
    odd = [one for one in assessment.fleet.ships if one.id in (900, None, 2, 4)]
    assert len(odd) == 4
    for ship in odd:
        assert size_of(ship_picture(assessment, ship))[0] == 1920


def test_many_ships_stand_in_columns() -> None:
    beam = '<beam_port x="0" z="9" playerdamage="{}" arcwidth="0.4" cycletime="6" range="900"/>'
    ships = (vessel(beam.format(1 + at % 40), number=at) for at in range(190))
    scene = scene_of(mod_of(*ships))
    chart = all_charts()["damage"]
    rows = chart.rows(scene)
    width, height = size_of(picture(chart, rows, "x"))
    assert len(rows["damage"]) > 180
    assert height < width * 1.2


def drawn(pixels: bytes) -> bytes:
    return (
        SIGN
        + chunk(b"IHDR", b"h" * 13)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def test_pictures_replace_pictures_of_ours_and_nothing_else(tmp_path: Path) -> None:
    scene = scene_of(MODS["stock"]())
    ours = packed(drawn(b"older"))
    (tmp_path / "damage.png").write_bytes(ours)
    (tmp_path / "rose.png").write_bytes(drawn(b"a hull's texture"))
    with pytest.raises(ModkitError, match=r"rose\.png already exists and is not a picture of"):
        write_pictures(scene, tmp_path)
    assert (tmp_path / "damage.png").read_bytes() == ours
    (tmp_path / "rose.png").unlink()
    write_pictures(scene, tmp_path)
    assert size_of((tmp_path / "damage.png").read_bytes())[0] > 700


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    scene = scene_of(MODS["stock"]())
    (tmp_path / "file").write_text("x")
    with pytest.raises(ModkitError, match="file: is no folder for pictures"):
        write_pictures(scene, tmp_path / "file")


def test_ship_writes_its_card(shell: Shell, demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "card.png"
    outcome = shell("ship", demo, "0", "--png", target)
    assert (outcome.code, outcome.out) == (0, f"Written: {target.as_posix()}.\n")
    assert size_of(target.read_bytes())[0] == 1920
