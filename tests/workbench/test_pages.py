"""Pages of an open mod: what their forms make of it, and what they say of mods of any kind."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from artemis_modkit.balance import Conditions, assess
from artemis_modkit.balance.goals.reading import goals_of
from artemis_modkit.model import Mod
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.patcher.tuning import Study
from artemis_modkit.workbench.pages import BENCH_PAGES
from tests.workbench.conftest import Served


def opened(served: Served, place: Path | str) -> str:
    """The address of a mod that is opened, with nothing changed."""
    key = served.benches.open(str(place))
    served.benches.opened[key].forget()
    return f"/mod/{key}"


def test_an_attempt_of_a_search_becomes_changes(served: Served, tmp_path: Path) -> None:
    stock = Mod.open("stock:2.8")
    goal = '[[goal]]\nname = "<b>soon</b>"\nwho = 0\nagainst = 4000\nseconds = [1, 2]\n'
    study = Study.of(
        assess(stock, stock, Conditions()),
        goals_of(TomlTable.parsed("goals.toml", goal)),
        ["0 beam_port.playerdamage"],
    )
    study.kept_in(tmp_path / "tries.jsonl")
    study.search(5)
    base = opened(served, "stock:2.8")
    page = served.get(f"{base}/tuning?attempts={tmp_path / 'tries.jsonl'}").text
    assert "&lt;b&gt;soon&lt;/b&gt;" in page
    number = re.findall(r'name="number" value="(\d+)"', page)[-1]
    served.post(f"{base}/do/tuned", attempts=str(tmp_path / "tries.jsonl"), number=number)
    (change,) = served.benches.opened[base.removeprefix("/mod/")].changes
    assert change.startswith("0:beam_port.playerdamage=*")
    assert served.get(f"{base}/tuning?attempts={tmp_path / 'none'}").code == 422


def test_compare_tells_ships_that_changed_came_and_went(
    served: Served, written: Callable[[str], Path]
) -> None:
    place = written("2.8")
    data = (place / "dat/vesselData.xml").read_bytes()
    first, second = re.findall(rb"<vessel uniqueID.*?</vessel>", data, re.DOTALL)[:2]
    newcomer = first.replace(b'uniqueID="0"', b'uniqueID="900"')
    newcomer = re.sub(rb'classname="[^"]*"', b'classname="Newcomer"', newcomer)
    changed = first.replace(b'front="80"', b'front="95"')
    data = data.replace(first, changed + newcomer).replace(second, b"")
    (place / "dat/vesselData.xml").write_bytes(data)
    base = opened(served, place)

    def fates(state: str) -> list[str]:
        page = served.get(f"{base}/compare?a=stock:2.8&state={state}").text
        table = page.partition('id="fates"')[2].partition("</table>")[0]
        return re.findall(r"<bdi>([^<]*)</bdi>", table)

    assert [fates(one) for one in ("changed", "new", "gone")] == [
        ["0 Light Cruiser"],
        ["900 Newcomer"],
        ["1 Scout"],
    ]
    assert sorted(fates("")) == ["0 Light Cruiser", "1 Scout", "900 Newcomer"]


def of_many() -> bytes:
    """A file of 900 ships."""
    ships = "".join(
        f'<vessel uniqueID="{number}" side="{number % 2}" classname="N{number}" '
        f'broadType="{("player", "enemy small")[number % 2]}"><shields front="80" back="80"/>'
        '<performance topspeed="1" turnrate="0.01"/><beam_port x="0" y="0" z="9" damage="1" '
        'playerdamage="4" arcwidth="0.4" cycletime="6" range="999"/></vessel>\n'
        for number in range(900)
    )
    return (
        '<vessel_data version="2.6"><hullRace ID="0" name="G" keys="player"/>'
        f'<hullRace ID="1" name="R" keys="enemy standard"/>{ships}</vessel_data>'
    ).encode()


ONE = (
    '<vessel_data version="2.6"><hullRace ID="0" name="G" keys="player"/><vessel uniqueID="7" '
    'side="0" classname="Bj\u00f6rn &lt;script&gt;" broadType="player"><shields front="80" back="80"/>'
    "</vessel></vessel_data>"
)
STRANGERS = {
    "one ship in windows-1252": {"dat/vesselData.xml": ONE.encode("windows-1252")},
    "no ships": {"dat/vesselData.xml": b'<vessel_data version="2.6"/>'},
    "settings alone": {"artemis.ini": b"torpEnergyValue=50\n"},
    "half a file": {"dat/vesselData.xml": ONE.encode()[:-40]},
    "no text": {"dat/vesselData.xml": b"\x89PNG\r\n\x1a\n\0\0"},
    "900 ships": {"dat/vesselData.xml": of_many()},
}


def test_the_first_picture_stands_in_the_page_before_any_script_has_run(
    served: Served, written: Callable[[str], Path]
) -> None:
    place = written("2.8")
    data = (place / "dat/vesselData.xml").read_bytes()
    (place / "dat/vesselData.xml").write_bytes(
        data.replace(b'classname="Light Cruiser"', b'classname="&lt;b&gt;"', 1)
    )
    base = opened(served, place)
    names, bars = served.get(f"{base}/").text.partition('class="sketch"')[2].split("</svg>")[:2]
    rows = served.get(f"{base}/chart/damage").json["rows"]["damage"]
    assert re.findall(r">([^<]*)</text>", names) == [
        f"{row['id']} {row['name']}".replace("<b>", "&lt;b&gt;") for row in rows
    ]
    shares = [float(share) for share in re.findall(r'<rect [^>]*width="([^"]*)%"', bars)]
    assert shares == [pytest.approx(100 * row["dps"] / rows[0]["dps"], abs=0.01) for row in rows]


def test_another_ship_is_made_of_one_and_its_card_leads_away_once_it_is_taken_back(
    served: Served, written: Callable[[str], Path]
) -> None:
    base = opened(served, written("2.8"))
    form = served.get(f"{base}/ship?id=0").text
    assert 'name="number" inputmode="numeric" value="17"' in form
    made = served.post(f"{base}/do/twin", id="0", number="17", name="Sister, <b>Mark</b> 2")
    assert made.headers["location"] == f"{base}/ship?id=17"
    assert "17 Sister, &lt;b&gt;Mark&lt;/b&gt; 2" in served.get(f"{base}/ship?id=17").text
    taken = served.post(f"{base}/do/twin", id="0", number="17", name="Brother")
    assert (taken.code, "17 is that of 17 Sister" in taken.text) == (422, True)
    diff = served.get(f"{base}/changes").text
    assert re.search(r'class="plus">\+\s*&lt;vessel uniqueID=&#34;17&#34;', diff)
    served.post(f"{base}/do/undo", back="/ship?id=17")
    gone = served.get(f"{base}/ship?id=17")
    assert (gone.code, gone.headers["location"]) == (303, f"{base}/ships")
    assert "no vessel has the uniqueID 17" in served.get(f"{base}/ships").text


@pytest.mark.parametrize("which", STRANGERS)
def test_every_page_answers_for_mods_of_any_kind(
    which: str, served: Served, tmp_path: Path
) -> None:
    for path, data in STRANGERS[which].items():
        (tmp_path / "mod" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mod" / path).write_bytes(data)
    base = opened(served, tmp_path / "mod")
    own = {"/report", "/share.png", "/recipe.toml", "/explained"}
    paths = [path for path in BENCH_PAGES if "/do/" not in path and "{" not in path]
    for path in [one for one in paths if one not in own]:
        answer = served.get(f"{base}{path}?id=7&a=7&b=7" if "compare" not in path else base + path)
        assert answer.code in (200, 204, 422), path
        assert "<script>" not in answer.text.replace("<script src", "")
        assert "bug of ours" not in answer.text
