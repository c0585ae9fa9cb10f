"""Diffs that people read, and diffs that tools apply to the byte."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.report.diff import SIGN, exact_diff, unified_diff
from tests.effort import lines_run

LINES = st.lists(
    st.sampled_from([b"a", b"b", b"\xff \r", b"", b"c\r", b"-x", b"\\ y"]), max_size=25
)


def files(lines: list[bytes], has_end: bool) -> bytes:
    return b"\n".join(lines) + (b"\n" if has_end and lines else b"")


def applied(before: bytes, diff: bytes) -> bytes:
    """A reader of unified diffs that shares nothing with the writer."""
    old, result, at = (
        before.splitlines(keepends=True) if b"\r" not in before else _split(before),
        [],
        0,
    )
    lines = _split(diff)[2:]
    for index, line in enumerate(lines):
        ends = not (index + 1 < len(lines) and lines[index + 1].startswith(b"\\ No newline"))
        body = line[1:] if ends else line[1:-1]
        if line.startswith(b"@@"):
            start, _, length = line.split()[1][1:].partition(b",")
            first = int(start) - (length != b"0")
            result += old[at:first]
            at = first
        elif line[:1] in b" -" and not line.startswith(b"\\"):
            assert old[at] == body
            at += 1
            result += [body] if line[:1] == b" " else []
        elif line.startswith(b"+"):
            result.append(body)
    return b"".join(result + old[at:])


def _split(data: bytes) -> list[bytes]:
    return [one + b"\n" for one in data.split(b"\n")[:-1]] + (
        [data.rsplit(b"\n", 1)[-1]] if not data.endswith(b"\n") else []
    )


@given(LINES, LINES, st.booleans(), st.booleans())
def test_an_exact_diff_leads_from_one_file_to_the_other(
    old: list[bytes], new: list[bytes], old_ends: bool, new_ends: bool
) -> None:
    before, after = files(old, old_ends), files(new, new_ends)
    diff = exact_diff({"a": before}, {"a": after})
    assert (diff == SIGN) == (before == after)
    if diff != SIGN and before:
        assert applied(before, diff.removeprefix(SIGN)) == after


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1", "--binary", "-i"]])
@pytest.mark.parametrize("path", ["dat/vesselData.xml", "my mod/artemis.ini"])
def test_tools_accept_an_exact_diff(tmp_path: Path, tool: list[str], path: str) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    before = b"\xef\xbb\xbf<a>\r\n" + b"<b/>\r\n" * 20 + b"<c x='\xe9'/>\n<d/>"
    after = before.replace(b"<c x='\xe9'", b"<c x='1'").replace(b"<a>", b"<a y='2'>", 1)
    target = tmp_path / path
    target.parent.mkdir()
    target.write_bytes(before)
    (tmp_path / "change.diff").write_bytes(exact_diff({path: before}, {path: after}))
    subprocess.run([*tool, "change.diff"], cwd=tmp_path, check=True, capture_output=True)
    assert target.read_bytes() == after


def test_lines_come_and_go_without_moving_others() -> None:
    before = [f"{n % 7}\n" for n in range(2000)]
    after = [line for n, line in enumerate(before) if n % 100 != 50]
    for n in range(10, 1900, 100):
        after.insert(n, "new\n")
    diff = unified_diff({"a": "".join(before).encode()}, {"a": "".join(after).encode()})
    signs = [line[0] for line in diff.splitlines()[2:]]
    assert (signs.count("-"), signs.count("+")) == (20, 19)


def test_growth_is_linear_where_lines_come_and_go() -> None:
    def cost(ships: int) -> int:
        before = b"".join(b"<vessel>\n<beam/>\n<beam/>\n<art/>\n</vessel>\n" for _ in range(ships))
        after = before.replace(b"<art/>\n", b"<art/>\n<beam/>\n")
        return lines_run(lambda: exact_diff({"a": before}, {"a": after}))

    assert cost(800) < 5 * cost(200)


def test_a_diff_to_look_at_shows_neither_line_ends_nor_encodings() -> None:
    before = "\ufeff<a>\r\n<b/>\r\n".encode("utf-16-le")
    after = before.replace("b".encode("utf-16-le"), "c".encode("utf-16-le"))
    assert unified_diff({"x.xml": before}, {"x.xml": after}) == (
        "--- a/x.xml\n+++ b/x.xml\n@@ -1,3 +1,3 @@\n \ufeff<a>\n-<b/>\n+<c/>\n \n"
    )


def test_changes_far_apart_are_hunks_of_their_own() -> None:
    before = "".join(f"{n}\n" for n in range(30)).encode()
    after = (
        before.replace(b"\n3\n", b"\nthree\n")
        .replace(b"\n10\n", b"\nten\n")
        .replace(b"\n25\n", b"\nx\n")
    )
    heads = [
        line for line in unified_diff({"a": before}, {"a": after}).split("\n") if line[:2] == "@@"
    ]
    assert heads == ["@@ -1,14 +1,14 @@", "@@ -23,7 +23,7 @@"]
