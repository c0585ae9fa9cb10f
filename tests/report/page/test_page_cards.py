"""The cards of ships in the page."""

from pathlib import Path

from artemis_modkit.audit import audit
from artemis_modkit.balance import Conditions, Weights, assess
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.report.page.ships import Cards
from tests.balance.fleets import RACES, STANDARD, vessel


def test_a_system_grid_that_cannot_be_read_is_none_and_leaves_the_rest_of_the_card(
    tmp_path: Path,
) -> None:
    ships = (vessel(STANDARD + f'<internal_data file="dat/{name}.snt"/>', number=at)
             for at, name in enumerate(("heron", "lost")))  # fmt: skip
    (tmp_path / "dat").mkdir()
    (tmp_path / "dat" / "vesselData.xml").write_text(
        f"<vessel_data>{RACES}{''.join(ships)}</vessel_data>", "utf-8"
    )
    for name in ("heron", "lost"):
        (tmp_path / "dat" / f"{name}.snt").write_bytes(bytes(8000))
    stock = fitting_stock(Mod.open(tmp_path))
    result = audit(Mod.open(tmp_path), stock)
    mod = Mod.open(tmp_path)
    cards = Cards(mod, result)
    (tmp_path / "dat" / "lost.snt").unlink()
    heron, lost = assess(mod, stock, Conditions(), Weights.standard()).fleet.ships
    assert (heron.nodes, lost.nodes) == (250, None)
    assert cards.of(heron)["grid"] == "dat/heron.snt"
    found = cards.of(lost)
    assert "grid" not in found
    assert found["plan"]["ports"]
    assert list(cards.grids) == ["dat/heron.snt"]
