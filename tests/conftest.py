"""What all tests share: the real files, the fixtures, and rewriting of expected outputs."""

import gc
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from artemis_modkit.model import Mod
from tests import made
from tests.shell import Shell

PROJECT = Path(__file__).resolve().parent.parent
FIXTURES = PROJECT / "fixtures"
_CORPUS = Path(os.environ.get("ARTEMIS_CORPUS", PROJECT.parent / "shared" / "corpus"))

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

# Generated examples: the same in every run, so that a red test stays red, and however long they
# take on a busy machine. `--hypothesis-profile=chance` draws new ones each time.
_PATIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None, print_blob=True
)
settings.register_profile("patient", _PATIENT, derandomize=True)
settings.register_profile("chance", _PATIENT)
settings.load_profile("patient")


_open = Mod.open
_kept: dict[str, Mod] = {}


def _opened(place: str | Path) -> Mod:
    """A mod that nobody changes is read once for all tests, as embedded stock is in a run."""
    path = Path(place)
    if not any(path.is_relative_to(folder) for folder in (FIXTURES, _CORPUS)):
        return _open(place)
    if str(place) not in _kept:
        _kept[str(place)] = _open(place)
    return _kept[str(place)]


Mod.open = _opened  # type: ignore[method-assign]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the files of expected output")
    parser.addoption(
        "--skip-only", metavar="REGEX", help="fail tests that skip for other reasons than these"
    )


def pytest_collection_finish() -> None:
    """Ten thousand tests, and mods that stay open for many of them, are no garbage to search for.

    As Python has it, every seventh second goes into looking through them again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A test that skips is no test passed: where all that it needs is at hand, it fails."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    allowed = item.config.getoption("--skip-only")
    if allowed and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        if not re.search(allowed, reason):
            report.outcome = "failed"
            report.longrepr = f"may not be skipped here: {reason}"
    return report  # type: ignore[return-value]


def corpus_files(pattern: str) -> list[Path]:
    """Files of the corpus that match a pattern; one impossible path where it is absent."""
    found = sorted(path for path in _CORPUS.rglob(pattern) if path.is_file())
    return found or [_CORPUS / f"absent {pattern}"]


def shown(path: Path) -> str:
    """A corpus path as the name of a test case."""
    return path.relative_to(_CORPUS).as_posix() if path.is_relative_to(_CORPUS) else path.name


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real mods and stock files; tests that need it skip where it is absent."""
    if not (_CORPUS / "stock").is_dir():
        pytest.skip(f"no real files at {_CORPUS}; set ARTEMIS_CORPUS to their folder")
    return _CORPUS


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium, one for all tests of a process; they skip where there is none."""
    place = next(filter(None, map(shutil.which, _NAMES)), None)
    if place is None:
        pytest.skip("no Chromium is installed; apt install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip('Playwright is not installed; pip install "artemis-modkit[browser]"')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=list(_ARGUMENTS))
        yield browser
        browser.close()


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


Git = Callable[..., None]


@pytest.fixture(scope="session", autouse=True)
def _no_checkout_around_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["GIT_CEILING_DIRECTORIES"] = str(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def git() -> Git:
    """Run git in a folder; tests that need it skip where it is not installed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")

    def run(folder: Path, *arguments: str) -> None:
        command = ["git", "-C", str(folder), *arguments]
        subprocess.run(command, check=True, capture_output=True)

    return run


@pytest.fixture
def update(pytestconfig: pytest.Config) -> bool:
    """Whether expected outputs are to be rewritten (`pytest --update`)."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line, run inside the test."""
    return Shell(capsys, monkeypatch)
