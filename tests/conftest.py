"""What all tests share: the real files, the fixtures, and rewriting of expected outputs."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import made
from tests.shell import Shell

PROJECT = Path(__file__).resolve().parent.parent
FIXTURES = PROJECT / "fixtures"
_CORPUS = Path(os.environ.get("ARTEMIS_CORPUS", PROJECT.parent / "shared" / "corpus"))

# Generated examples: the same in every run, so that a red test stays red, and however long they
# take on a busy machine. `--hypothesis-profile=chance` draws new ones each time.
_PATIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None, print_blob=True
)
settings.register_profile("patient", _PATIENT, derandomize=True)
settings.register_profile("chance", _PATIENT)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the files of expected output")
    parser.addoption(
        "--require-corpus", action="store_true", help="fail where the real files are absent"
    )


def corpus_files(pattern: str) -> list[Path]:
    """Files of the corpus that match a pattern; one impossible path where it is absent."""
    found = sorted(path for path in _CORPUS.rglob(pattern) if path.is_file())
    return found or [_CORPUS / f"absent {pattern}"]


def shown(path: Path) -> str:
    """A corpus path as the name of a test case."""
    return path.relative_to(_CORPUS).as_posix() if path.is_relative_to(_CORPUS) else path.name


@pytest.fixture(scope="session")
def corpus(pytestconfig: pytest.Config) -> Path:
    """The folder of real mods and stock files; tests that need it skip where it is absent."""
    if not (_CORPUS / "stock").is_dir():
        message = f"no real files at {_CORPUS}; set ARTEMIS_CORPUS to their folder"
        if pytestconfig.getoption("--require-corpus"):
            pytest.fail(message)
        pytest.skip(message)
    return _CORPUS


@pytest.fixture(scope="session", params=["made", "real"])
def games(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one for each version of the game: as it is on Windows, and the real ones."""
    if request.param == "real":
        place: Path = request.getfixturevalue("corpus")
        return place / "stock"
    return made.games(tmp_path_factory.mktemp("games"))


def make_link(link: Path, target: Path) -> None:
    """Make a symbolic link; the test skips where nobody may, as on Windows without rights."""
    try:
        link.symlink_to(target, target_is_directory=target.is_dir())
    except (NotImplementedError, OSError) as error:
        pytest.skip(f"this system makes no links for us ({error})")
    if not link.is_symlink():
        pytest.skip("this system makes no links")


@pytest.fixture
def update(pytestconfig: pytest.Config) -> bool:
    """Whether expected outputs are to be rewritten (`pytest --update`)."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line, run inside the test."""
    return Shell(capsys, monkeypatch)
