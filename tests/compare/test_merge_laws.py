"""What a merge promises of any three files."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from artemis_modkit.model.numbers import read_decimal
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.vessels import VesselData
from artemis_modkit.parsers.layout import Layout
from tests.compare.merging import (
    BASE,
    INI,
    conflicts,
    merged,
    models,
    settings_of,
    text_of,
)
from tests.conftest import FIXTURES

VALUES = st.sampled_from(["1", "2", "0.5", ".5", "player", "a -- b", "Böe & Co", "x" * 40, "", '"'])


@st.composite
def edited(draw: st.DrawFn, text: str, most: int = 5) -> str:
    """A file after a few changes by one person, perhaps saved by another editor."""
    for _ in range(draw(st.integers(1, most))):
        text = _one_edit(draw, text)
    if draw(st.booleans()):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


def _one_edit(draw: st.DrawFn, text: str) -> str:
    data = VesselData.from_bytes("x.xml", text.encode())
    document = data.document
    units = [one.element for one in (*data.races, *data.vessels)]
    unit = draw(st.sampled_from(units))
    inner = unit.children
    match draw(st.sampled_from(["value", "value", "value", "drop", "copy", "child", "no child"])):
        case "value":
            one = draw(st.sampled_from([unit, *inner]))
            names = [name for name in one.attributes if name not in ("uniqueID", "ID")]
            name = draw(st.sampled_from([*names, "scale"]))
            edits = [Layout(document).with_value(one, name, draw(VALUES))]
            return document.source.edited(edits).text
        case "drop" if len(units) > 2:
            return text[: unit.start] + text[unit.close_end :]
        case "copy":
            number = "uniqueID" if unit.name == "vessel" else "ID"
            value = str(draw(st.integers(5, 45)))
            if any(one.attributes.get(number) == value for one in units):
                return text
            copy = text[unit.start : unit.close_end]
            new = VesselData.from_bytes("y.xml", copy.encode()).document
            assert new.root is not None
            copy = new.source.edited([Layout(new).with_value(new.root, number, value)]).text
            at = draw(st.sampled_from([one.close_end for one in units]))
            return f"{text[:at]}\n\n\t<!-- new -->\n\t{copy}{text[at:]}"
        case "child" if inner:
            at = draw(st.sampled_from(inner)).close_end
            return f'{text[:at]}\n\t\t<beam_port x="{draw(VALUES).replace(chr(34), "q").replace("&", "n")}"/>{text[at:]}'
        case "no child" if inner:
            one = draw(st.sampled_from(inner))
            return text[: one.start] + text[one.close_end :]
    return text


DEMO = (FIXTURES / "mods/nebula-patrol-1.0/dat/vesselData.xml").read_text("utf-8")


def check_laws(base: str, ours: str, theirs: str) -> None:
    """All that a merge promises, of any three files."""
    same = merged(ours, base, base=base)
    assert (text_of(same), same.conflicts) == (ours, [])
    taken_over = merged(base, theirs, base=base)
    assert (models(text_of(taken_over)), taken_over.conflicts) == (models(theirs), [])
    twice = merged(ours, ours, base=base)
    assert (text_of(twice), twice.conflicts) == (ours, [])

    one, other = merged(ours, theirs, base=base), merged(theirs, ours, base=base)
    mirrored = {path: (b, t, o) for path, (b, o, t) in conflicts(other).items()}
    assert conflicts(one) == mirrored
    assert {len(one.delta.also) for one in one.conflicts} == {
        len(one.delta.also) for one in other.conflicts
    }
    decided = [
        models(text_of(merged(ours, theirs, "theirs", base=base))),
        models(text_of(merged(theirs, ours, "ours", base=base))),
    ]
    assert decided[0] == decided[1]
    if not one.conflicts:
        assert models(text_of(one)) == models(text_of(other)) == decided[0]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_laws_hold_for_any_two_edits(data: st.DataObject) -> None:
    check_laws(BASE, data.draw(edited(BASE)), data.draw(edited(BASE)))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_laws_hold_for_edits_of_a_whole_mod(data: st.DataObject) -> None:
    check_laws(DEMO, data.draw(edited(DEMO)), data.draw(edited(DEMO)))


KEYS = st.sampled_from(["port", "lamp", "off", "last", "new", "other"])


@st.composite
def edited_settings(draw: st.DrawFn) -> str:
    """Settings after a few lines were changed, added, removed or commented out."""
    lines = INI.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        key, value = draw(KEYS), draw(st.sampled_from(["1", "1.0", "2", "x y", ""]))
        at = next((at for at, line in enumerate(lines) if line.startswith(f"{key}=")), None)
        match draw(st.sampled_from(["set", "set", "drop", "off"])):
            case "set" if at is None:
                lines.insert(draw(st.integers(0, len(lines))), f"{key}={value}")
            case "set" if at is not None:
                lines[at] = f"{key}={value}"
            case "drop" if at is not None:
                del lines[at]
            case "off" if at is not None:
                lines[at] = f";{lines[at]}"
    return draw(st.sampled_from(["\n", "\r\n"])).join([*lines, ""])


def values_of_settings(text: str) -> dict[str, object]:
    read = Settings.from_bytes("artemis.ini", text.encode()).texts
    return {key: read_decimal(value) or value for key, value in read.items()}


@settings(max_examples=200, deadline=None)
@given(edited_settings(), edited_settings())
def test_laws_hold_for_any_two_edits_of_settings(ours: str, theirs: str) -> None:
    assert settings_of(INI, ours, INI)[0] == ours
    assert settings_of(INI, ours, ours)[0] == ours
    taken_over = settings_of(INI, INI, theirs)[0]
    assert values_of_settings(taken_over) == values_of_settings(theirs)
    (_, one), (_, other) = settings_of(INI, ours, theirs), settings_of(INI, theirs, ours)
    assert conflicts(one) == {path: (b, t, o) for path, (b, o, t) in conflicts(other).items()}
    decided = [settings_of(INI, ours, theirs, "theirs"), settings_of(INI, theirs, ours, "ours")]
    assert values_of_settings(decided[0][0]) == values_of_settings(decided[1][0])


@settings(max_examples=2, deadline=None)
@given(st.data())
def test_laws_hold_for_edits_of_a_real_mod(corpus: Path, data: st.DataObject) -> None:
    base = (corpus / "merge" / "starry-2019" / "base.xml").read_bytes().decode()
    check_laws(base, data.draw(edited(base)), data.draw(edited(base)))
