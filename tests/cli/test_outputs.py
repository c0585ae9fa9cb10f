"""Every output of every command, onto every kind of file that may be there already.

What is there stays, byte for byte, unless the same output of ours wrote it.
"""

import json
import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from artemis_modkit.cli import run
from artemis_modkit.report.png import SIGN, packed
from tests.conftest import make_link
from tests.shell import Shell

SHIPS = """<vessel_data version="2.8">
<hullRace ID="0" name="Lamplighters" keys="player"/>
<vessel uniqueID="7" side="0" classname="Wick" broadType="player">
<art meshfile="dat/wick.dxs" diffuseFile="dat/wick.png" scale="0.2" pushRadius="150"/>
<internal_data file="dat/wick.snt"/>
<shields front="80" back="60"/>
<performance turnrate="0.004" topspeed="0.6" efficiency="1"/>
<beam_port x="0" y="0" z="9" damage="12" arcwidth="0.4" cycletime="6" range="1000"/>
</vessel>
</vessel_data>
"""


def png_of(pixels: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return SIGN + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


TEXTURE = png_of(b"\0\x80")
GIT_DIFF = b"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-1\n+2\n"
FOREIGN = {
    "texture": TEXTURE,
    "json of others": b'{"name": "nebula", "version": 3}\n',
    "json like ours": b'{\n  "artemis_modkit": 1,\n  "schema": 1,\n  "command": "audit"\n}\n',
    "diff by git": GIT_DIFF,
    "plain diff": GIT_DIFF[GIT_DIFF.index(b"---") :],
    "page of others": b"<!doctype html>\n<title>My fleet</title>\n",
    "text": b"Dear all,\n",
    "empty": b"",
}
MARKED = ("json of audit", "json of score", "json of compare", "json of ship", "json of verify",
          "sarif of audit", "accepted findings", "diff", "page", "picture")  # fmt: skip
UNMARKED = ("markdown of audit", "csv of audit", "bbcode of audit", "markdown of compare")
NO_FILES = ("folder", "link", "link to a file of ours", "link to nothing", "pipe")

OUTPUTS: dict[str, tuple[str, ...]] = {
    "json of audit": ("audit", "MOD", "-f", "json", "-o", "OUT"),
    "sarif of audit": ("audit", "MOD", "-f", "sarif", "-o", "OUT"),
    "markdown of audit": ("audit", "MOD", "-f", "markdown", "-o", "OUT"),
    "csv of audit": ("audit", "MOD", "-f", "csv", "-o", "OUT"),
    "bbcode of audit": ("audit", "MOD", "-f", "bbcode", "-o", "OUT"),
    "accepted findings": ("audit", "MOD", "--write-baseline", "OUT"),
    "json of score": ("score", "MOD", "-f", "json", "-o", "OUT"),
    "json of ship": ("ship", "MOD", "7", "-f", "json", "-o", "OUT"),
    "json of verify": ("verify", "MOD", "--against", "MOD", "-f", "json", "-o", "OUT"),
    "json of compare": ("compare", "MOD", "MOD", "-f", "json", "-o", "OUT"),
    "markdown of compare": (
        "compare", "MOD", "MOD", "--changelog", "-f", "markdown", "-o", "OUT"
    ),
    "picture": ("ship", "MOD", "7", "--png", "OUT"),
    "page": ("report", "MOD", "-o", "OUT"),
    "diff": ("patch", "MOD", "-r", "scale", "--diff", "OUT"),
}  # fmt: skip
NEW_ONLY: dict[str, tuple[str, ...]] = {
    "patched folder": ("patch", "MOD", "-r", "scale", "-o", "OUT"),
    "merged folder": ("merge", "MOD", "MOD", "--base", "MOD", "-o", "OUT"),
    "merged file": ("merge", "SHIPS", "SHIPS", "--base", "SHIPS", "-o", "OUT"),
}
WORDS = {
    "accepted findings": "a list of accepted findings",
    "picture": "a picture of this tool",
    "page": "a page of report",
    "diff": "a diff of this tool",
}


@pytest.fixture(scope="module")
def mod(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs") / "lamps"
    (folder / "dat").mkdir(parents=True)
    (folder / "dat" / "vesselData.xml").write_text(SHIPS)
    (folder / "dat" / "wick.png").write_bytes(TEXTURE)
    (folder / "artemis.ini").write_text("clientSide=1\n")
    return folder


def arguments_of(command: tuple[str, ...], mod: Path, out: Path) -> list[str]:
    places = {"MOD": mod, "SHIPS": mod / "dat" / "vesselData.xml", "OUT": out}
    return [str(places.get(one, one)) for one in command]


@pytest.fixture(scope="module")
def ours(mod: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What each command writes; the picture is one that was not drawn, which takes a second."""
    folder = tmp_path_factory.mktemp("ours")
    made = {"picture": packed(TEXTURE)}
    for name, command in OUTPUTS.items():
        if name not in made:
            out = folder / name.replace(" ", "-")
            assert run(arguments_of(command, mod, out)) in (0, 1)
            made[name] = out.read_bytes()
    return made


def placed(out: Path, there: str, ours: dict[str, bytes]) -> Callable[[], object]:
    """Put a kind of file at a path; what gives what is there now."""
    beside = out.with_name("beside")
    match there:
        case "folder":
            out.mkdir()
            (out / "letter.txt").write_bytes(b"Dear all,\n")
            return lambda: {one.name: one.read_bytes() for one in out.iterdir()}
        case "pipe":
            if not hasattr(os, "mkfifo"):
                pytest.skip("this system has no named pipes")
            os.mkfifo(out)
            return lambda: stat.S_ISFIFO(out.lstat().st_mode)
        case "link" | "link to a file of ours" | "link to nothing":
            if there != "link to nothing":
                beside.write_bytes(TEXTURE if there == "link" else ours["json of audit"])
            make_link(out, beside)
            return lambda: (out.readlink(), beside.read_bytes() if beside.exists() else None)
        case _:
            out.write_bytes(FOREIGN[there] if there in FOREIGN else ours[there])
            return out.read_bytes


def pairs() -> Iterator[tuple[str, str]]:
    for output in (*OUTPUTS, *NEW_ONLY):
        for there in (*FOREIGN, *MARKED, *UNMARKED, *NO_FILES):
            if output != there or there in UNMARKED:
                yield output, there


def refusal(output: str, there: str, out: Path) -> str:
    if output.endswith("folder"):
        if there.startswith("link"):
            return f"artemis-modkit: {out}: is a link; name a new folder\n"
        return f"artemis-modkit: {out}: is there already and not empty; name a new folder\n"
    if there.startswith("link"):
        why = "is a link, and links are not written through"
    elif there == "folder":
        why = "is a folder"
    elif there == "pipe":
        why = "is no plain file"
    elif output in MARKED:
        about = output.split(" of ")
        words = WORDS.get(output, f"the output of {about[-1]} --format {about[0]}")
        why = f"already exists and is not {words}"
    else:
        why = "already exists"
    return f"artemis-modkit: {out} {why}; choose another file name\n"


@pytest.mark.parametrize(("output", "there"), list(pairs()))
def test_what_is_there_stays_and_the_sentence_says_why(
    output: str, there: str, shell: Shell, mod: Path, tmp_path: Path, ours: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    what_is_there = placed(out, there, ours)
    before = what_is_there()
    outcome = shell(*arguments_of({**OUTPUTS, **NEW_ONLY}[output], mod, out))
    assert (outcome.code, outcome.out, outcome.err) == (2, "", refusal(output, there, out))
    assert what_is_there() == before


@pytest.mark.parametrize("output", [name for name in MARKED if name in OUTPUTS])
def test_an_output_replaces_what_the_same_output_wrote(
    output: str, shell: Shell, mod: Path, tmp_path: Path, ours: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    out.write_bytes(ours[output][:-1] + b"older\n")
    assert shell(*arguments_of(OUTPUTS[output], mod, out)).code in (0, 1)
    if output != "picture":
        assert out.read_bytes() == ours[output]
    assert b"older" not in out.read_bytes()[-6:]


def test_what_git_made_of_the_line_ends_is_still_ours(
    shell: Shell, mod: Path, tmp_path: Path, ours: dict[str, bytes]
) -> None:
    for output in ("json of audit", "accepted findings", "page", "diff"):
        out = tmp_path / output
        out.write_bytes(ours[output].replace(b"\n", b"\r\n"))
        assert shell(*arguments_of(OUTPUTS[output], mod, out)).code in (0, 1)
        assert out.read_bytes() == ours[output]


@pytest.mark.parametrize("output", [name for name in MARKED if name in OUTPUTS])
def test_a_file_of_ours_that_is_read_only_stays(
    output: str, shell: Shell, mod: Path, tmp_path: Path, ours: dict[str, bytes]
) -> None:
    out = tmp_path / "out"
    out.write_bytes(ours[output])
    out.chmod(0o444)
    outcome = shell(*arguments_of(OUTPUTS[output], mod, out))
    assert (outcome.code, outcome.err) == (
        2,
        f"artemis-modkit: {out} is read-only; allow writing to it first, or choose another "
        "file name\n",
    )
    assert out.read_bytes() == ours[output]
    out.chmod(0o644)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("path", ["dat/vesselData.xml", "dat/wick.png", "artemis.ini", "dat"])
def test_no_file_of_the_mod_is_written_over(
    output: str, path: str, shell: Shell, mod: Path
) -> None:
    before = {one: one.read_bytes() for one in mod.rglob("*") if one.is_file()}
    assert shell(*arguments_of(OUTPUTS[output], mod, mod / path)).code == 2
    assert {one: one.read_bytes() for one in mod.rglob("*") if one.is_file()} == before


no_devices = pytest.mark.skipif(os.name == "nt", reason="devices are no files there")
SCREENS = ("/dev/stdout", "/dev/stderr", "/dev/null", "/proc/self/fd/1")


@pytest.mark.parametrize("name", ["-", *(pytest.param(one, marks=no_devices) for one in SCREENS)])
@pytest.mark.parametrize("output", OUTPUTS)
def test_the_screen_is_no_file(output: str, name: str, shell: Shell, mod: Path) -> None:
    outcome = shell(*arguments_of(OUTPUTS[output], mod, Path(name)))
    assert (outcome.code, outcome.err.replace("\\", "/")) == (
        2,
        f"artemis-modkit: {name} is no plain file; choose another file name, or leave the option "
        "out to print\n",
    )


@pytest.mark.parametrize("name", ["NUL", "con", "Aux.html", "COM1.json", "lpt9"])
def test_a_device_of_windows_is_no_file_anywhere(
    name: str, shell: Shell, mod: Path, tmp_path: Path
) -> None:
    with shell.inside(tmp_path):
        outcome = shell("audit", mod, "-f", "json", "-o", name)
    assert (outcome.code, outcome.err) == (
        2,
        f"artemis-modkit: {name} is the name of a device on Windows; choose another file name\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_folder_that_is_not_there_is_named_before_the_work(
    output: str, shell: Shell, mod: Path, tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "out"
    outcome = shell(*arguments_of(OUTPUTS[output], mod, out))
    assert (outcome.code, outcome.err) == (
        2,
        f"artemis-modkit: {out} cannot be written: there is no folder {out.parent}\n",
    )


# Pictures and mods --------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["new.png", "dat/new.png", "dat/deeper/new.png", "DAT/new.png"])
def test_no_picture_comes_to_lie_in_a_mod(
    place: str, shell: Shell, mod: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Other"
    (other / "DAT" / "deeper").mkdir(parents=True)
    (other / "DAT" / "VesselData.XML").write_text(SHIPS)
    target = other / place
    outcome = shell("ship", mod, "7", "--png", target)
    assert (outcome.code, outcome.err) == (
        2,
        f"artemis-modkit: {target} would lie among the files of the mod in {other.resolve()}; "
        "write pictures elsewhere\n",
    )


def test_charts_are_not_written_into_a_mod(shell: Shell, mod: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    outcome = shell("report", mod, "-o", page, "--png", mod / "dat")
    assert outcome.code == 2
    assert "would lie among the files of the mod" in outcome.err
    assert not page.exists()


# Changes ------------------------------------------------------------------------------------


def test_an_output_is_refused_before_the_mod_is_changed(
    shell: Shell, mod: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine"
    own.mkdir()
    (own / "artemis.ini").write_text("clientSide = 1\n")
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all,\n")
    assert shell("audit", own, "--fix", "-f", "json", "-o", letter).code == 2
    assert shell("patch", own, "-r", "scale", "--in-place", "--diff", letter).code == 2
    assert (own / "artemis.ini").read_text() == "clientSide = 1\n"
    assert letter.read_text() == "Dear all,\n"


def test_nothing_is_written_where_old_files_are_kept(
    shell: Shell, mod: Path, tmp_path: Path
) -> None:
    kept = tmp_path / ".artemis-modkit"
    kept.mkdir()
    outcome = shell("audit", mod, "-f", "json", "-o", kept / "new.json")
    assert (outcome.code, list(kept.iterdir())) == (2, [])
    assert "lies where the old files of a mod are kept" in outcome.err


def test_the_list_of_accepted_findings_outlives_a_report_over_it(
    shell: Shell, mod: Path, tmp_path: Path
) -> None:
    accepted = tmp_path / "accepted.json"
    shell("audit", mod, "--write-baseline", accepted)
    before = accepted.read_bytes()
    for baseline in ((), ("--baseline", str(accepted))):
        assert shell("audit", mod, *baseline, "-f", "json", "-o", accepted).code == 2
    assert accepted.read_bytes() == before
    assert "accepted" in json.loads(before)
