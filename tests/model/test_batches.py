"""What batch files copy: variables, blocks and jumps are followed, and nothing is run."""

import pytest

from artemis_modkit.model.batch_files import copies_of
from tests.effort import lines_run


def copied(*lines: str) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in copies_of("on.bat", "\r\n".join(lines))]


@pytest.mark.parametrize(
    ("line", "copy"),
    [
        ('copy /y "C:\\My Kit\\a.xml" "%~dp0dat\\"', ("C:\\My Kit\\a.xml", "dat\\")),
        ("@xcopy/y a.xml dat >nul 2>&1", ("a.xml", "dat")),
        ("echo f | xcopy a.xml b.xml*", ("a.xml", "b.xml*")),
        ("if not exist b.xml (copy a.xml b.xml) else echo no", ("a.xml", "b.xml")),
        ('if /i "%1"=="on" ren a.xml b.xml', ("a.xml", "b.xml")),
        ("cd dat && move a.xml b.xml", ("a.xml", "b.xml")),
        ("cmd /c copy a.xml b.xml", ("a.xml", "b.xml")),
        ("robocopy kit dat a.xml", ("kit\\a.xml", "dat")),
        ("type a.xml > b.xml", ("a.xml", "b.xml")),
        ("copy a.xml ^\r\nb.xml", ("a.xml", "b.xml")),
        ("copy a^&b.xml c.xml", ("a&b.xml", "c.xml")),
        ("copy %1 dat", ("%1", "dat")),
    ],
)
def test_a_copy_is_found_wherever_a_line_makes_one(line: str, copy: tuple[str, str]) -> None:
    assert copied(line) == [copy]


@pytest.mark.parametrize(
    "line",
    ["rem copy a b", ":: copy a b", "echo copy a b", "goto x\r\ncopy a b\r\n:x", "copying a b"],
)
def test_what_is_never_run_copies_nothing(line: str) -> None:
    assert copied(line) == []


def test_a_variable_has_the_value_that_it_was_given_last() -> None:
    lines = ("set v=a", "copy %V%.xml x", 'set "v=%v%b"', "copy !v!.xml x")
    assert copied(*lines) == [("a.xml", "x"), ("ab.xml", "x")]


def test_a_variable_has_each_value_that_if_leaves_open() -> None:
    lines = ("set v=a", "if %1==2 (", "  set v=b", ") else if %1==3 set v=c", "copy %v% x")
    assert copied(*lines) == [("a", "x"), ("b", "x"), ("c", "x")]


def test_a_jump_takes_the_values_along_and_skips_what_lies_between() -> None:
    lines = [
        "choice /c ab", "if errorlevel 2 goto b", "set v=a", "goto go", ":b", "set v=b", "goto go",
        "set v=never", ":go", "copy %v% x",
    ]  # fmt: skip
    assert copied(*lines) == [("a", "x"), ("b", "x")]


def test_a_loop_and_a_called_part_have_all_their_values() -> None:
    lines = ("for %%f in (a, b) do copy %%f.xml x", "call :c", "exit /b", ":c", "copy d.xml x")
    assert copied(*lines) == [("a.xml", "x"), ("b.xml", "x"), ("d.xml", "x")]


def test_what_a_called_part_sets_counts_behind_the_call() -> None:
    lines = ("set v=a", "call :b", "copy %v% x", "exit /b", ":b", "set v=b", "exit /b")
    assert copied(*lines) == [("a", "x"), ("b", "x")]


def test_what_is_too_much_stays_as_written() -> None:
    long, many = "x" * 600, [f"set v{number}=a" for number in range(201)]
    assert copied(f"set a={long}", "set b=%a%%a%", "copy %b% y") == [("%b%", "y")]
    assert copied("set a=b", f"copy {long}{long}%a% y") == [(f"{long}{long}%a%", "y")]
    assert copied(*many, "copy %v0% y", "copy %v200% y") == [("a", "y"), ("%v200%", "y")]
    several = [f"if %1=={number} set {name}={number}" for name in "ab" for number in range(7)]
    assert copied(*several, "copy %a%%b% y") == [("%a%%b%", "y")]


def test_what_only_the_player_knows_stays_as_written() -> None:
    lines = ("set v=a", "set /p v=which", "copy %v% x", "for %%f in (*.xml) do copy %%f y")
    assert copied(*lines) == [("%v%", "x"), ("%%f", "y")]


def test_who_asks_whether_a_file_is_there_knows_that_it_may_not_be() -> None:
    found = copies_of("on.bat", 'set v=b\nif exist "dat\\%v%" copy dat\\b c\ncopy a c\n')
    assert [(one.source, one.line, one.is_asked) for one in found] == [
        ("dat\\b", 2, True),
        ("a", 3, False),
    ]


@pytest.mark.parametrize(
    "piece",
    ["if a==b ", "(", "for %%f in (a) do ", "set a=%a%%a%\n", ':{0}\nset v{0}="\ngoto {0}\n',
     'if "', "if x==y set a=%a%1\ncopy %a% %a%\n"],
)  # fmt: skip
def test_hostile_scripts_cost_what_their_length_does(piece: str) -> None:
    def work(count: int) -> int:
        text = "".join(piece.format(number) for number in range(count))
        return lines_run(lambda: copies_of("on.bat", text))

    work(10)
    assert work(1600) <= 3 * work(800) + 100_000
