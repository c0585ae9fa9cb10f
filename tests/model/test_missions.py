"""Missions beside a mod, from wherever one names them."""

from pathlib import Path

import pytest

from artemis_modkit.model.missions import open_missions
from artemis_modkit.parsers.errors import ModkitError


def test_a_place_without_missions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<vessel_data/>")
    with pytest.raises(ModkitError) as refused:
        open_missions(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path}: no mission is in it, no .xml file with <mission_data>"
    )
    with pytest.raises(ModkitError) as refused:
        open_missions(tmp_path / "a.xml")
    assert str(refused.value) == (
        f"{tmp_path / 'a.xml'}: is no mission, which begins with <mission_data>"
    )
