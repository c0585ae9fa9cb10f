"""What people who know only the game do, in a browser, from the first page to the last."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from artemis_modkit.model import Mod
from artemis_modkit.patcher import apply, load_recipe
from tests.workbench.conftest import Served, files_of


class Desk:
    """A page of the workbench in the browser, and what it complained of."""

    def __init__(self, tab: Any, served: Served) -> None:
        self.tab = tab
        self.origin = served.origin
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        tab.set_default_timeout(30_000)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("console", self._said)
        tab.on("request", self._asked)
        tab.goto(served.first)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, place: Path) -> None:
        """Open a mod from the first page."""
        self.tab.goto(self.origin)
        self.tab.get_by_label("Folder, zip or file of the mod").fill(str(place))
        self.click("Open")

    def settled(self) -> None:
        """Wait until the page waits for no answer; only then do its figures stand."""
        self.tab.locator("html:not([data-waits])").wait_for()

    def look(self, path: str) -> None:
        """Go to a page of the open mod by its address."""
        base = "/".join(self.tab.url.split("/")[:5])
        self.tab.goto(base + path)
        self.settled()

    def press(self, found: Any, keys: str = "Enter") -> None:
        """Press keys that lead to another page, on what is found; a click may miss what moves."""
        with self.tab.expect_navigation(wait_until="commit"):
            found.press(keys)
        self.settled()

    def go(self, tab: str) -> None:
        """Go to a tab of the open mod."""
        self.press(self.tab.get_by_role("link", name=tab, exact=True).first)

    def click(self, name: str) -> None:
        """Press a button or follow a link by its words."""
        found = self.tab.get_by_role("button", name=name, exact=True).or_(
            self.tab.get_by_role("link", name=name, exact=True)
        )
        self.press(found.first)

    def type(self, path: str, value: str) -> None:
        """Change a value in the editor."""
        node = self.tab.locator(f'[id="v-{path}"]')
        if not node.is_visible():
            node.locator("xpath=ancestor::details/summary").click()
        node.fill(value)
        node.press("Tab")

    def set(self, path: str, value: str) -> None:
        """Change a value in the editor, and wait until the page has followed."""
        self.type(path, value)
        self.settled()

    def figure(self, name: str) -> float:
        """A figure on the card of a ship."""
        assert self.tab.locator("html:not([data-waits])").count() == 1
        return float(self.tab.locator(f'.tile[data-name="{name}"] data').get_attribute("value"))


@pytest.fixture
def desk(chromium: Any, served: Served) -> Iterator[Desk]:
    """A browser that was given the first address; it must have nothing to complain of."""
    context = chromium.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    found = Desk(context.new_page(), served)
    yield found
    context.close()
    assert (found.complaints, found.foreign) == ([], [])


def test_from_the_worst_error_to_a_recipe_and_all_the_way_back(
    desk: Desk, slipped: Path, tmp_path: Path
) -> None:
    before = files_of(slipped)
    desk.open(slipped)
    desk.go("Findings")
    worst = desk.tab.locator("article.finding").first
    assert "is neither closed nor self-closed" in worst.inner_text()
    desk.press(worst.get_by_role("link", name="Repair it"))
    assert '+    <shields front="80" back="80"/>' in desk.tab.locator(".diff").inner_text()
    assert files_of(slipped) == before
    desk.click("Write it")
    assert b'<shields front="80" back="80"/>' in files_of(slipped)["dat/vesselData.xml"]

    desk.look("/ship?id=0")
    assert desk.tab.locator("#duels th", has_text="before").count() == 0
    desk.go("Changes")
    desk.tab.get_by_label("Which ships, what").fill("race:Torgoth:beam_port.damage=*1.2")
    desk.click("Change")
    desk.look("/ship?id=0")
    rows = desk.tab.locator("#duels table").nth(1).locator("tbody tr").all_inner_texts()
    torgoth = [row.split("\t") for row in rows if row.startswith(("4000", "4001", "4002"))]
    assert torgoth
    assert all(float(now) < float(was) for _, now, was in torgoth)

    desk.go("Changes")
    with desk.tab.expect_download() as download:
        desk.tab.get_by_role("button", name="Export the recipe").click()
    download.value.save_as(tmp_path / "torgoth.toml")
    recipe = load_recipe(str(tmp_path / "torgoth.toml"))
    changed = {change.vessel for change in apply(Mod.open(slipped), recipe).changes}
    assert changed == {1007, 4000, 4001, 4002}  # its base, too
    desk.click("Write them into the files")
    assert files_of(slipped) != before
    desk.press(desk.tab.get_by_role("button", name="Take back").last)
    assert files_of(slipped) == before


def test_a_change_in_the_editor_moves_card_scores_and_headline_and_is_undone_by_keys(
    desk: Desk, slipped: Path
) -> None:
    desk.open(slipped)
    desk.look("/ship?id=1")
    offence, shield = desk.figure("offence"), desk.figure("shield_front")
    desk.set("beam_port.playerdamage", "48")
    assert desk.figure("offence") > offence
    desk.set("shields.front", "300")
    assert (desk.figure("shield_front"), shield) == (300, 60)
    assert "2 changes" in desk.tab.locator("#changes-bar").inner_text()
    desk.set("shields.front", "3,5")
    assert desk.tab.locator("#toast").inner_text() == ("front: '3,5' is no number; write 3.5")
    assert desk.figure("shield_front") == 300
    desk.press(desk.tab.locator("#main"), "Control+z")
    assert desk.figure("shield_front") == 60
    desk.press(desk.tab.locator("#main"), "Control+y")
    assert desk.figure("shield_front") == 300


def test_of_two_changes_in_a_row_the_last_is_shown_however_late_the_first_is_answered(
    desk: Desk, slipped: Path
) -> None:
    desk.open(slipped)
    desk.look("/ship?id=1")
    late: list[tuple[Any, Any]] = []

    def answered(route: Any) -> None:
        answer = route.fetch()
        if late:
            route.fulfill(response=answer)
        else:
            late.append((route, answer))

    desk.tab.route("**/do/edit", answered)
    desk.type("shields.front", "300")
    desk.type("shields.back", "200")
    desk.tab.wait_for_timeout(500)  # time for the second answer, were it not asked for later
    late[0][0].fulfill(response=late[0][1])
    desk.settled()
    assert (desk.figure("shield_front"), desk.figure("shield_back")) == (300, 200)


PAGES = (
    "/", "/findings", "/ships", "/ship?id=0", "/changes", "/recipes?recipe=scale", "/fights?a=1&b=4000",
    "/compare?a=stock:2.8", "/merge?theirs=stock:2.8", "/tuning",
)  # fmt: skip


@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_access_or_runs_over_its_side(
    desk: Desk, slipped: Path, look: str
) -> None:
    """Every other page is looked at in either look, and each at all widths."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not here"
    ).Axe()
    desk.tab.emulate_media(color_scheme=look)
    desk.open(slipped)
    base = desk.tab.url.rstrip("/")
    for path in PAGES[look == "dark" :: 2]:
        desk.tab.goto(base + path)
        for width in (1920, 390, 1280):
            desk.tab.set_viewport_size({"width": width, "height": 844})
            over = desk.tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (path, width)
        found = [
            (one["id"], one["nodes"][0]["html"][:200])
            for one in axe.run(desk.tab).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert found == [], path


def test_two_conflicts_of_a_merge_are_decided_one_by_one_and_all_is_taken_back(
    desk: Desk, written: Callable[[str], Path], tmp_path: Path
) -> None:
    ours = written("2.8")
    base, theirs = tmp_path / "base", tmp_path / "theirs"
    for other in (base, theirs):
        shutil.copytree(ours, other)
    ships = "dat/vesselData.xml"

    def changed(folder: Path, front: bytes, back: bytes) -> None:
        data = (folder / ships).read_bytes()
        data = data.replace(b'front="80"', b'front="' + front + b'"', 1)
        (folder / ships).write_bytes(data.replace(b'back="80"', b'back="' + back + b'"', 1))

    changed(ours, b"90", b"91")
    changed(theirs, b"100", b"101")
    before = files_of(ours)
    desk.open(ours)
    desk.go("Merge")
    desk.tab.get_by_label("Theirs").fill(str(theirs))
    desk.tab.get_by_label("What both were made from").fill(str(base))
    desk.click("Look what that would be")
    questions = desk.tab.locator("fieldset")
    assert questions.all_inner_texts()[0].startswith("#0 Light Cruiser: front shield")
    assert questions.count() == 2
    questions.nth(0).get_by_role("radio", name="theirs").press("Space")
    questions.nth(1).get_by_role("radio", name="edit").press("Space")
    questions.nth(1).get_by_label("The value instead").fill("95")
    desk.tab.locator("#decide").press("Enter")
    desk.tab.get_by_text("Nothing is left to decide").wait_for()
    assert files_of(ours) == before
    desk.click("Write it into this mod")
    assert b'<shields front="100" back="95"/>' in files_of(ours)[ships]
    desk.tab.get_by_role("button", name="Take back").press("Enter")
    desk.tab.get_by_text("Taken back: 1 written change").wait_for()
    assert files_of(ours) == before


def test_a_tsn_style_of_stock_with_other_factors_is_made_by_a_slider(
    desk: Desk, written: Callable[[str], Path], tmp_path: Path
) -> None:
    stock = written("2.8")
    before = files_of(stock)
    desk.open(stock)
    desk.go("Recipes")
    desk.tab.get_by_label("Recipe", exact=True).select_option("scale")
    preview = desk.tab.locator("#preview table").first
    preview.wait_for()
    slider = desk.tab.get_by_label("factor, as a slider")
    slider.fill("0.3")
    desk.tab.locator("#preview code", has_text="factor=0.3").wait_for()
    assert desk.tab.locator("#p-factor").input_value() == "0.3"
    desk.tab.get_by_role("button", name="Put it among the changes").press("Enter")
    desk.tab.get_by_label("Or write a changed copy").fill(str(tmp_path / "copy"))
    desk.tab.get_by_role("button", name="Write the copy").press("Enter")
    desk.tab.get_by_text("Written:").first.wait_for()
    assert files_of(stock) == before
    wanted = apply(Mod.open(stock), load_recipe("scale", {"factor": "0.3"})).after
    made = files_of(tmp_path / "copy")
    assert {path: made[path] for path in wanted} == wanted
    desk.tab.get_by_role("button", name="Take all back").press("Enter")
    desk.tab.get_by_text("Nothing is changed.").wait_for()
