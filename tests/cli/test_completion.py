"""Shells are told what may come next."""

import pytest

from tests.shell import Shell


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("artemis-modkit con", 1, ["conflicts"]),
        ("artemis-modkit audit --st", 2, ["--stock", "--statistics"]),
        ("artemis-modkit audit --fail-on w", 3, ["warning"]),
    ],
)
def test_commands_and_options_are_completed(
    words: str, at: int, offered: list[str], shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_ARTEMIS_MODKIT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(at))
    assert shell().out.split() == offered


def test_the_help_says_how_to_install_it(shell: Shell) -> None:
    assert "--install-completion" in shell("--help").out
