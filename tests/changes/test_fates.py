"""What became of ships and races from one release to the next, by the numbers that they have."""

from artemis_modkit.changes.pairing import Fate, fates, fates_of_races
from artemis_modkit.model import VesselData


def release(*ships: tuple[int | str, str]) -> VesselData:
    text = "".join(
        f'<vessel uniqueID="{number}" side="1" classname="{name}"><art meshfile="{name}.dxs"/></vessel>'
        for number, name in ships
    )
    return VesselData.from_bytes("x", f"<vessel_data>{text}</vessel_data>".encode())


def races(*given: tuple[str, str]) -> VesselData:
    text = "".join(f'<hullRace ID="{number}" name="{name}"/>' for number, name in given)
    return VesselData.from_bytes("x", f"<r>{text}</r>".encode())


def test_a_ship_is_renumbered_replaced_or_lost() -> None:
    before = release((1, "Scout"), (2, "Barge"), (3, "Tug"), (4, "Lamp"), ("x", "Wreck"))
    now = release((1, "Scout"), (7, "Barge"), (3, "Gunboat"))
    assert [
        (old.id, fate, new and new.id) for old, fate, new in fates(before.vessels, now.vessels)
    ] == [
        (2, Fate.RENUMBERED, 7),
        (3, Fate.REPLACED, 3),
        (4, Fate.LOST, None),
    ]


def test_of_a_number_given_twice_the_first_ship_counts() -> None:
    before, now = release((1, "Scout")), release((1, "Scout"), (1, "Barge"))
    assert list(fates(before.vessels, now.vessels)) == []
    assert list(fates(now.vessels, before.vessels)) == []


def test_a_race_is_known_by_its_name_and_one_without_is_not_followed() -> None:
    before = races(("1", "Guild"), ("2", "Reavers"), ("3", "Otters"), ("8", ""), ("x", "Moles"))
    now = races(("1", "Guild"), ("5", "Reavers"))
    found = fates_of_races(before.races, now.races)
    assert [(old.name, fate, new and new.id) for old, fate, new in found] == [
        ("Reavers", Fate.RENUMBERED, 5),
        ("Otters", Fate.LOST, None),
    ]
