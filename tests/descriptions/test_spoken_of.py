"""Which changes a description may speak of: numbers of things, and shields where it names them."""

import pytest

from artemis_modkit.descriptions.spoken_of import may_speak_of, texts_at_risk
from artemis_modkit.model import VesselData


def data(*texts: str, inside: str = "") -> VesselData:
    ships = "".join(
        f'<vessel uniqueID="{at}">{inside}{text and f"<long_desc text={text!r}/>"}</vessel>'
        for at, text in enumerate(texts)
    )
    return VesselData.from_bytes("x", f"<vessel_data>{ships}</vessel_data>".encode())


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
    ],
)
def test_a_change_may_break_a_text_that_may_count_it(
    texts: tuple[str, ...], element: str, attribute: str | None, may: bool
) -> None:
    none, this = ("performance", "topspeed"), (element, attribute)
    assert may_speak_of(data(*texts), [none, this, none]) == may


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
    old, new = data(text, inside=before), data(text, inside=after)
    alone = [(None, old.vessels[0]), (new.vessels[0], None), (old.vessels[0], old.vessels[0])]
    pairs = list(texts_at_risk([*alone, *zip(new.vessels, old.vessels, strict=True)]))
    assert [(one.id, other.id) for one, other in pairs] == ([(0, 0)] if is_at_risk else [])


def test_a_new_or_lost_vessel_has_no_text_at_risk() -> None:
    (one,) = data("Fast", inside=STORE.format(1)).vessels
    assert list(texts_at_risk([(one, None), (None, one)])) == []
