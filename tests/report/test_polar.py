"""The picture of arcs: bow up, the farther filled the more fire."""

from artemis_modkit.balance.mounts import Arc, sectors
from artemis_modkit.report.polar import polar_picture


def picture(*arcs: Arc) -> list[str]:
    return polar_picture(sectors(arcs, lambda covering: float(len(covering)))).splitlines()


def test_a_forward_arc_is_filled_ahead_and_empty_astern() -> None:
    found = picture(Arc(0, 90))
    assert found[0].strip() == "bow"
    assert found[-1].strip() == "stern"
    assert "#" in found[1]
    assert not any("#" in line for line in found[8:])


def test_an_arc_to_starboard_is_filled_on_the_right() -> None:
    middle = picture(Arc(90, 60))[7]
    assert (middle[:13].count("#"), middle[14:].count(".")) == (0, 0)
    assert "#" in middle[14:]


def test_where_less_is_fired_less_is_filled() -> None:
    found = picture(Arc(0, 360), Arc(0, 90))
    ahead, astern = (sum(line[13] == "#" for line in part) for part in (found[1:7], found[8:14]))
    assert ahead > astern > 0


def test_a_ship_without_beams_is_a_picture_without_fire() -> None:
    assert not any("#" in line for line in picture())
