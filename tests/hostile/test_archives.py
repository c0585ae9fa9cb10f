"""Zips, grids and meshes of strangers: what they cost grows with them, and no faster."""

import contextlib
import io
import os
import warnings
import zipfile
from functools import partial
from pathlib import Path

import pytest

from artemis_modkit.audit import audit
from artemis_modkit.model import Mod
from artemis_modkit.model.grids import grids_in
from artemis_modkit.parsers.dxs import Mesh
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.verification import verify
from tests.effort import lines_run
from tests.hostile.archives import SHAPES, SHIPS
from tests.shell import Shell

STOCK = Mod.open("stock:2.8")
SHORT, TIMES = 32, 8
_FEW_LINES = 1000
"""What opening and auditing costs by itself, in lines of Python; below it nothing is told."""


def packed(shape: str, count: int) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # two of one name are meant
        archive.writestr("dat/vesselData.xml", SHIPS)
        for name, data in SHAPES[shape](count):
            archive.writestr(name, data)
    return out.getvalue()


def looked_through(path: Path) -> None:
    """All that reads a zip: an audit, a check of its files, the shapes of its hulls."""
    with contextlib.suppress(ModkitError):
        mod = Mod.open(path)
        audit(mod, STOCK)
        for one in mod.tree.paths:
            if one.endswith(".dxs"):
                Mesh.from_bytes(mod.tree.read(one))
    with contextlib.suppress(ModkitError):
        verify(str(path), str(path))


@pytest.mark.parametrize("shape", SHAPES)
def test_eight_times_the_zip_costs_about_eight_times_as_much(shape: str, tmp_path: Path) -> None:
    lines = []
    for count in (1, SHORT, TIMES * SHORT):
        path = tmp_path / f"{count}.zip"
        path.write_bytes(packed(shape, count))
        looked_through(path)
        lines.append(lines_run(partial(looked_through, path)))
    least, short, long = lines
    assert long - least < 1.25 * TIMES * max(short - least, _FEW_LINES)


def test_the_list_of_files_is_read_once_however_many_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "grids.zip"
    path.write_bytes(packed("many grids", 50))
    read: list[object] = []
    whole = zipfile.ZipFile.infolist

    def counted(self: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        read.append(self)
        return whole(self)

    monkeypatch.setattr(zipfile.ZipFile, "infolist", counted)
    assert len(list(grids_in(Mod.open(path)))) == 50
    assert len(read) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize(
    "command",
    [
        ("audit", "PIPE"),
        ("audit", "PIPE.zip"),
        ("audit", "stock", "--stock", "PIPE.zip"),
        ("audit", "stock", "--baseline", "PIPE"),
        ("audit", "stock", "--previous", "PIPE.zip"),
        ("score", "PIPE"),
        ("compare", "stock", "PIPE.zip"),
        ("compare", "stock", "PIPE.ini"),
        ("patch", "stock", "-r", "PIPE.toml", "--dry-run"),
        ("recipes", "PIPE.toml"),
        ("verify", "stock", "--against", "PIPE.json"),
        ("verify", "PIPE.zip"),
        ("merge", "PIPE.xml", "PIPE.xml", "--base", "PIPE.xml", "--dry-run"),
        ("restore", "PIPE"),
    ],
)
def test_no_command_waits_for_a_pipe(
    command: tuple[str, ...], shell: Shell, tmp_path: Path
) -> None:
    for one in command:
        if one.startswith("PIPE"):
            with contextlib.suppress(FileExistsError):
                os.mkfifo(tmp_path / one)
    with shell.inside(tmp_path):
        outcome = shell(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("artemis-modkit: ")


def test_folders_that_lead_into_each_other_are_no_mod(shell: Shell, tmp_path: Path) -> None:
    try:
        (tmp_path / "one").symlink_to(tmp_path / "other")
        (tmp_path / "other").symlink_to(tmp_path / "one")
        (tmp_path / "loop").mkdir()
        (tmp_path / "loop" / "again").symlink_to(tmp_path / "loop")
    except OSError:
        pytest.skip("this system makes no links for us")
    assert shell("audit", tmp_path / "one").code == 2
    assert shell("audit", tmp_path / "loop").code == 2
