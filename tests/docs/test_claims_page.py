"""What docs/claims.md says of fights comes out; `python -m tests.docs.claims` types all of it."""

from pathlib import Path

from tests.docs.claims import claims, untrue
from tests.shell import Shell

CLAIMS = {one.number: one for one in claims()}
FOUGHT = (10, 16, 28, 36, 57, 62, 68, 73, 74)
BESIDE_TSN = (29, 75, 77, 79)


def broken(numbers: tuple[int, ...], shell: Shell, tsn: str = "TSN") -> dict[int, list[str]]:
    """The claims that do not come out; each command is typed once."""
    known: dict[str, str] = {}

    def printed(words: list[str]) -> str:
        text = " ".join(words)
        if text not in known:
            known[text] = shell(*words).out
        return known[text]

    found = {number: list(untrue(CLAIMS[number], printed, tsn)) for number in numbers}
    return {number: texts for number, texts in found.items() if texts}


def test_what_was_once_missing_is_printed_by_its_command(shell: Shell) -> None:
    assert broken(FOUGHT, shell) == {}


def test_the_table_of_weapons_of_two_mods_is_printed(shell: Shell, corpus: Path) -> None:
    assert broken(BESIDE_TSN, shell, str(corpus / "mods" / "tsn-3.1")) == {}


def test_all_90_claims_have_a_row_and_all_but_three_a_command() -> None:
    assert [number for number in range(1, 91) if number not in CLAIMS] == [31, 44, 89]
