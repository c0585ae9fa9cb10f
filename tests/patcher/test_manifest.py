"""The manifest of a patched mod: repeatable, free of dates and places, and harmless to read."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit import __version__
from artemis_modkit.files.trees import memory_tree
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import load_recipe
from artemis_modkit.patcher.manifest import FileMark, Manifest, RecipeMark
from artemis_modkit.patcher.verification import Deviation, Mismatch, deviations_of

SHIPS = b'<vessel_data version="2.6">\r\n</vessel_data>'
FILES = {"dat/vesselData.xml": SHIPS, "artemis.ini": b"a=1\n"}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def manifest() -> Manifest:
    mod = Mod.from_files("Pätrol", FILES)
    return Manifest.of(mod, [load_recipe("tsn")], {**FILES, "CHANGES.md": b""})


def test_a_manifest_comes_back_as_it_was_written() -> None:
    data = manifest().to_bytes()
    assert Manifest.read("m", data) == manifest()
    assert data == manifest().to_bytes()
    assert data.isascii()
    assert b"\r" not in data


def test_a_manifest_says_what_was_made_of_what() -> None:
    content = json.loads(manifest().to_bytes())
    assert list(content) == [
        "modkit_manifest", "tool", "mod", "recipes", "inputs", "outputs",
    ]  # fmt: skip
    assert content["tool"] == __version__
    assert content["mod"]["name"] == "Pätrol"
    assert [one["path"] for one in content["inputs"]] == sorted(FILES)
    assert content["outputs"][0] == {
        "path": "CHANGES.md",
        "size": 0,
        "sha256": EMPTY,
        "text_sha256": EMPTY,
    }


def test_a_recipe_is_known_by_its_own_text_and_by_those_it_extends(tmp_path: Path) -> None:
    for name, text in (
        ("base", 'name = "base"\ntitle = "Base"\n[parameter.factor]\nabout = "x"\ndefault = 0.5\n'),
        ("mine", 'name = "mine"\ntitle = "Mine"\nextends = ["base.toml"]\n'),
    ):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    mark = RecipeMark.of(load_recipe(str(tmp_path / "mine.toml")))
    assert (mark.name, mark.parameters) == ("mine", {"factor": "0.5"})
    assert [file.name for file in mark.files] == ["base.toml", "mine.toml"]


def test_line_ends_alone_have_a_name_of_their_own() -> None:
    marks = [FileMark.of(path, data) for path, data in FILES.items()]
    tree = memory_tree({
        "dat/vesselData.xml": SHIPS.replace(b"\r\n", b"\n"),
        "ARTEMIS.ini": b"a=2\n",
        "dat/extra.snt": b"",
        "art.png": b"",
    })  # fmt: skip
    assert list(deviations_of([*marks, FileMark.of("gone.txt", b"")], tree)) == [
        Deviation("artemis.ini", Mismatch.CHANGED),
        Deviation("dat/extra.snt", Mismatch.EXTRA),
        Deviation("dat/vesselData.xml", Mismatch.LINE_ENDS),
        Deviation("gone.txt", Mismatch.MISSING),
    ]


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "C:\\x.txt", "a\0b", "", "NUL"])
def test_a_manifest_cannot_make_us_read_what_lies_outside(path: str) -> None:
    found = list(deviations_of([FileMark(path, 0, EMPTY, EMPTY)], memory_tree({})))
    assert found == [Deviation(path, Mismatch.MISSING)]


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"1" * 5000,
     b'{"modkit_manifest": 2}', b'{"modkit_manifest": 1, "tool": 3}'],
)  # fmt: skip
def test_what_is_no_manifest_is_named_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ModkitError, match=r"^m: cannot be understood as a manifest of this tool$"):
        Manifest.read("m", data)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=40)
@given(key=st.sampled_from(["tool", "mod", "recipes", "inputs", "outputs"]), value=JSON)
def test_any_value_in_a_manifest_is_read_or_refused(key: str, value: object) -> None:
    content = json.loads(manifest().to_bytes())
    for data in ({**content, key: value}, {**content, key: [value]}):
        try:
            read = Manifest.read("m", json.dumps(data).encode())
        except ModkitError:
            continue
        list(deviations_of(read.outputs, memory_tree(FILES)))


def test_a_text_is_one_text_whatever_its_line_ends() -> None:
    marks = [
        FileMark.of("a.ini", f"a=1{end}{end}b=2{end}".encode()) for end in ("\n", "\r\n", "\r")
    ]
    assert len({one.text_sha256 for one in marks}) == 1
    assert len({one.sha256 for one in marks}) == 3
