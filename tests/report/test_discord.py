"""Messages for a chat: each as long as it may be, none with a heading alone at its end."""

import re

from hypothesis import given
from hypothesis import strategies as st

from artemis_modkit.report.formats.discord import LONGEST, render, size
from artemis_modkit.report.report import Block, Code, Heading, Paragraph, Report, Table


def messages(*blocks: Block) -> list[str]:
    text = render(Report("compare", {}, blocks), color=False, width=80)
    return [
        one.strip("\n") for one in re.split("^===== .* =====$", text, flags=re.MULTILINE) if one
    ]


def test_what_fits_is_one_message_without_a_number() -> None:
    blocks = Heading("News"), Heading("Ships", 2), Paragraph("Otter (1): range 1 -> 2.")
    text = render(Report("compare", {}, blocks), color=False, width=80)
    assert text == "## News\n\n### Ships\nOtter (1): range 1 -> 2.\n"


def test_a_heading_goes_with_what_is_below_it() -> None:
    fill = [Paragraph("x" * 900), Paragraph("y" * 900)]
    assert messages(*fill, Heading("Ships", 2), Paragraph("z" * 300)) == [
        f"{'x' * 900}\n{'y' * 900}",
        f"### Ships\n{'z' * 300}",
    ]


def test_a_long_line_is_cut_between_words_and_loses_none() -> None:
    words = [f"word{at}" for at in range(600)]
    found = messages(Paragraph(" ".join(words)))
    assert " ".join(found).split() == words
    assert len(found) < 5


def test_a_long_table_is_code_in_every_message() -> None:
    rows = [[str(at), "a" * 30] for at in range(100)]
    found = messages(Table(["id", "what"], rows))
    assert len(found) > 1
    assert all(one.count("```") % 2 == 0 for one in found)


BLOCKS = st.one_of(
    st.builds(Heading, st.text(max_size=3000), st.integers(1, 3)),
    st.builds(Paragraph, st.text(max_size=9000)),
    st.builds(Paragraph, st.text("😀*` ", max_size=9000)),
    st.builds(Code, st.text("`ab\n", max_size=4000)),
)


@given(st.lists(BLOCKS, max_size=6))
def test_no_message_is_longer_than_a_chat_takes(blocks: list[Block]) -> None:
    assert all(size(one) <= LONGEST for one in messages(*blocks))
