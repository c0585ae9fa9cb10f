"""The three jobs on the demo, printed the same on every system: LF and CRLF, UTF-8 and old pages."""

from pathlib import Path

import pytest

from tests.windows.programs import contents, modkit, program
from tests.windows.runs import DEMO, OLDER, with_crlf

EXPECTED = Path(__file__).with_name("expected")
JOBS = (
    ("audit", "nebula-patrol"),
    ("patch", "nebula-patrol", "--recipe", "tsn", "-o", "out"),
    ("compare", "nebula-patrol-1.0", "nebula-patrol"),
)


def lay_out(folder: Path, *, has_crlf: bool) -> None:
    """The demo and its older release, with one kind of line end throughout."""
    for mod in (DEMO, OLDER):
        for path, data in contents(mod).items():
            place = folder / mod.name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(with_crlf(data) if has_crlf else data.replace(b"\r\n", b"\n"))


@pytest.mark.parametrize("has_crlf", [False, True], ids=["LF", "CRLF"])
@pytest.mark.parametrize("page", ["utf-8", "cp437"])
def test_the_three_jobs_on_the_demo(
    page: str, has_crlf: bool, tmp_path: Path, update: bool
) -> None:
    """A copy with CRLF has the same transcript, and what is patched of it has CRLF throughout.

    Two of the four are programs of their own: a start takes seconds under Wine.
    """
    lay_out(tmp_path, has_crlf=has_crlf)
    is_started = (page == "cp437") is has_crlf
    transcript = ""
    for job in JOBS:
        if is_started:
            ended = program(*job, cwd=tmp_path, encoding=page)
        else:
            ended = modkit(*job, cwd=tmp_path, encoding=page)
        shown = (ended.out + ended.err).decode(page)
        transcript += f"$ artemis-modkit {' '.join(job)}\n{shown}exit code {ended.code}\n\n"
    path = EXPECTED / f"three jobs, {page}.txt"
    if update and not has_crlf:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(transcript.encode())
    assert transcript == path.read_bytes().decode()
    for file, data in contents(tmp_path / "out").items():
        if file in ("artemis.ini", "dat/vesselData.xml"):
            ends = data.count(b"\r\n"), data.count(b"\n")
            assert (ends[0] == ends[1]) is has_crlf, file
