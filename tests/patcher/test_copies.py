"""What `copy_element` makes of a file, byte for byte, and what it refuses."""

from pathlib import Path

import pytest

from artemis_modkit.parsers.errors import ModkitError
from tests.patcher.test_apply import SHIPS, patched, ships_after
from tests.patcher.test_operations import RACES, outcome

COPY = '[[step]]\nselect = { element = "vessel", id = 2 }\n'


@pytest.mark.parametrize(
    "ships",
    [
        SHIPS,
        SHIPS.replace("\t<vessel", "\r\n\t<vessel"),
        SHIPS.replace("\r\n</vessel_data>", " <!-- small -->\r\n\t</vessel_data>"),
        SHIPS.replace("\r\n", "").replace("\t", ""),
        SHIPS.replace(
            '\t\t<shields front="0.0"', '\t\t<!-- old: 75 -->\r\n\t\t<shields front="0.0"'
        ),
    ],
    ids=["lines", "gaps", "comment", "one line", "comment inside"],
)
def test_a_copy_of_a_ship_stands_behind_it_and_looks_as_it_does(tmp_path: Path, ships: str) -> None:
    own = 'copy_element = { uniqueID = 9, classname = "A & B" }\n'
    after = outcome(tmp_path, COPY + own, ships)
    start = len(ships[: ships.index('<vessel uniqueID="2"')].rstrip())
    end = ships.index("</vessel>", start) + len("</vessel>")
    behind = end + len(" <!-- small -->") * ("small" in ships)
    copied = ships[start:end].replace('uniqueID="2"', 'uniqueID="9"').replace("Dart", "A &amp; B")
    assert after == ships[:behind] + copied + ships[behind:]


def test_an_attribute_that_only_the_copy_has_is_added_to_it(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "beam_port" }\ncopy_element = [{ x = 5 }, { damage = 1, x = -5 }]\n'
    beam = '\t\t<beam_port damage=".5" playerdamage="1,75" cycletime="6.0"/>\r\n'
    first = beam.replace('"/>', '" x="5"/>')
    second = beam.replace(".5", "1").replace('"/>', '" x="-5"/>')
    result = patched(tmp_path, step)
    assert ships_after(result) == SHIPS.replace(beam, beam + first + second)
    assert [(one.element, one.attribute, one.before, one.after) for one in result.changes] == [
        ("beam_port", None, None, one.strip()) for one in (first, second)
    ]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (
            f"{COPY}copy_element = {{ uniqueID = 1 }}\n",
            "uniqueID 1 is that of 1 Cruiser; 3 is free",
        ),
        (
            COPY.replace(", id = 2", "") + "copy_element = { uniqueID = 4 }\n",
            "uniqueID 4 is that of another copy; 5 is free",
        ),
        (
            f"{COPY}copy_element = {{ uniqueID = 4 }}\n" * 2,
            "uniqueID 4 is that of 4 Dart; 5 is free",
        ),
        (
            '[[step]]\nselect = { xpath = "//vessel[2]" }\ncopy_element = { classname = "B" }\n',
            "uniqueID 2 is that of 2 Dart; 3 is free",
        ),
        (
            '[[step]]\nselect = { xpath = "/*" }\ncopy_element = { version = "3" }\n',
            "would copy the whole file",
        ),
    ],
)
def test_a_copy_by_a_number_that_another_has_is_refused(
    tmp_path: Path, steps: str, said: str
) -> None:
    with pytest.raises(ModkitError) as refused:
        patched(tmp_path, steps)
    assert str(refused.value).endswith(said)


def test_a_copied_race_has_a_number_of_its_own(tmp_path: Path) -> None:
    step = '[[step]]\nselect = { element = "hullRace" }\nwhen = { value = { name = "B" } }\ncopy_element = { ID = %d, name = "C" }\n'
    after = outcome(tmp_path, step % 2, RACES)
    race = '<hullRace ID="1" name="B" keys="enemy elite"/>'
    assert after == RACES.replace(race, race + race.replace('"1" name="B"', '"2" name="C"'))
    with pytest.raises(ModkitError, match="ID 0 is that of 0 A; 2 is free"):
        patched(tmp_path, step % 0, RACES)
