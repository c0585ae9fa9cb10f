"""`patch` changes no file that was not understood for certain, and never makes one look whole."""

from pathlib import Path

import pytest

from artemis_modkit.model import Mod
from tests.shell import Shell

SHIPS = """<vessel_data version="2.6">
<vessel uniqueID="4" side="0" classname="Dipper" broadType="player">
<shields front="40" back="30"/>
<beam_port damage="2" playerdamage="9"/>
</vessel>
<vessel uniqueID="5" side="0" classname="Ladle" broadType="player">
<shields front="50" back="30"/>
</vessel>
</vessel_data>
"""
DAMAGED = {
    "an attribute with two values": SHIPS.replace('front="40"', 'front="40" front="45"'),
    "a start tag that is lost": SHIPS.replace(
        '<vessel uniqueID="5" side="0" classname="Ladle" broadType="player">\n', ""
    ),
    "an end that is cut off": SHIPS[: SHIPS.index('back="30"/>\n</vessel>\n</vessel_data>')],
    "a quote that is lost": SHIPS.replace('classname="Dipper"', 'classname="Dipper'),
    "a bare ampersand": SHIPS.replace("Dipper", "Dip & Per"),
    "two roots": SHIPS + SHIPS,
    "half a merge": SHIPS.replace(
        '<shields front="40" back="30"/>\n',
        '<<<<<<< HEAD\n<shields front="40"/>\n=======\n<shields front="45"/>\n>>>>>>> more\n',
    ),
    "a web page": "<!DOCTYPE html><html><body>Not found</body></html>",
    "NUL bytes": SHIPS.replace("Ladle", "\0" * 40),
    "nothing": "",
}


@pytest.mark.parametrize("way", [["-o", "out"], ["--in-place"], ["--dry-run"], ["--diff", "d"]])
@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_patched_only_where_every_repair_is_certain(
    tmp_path: Path, shell: Shell, kind: str, way: list[str]
) -> None:
    (tmp_path / "mod/dat").mkdir(parents=True)
    path = tmp_path / "mod/dat/vesselData.xml"
    path.write_bytes(DAMAGED[kind].encode())
    data = Mod.open(tmp_path / "mod").vessel_data
    assert data is not None
    uncertain = [one for one in data.document.faults if one.blocks or not one.repairable]
    with shell.inside(tmp_path):
        outcome = shell("patch", "mod", "-r", "scale", *way)
    if not uncertain:
        assert outcome.code == 0
        if way != ["--diff", "d"]:
            assert "The text was repaired first, in places" in outcome.out
        return
    cause = next(one for one in uncertain if not one.is_beside)
    line = data.document.source.location(cause.span.start).line
    assert (outcome.code, outcome.out) == (2, "")
    assert f"dat/vesselData.xml:{line}: {cause.message}" in outcome.err
    assert outcome.err.endswith("; nothing is written\n")
    assert [one.name for one in tmp_path.iterdir()] == ["mod"]
    assert path.read_bytes() == DAMAGED[kind].encode()


def test_a_refusal_names_what_is_in_doubt_and_not_what_waits_beside_it(
    tmp_path: Path, shell: Shell
) -> None:
    tag = '<shields front="40" back="30"/>'
    doubtful = '<shields front="40"back="30" back="35"/>'
    (tmp_path / "vesselData.xml").write_text(SHIPS.replace(tag, doubtful))
    outcome = shell("patch", tmp_path / "vesselData.xml", "-r", "scale", "--dry-run")
    assert (outcome.code, outcome.out) == (2, "")
    assert ":3: the attribute 'back' stands twice in one tag, as '30' and as '35'" in outcome.err
    assert "(and 1 more of the kind)" in outcome.err


def test_a_strange_line_of_the_settings_hinders_nothing_and_stays(
    tmp_path: Path, shell: Shell
) -> None:
    (tmp_path / "mod").mkdir()
    path = tmp_path / "mod/artemis.ini"
    path.write_bytes(b"what is this\nplayerShieldRechargeRate=0.4\n")
    assert shell("patch", tmp_path / "mod", "-r", "scale", "--in-place").code == 0
    assert path.read_bytes() == b"what is this\nplayerShieldRechargeRate=0.2\n"
