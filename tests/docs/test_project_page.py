"""The keys in docs/project.md are those that are read."""

from artemis_modkit.model.project import KEYS, TABLES
from tests.conftest import PROJECT

BEGIN, END = "<!-- written: keys -->\n", "<!-- end -->\n"


def table() -> str:
    rows = ["| key | what it says | for example | it sets |", "|---|---|---|---|"]
    for prefix, keys in (("", KEYS), *((f"{name}.", keys) for name, keys in TABLES.items())):
        for key in keys:
            sets = ", ".join(one.replace(".", " ") for one in key.sets)
            sets = sets.replace("* stock", "`--stock` of all")
            rows.append(f"| `{prefix}{key.name}` | {key.why} | `{key.example}` | {sets} |")
    return "\n".join(rows) + "\n"


def test_the_table_of_keys_is_written_from_those_that_are_read(update: bool) -> None:
    path = PROJECT / "docs" / "project.md"
    text = path.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    expected = before + BEGIN + table() + END + after
    if update:
        path.write_text(expected, "utf-8", newline="\n")
    assert path.read_text("utf-8") == expected
