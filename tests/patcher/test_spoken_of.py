"""Which changes a description may speak of: numbers of things, and shields where it names them."""

import pytest

from artemis_modkit.model import VesselData
from artemis_modkit.patcher.log import Change
from artemis_modkit.patcher.spoken_of import may_break_texts, texts_at_risk


def data(*texts: str, inside: str = "") -> VesselData:
    ships = "".join(
        f'<vessel uniqueID="{at}">{inside}{text and f"<long_desc text={text!r}/>"}</vessel>'
        for at, text in enumerate(texts)
    )
    return VesselData.from_bytes("x", f"<vessel_data>{ships}</vessel_data>".encode())


def change(element: str | None, attribute: str | None) -> Change:
    return Change("x", 1, 1, element, attribute, "1", "2", 1)


@pytest.mark.parametrize(
    ("texts", "element", "attribute", "may"),
    [
        (("Fast",), "beam_port", None, True),
        (("Fast",), "beam_port", "damage", False),
        (("Fast",), "torpedo_storage", "amount", True),
        (("Fast",), "carrier", "compliment", True),
        (("Fast",), "shields", "front", False),
        (("Fast", "Strong SHIELDS", "Fast"), "shields", "front", True),
        (("Strong shields",), "performance", "topspeed", False),
        (("",), "shields", "front", False),
        (("Fast",), None, None, False),
    ],
)
def test_a_change_may_break_a_text_that_may_count_it(
    texts: tuple[str, ...], element: str | None, attribute: str | None, may: bool
) -> None:
    none, this = change("performance", "topspeed"), change(element, attribute)
    assert may_break_texts(data(*texts), [none, this, none]) == may


SHIELDS = '<shields front="{}" back="5"/>'
STORE = '<torpedo_storage type="trp" amount="{}"/>'
BEAM = '<beam_port damage="{}"/>'


@pytest.mark.parametrize(
    ("text", "before", "after", "is_at_risk"),
    [
        ("Fast", STORE.format(1), STORE.format(2), True),
        ("Fast", STORE.format(1), STORE.format(1), False),
        ("Fast", BEAM.format(1), BEAM.format(2), False),
        ("Fast", BEAM.format(1), BEAM.format(1) * 2, True),
        ("Fast", SHIELDS.format(1), SHIELDS.format(2), False),
        ("Strong Shields", SHIELDS.format(1), SHIELDS.format(2), True),
        ("", STORE.format(1), STORE.format(2), False),
        ("Fast", STORE.format(1) + BEAM.format(1), BEAM.format(1) + STORE.format(1), False),
        ("Fast", STORE.format(1) * 2, STORE.format(1), True),
    ],
)
def test_a_text_is_at_risk_where_what_it_may_count_differs(
    text: str, before: str, after: str, is_at_risk: bool
) -> None:
    pairs = list(texts_at_risk(data(text, inside=before), data(text, inside=after)))
    assert [(old.id, new.id) for old, new in pairs] == ([(0, 0)] if is_at_risk else [])


def test_a_new_or_lost_vessel_has_no_text_at_risk() -> None:
    one, two = data("Fast", inside=STORE.format(1)), data("Fast", "Slow", inside=STORE.format(1))
    assert list(texts_at_risk(one, two)) == list(texts_at_risk(two, one)) == []
