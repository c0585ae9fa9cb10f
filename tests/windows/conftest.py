"""A copy of the demo to be read and changed."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import FIXTURES


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    """The demo, in a folder `mod`."""
    folder = tmp_path / "mod"
    shutil.copytree(FIXTURES / "mods" / "nebula-patrol", folder, copy_function=shutil.copyfile)
    return folder
