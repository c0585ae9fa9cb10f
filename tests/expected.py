"""Whole outputs that are kept beside the tests; `pytest --update` writes them anew."""

from pathlib import Path


def as_expected(path: Path, text: str, *, update: bool) -> None:
    """Hold a text to the file that keeps it, or keep it there anew."""
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")
