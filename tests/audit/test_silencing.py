"""What is left out of an audit: silenced by comments, accepted before, or done by stock too."""

import json
from pathlib import Path

import pytest

from artemis_modkit.audit import Accepted, AuditResult, Scope, audit, fix
from artemis_modkit.model import Mod
from artemis_modkit.parsers.errors import ModkitError
from tests.conftest import FIXTURES
from tests.shell import Shell

STOCK = Mod.open("stock")
DEMO = FIXTURES / "mods" / "nebula-patrol"
RACES = '<hullRace ID="0" name="TSN" keys="player"/>\n'
RULES = ("unknown-race", "unknown-element")


def ships(body: str, head: str = "") -> Mod:
    text = f"{head}<vessel_data>\n{RACES}{body}</vessel_data>\n"
    return Mod.from_files("mod", {"dat/vesselData.xml": text.encode()})


def lost(number: int, inside: str = "") -> str:
    return f'<vessel uniqueID="{number}" side="9" classname="Lost">{inside}</vessel>\n'


def result(mod: Mod) -> AuditResult:
    return audit(mod, STOCK, scope=Scope(select=RULES))


def vessels(mod: Mod) -> list[int | None]:
    return [one.vessel for one in result(mod).findings if one.rule == "unknown-race"]


# Comments -----------------------------------------------------------------------------------

IGNORE = "<!-- modkit: ignore unknown-race -->"


@pytest.mark.parametrize(
    "body",
    [
        f"{IGNORE}\n{lost(1)}{lost(2)}",
        f"{IGNORE}<!-- and a remark -->\n\n{lost(1)}{lost(2)}",
        lost(1, f"\n  {IGNORE}\n") + lost(2),
        lost(1, "<!-- Modkit: Ignore unknown-race, missing-id: it is meant so -->") + lost(2),
        lost(1, "<!-- modkit: ignore all -->") + lost(2),
    ],
)
def test_a_comment_silences_the_vessel_that_it_stands_in_or_before(body: str) -> None:
    found = result(ships(body))
    assert [one.vessel for one in found.findings] == [2]
    assert found.suppressed == 1


def test_a_comment_silences_nothing_else() -> None:
    other = IGNORE.replace("unknown-race", "unknown-element")
    assert vessels(ships(lost(1, other) + lost(2))) == [1, 2]
    assert vessels(ships(lost(1) + IGNORE + lost(2))) == [1]
    assert vessels(ships(f"{IGNORE}stray text{lost(1)}")) == [1]
    assert vessels(ships(lost(1) + IGNORE)) == [1]


def test_a_whole_file_is_silenced_from_anywhere_in_it_or_from_before_all() -> None:
    whole = IGNORE.replace("ignore", "ignore-file")
    for mod in (
        ships(lost(1) + lost(2), head=whole),
        ships(lost(1) + whole + lost(2)),
        ships(lost(1) + lost(2), head=f"<!-- our ships -->{IGNORE}\n"),
    ):
        assert vessels(mod) == []
        assert result(mod).suppressed == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (lost(1, "<!-- modkit: ignore unknown-rase -->"),
         "'unknown-rase' is no rule of the audit; did you mean 'unknown-race'?"),
        (lost(1, "<!-- modkit: ignore -->"),
         "the comment names no rule of the audit, so it silences none"),
        (lost(1) + IGNORE, "the comment stands in or before nothing that it could silence"),
        (lost(1, "<!-- modkit: ignore unknown-race, missing-id: guests of Lost -->"), None),
    ],
)  # fmt: skip
def test_a_comment_that_does_nothing_is_reported(body: str, said: str | None) -> None:
    found = audit(ships(body), STOCK, scope=Scope(select=["unknown-suppression"])).findings
    assert [one.message for one in found] == ([] if said is None else [said])


def test_a_cause_with_many_places_loses_the_silenced_ones_and_their_repairs() -> None:
    body = "".join(
        f'<vessel uniqueID="{n}" side="0" broadType="player">{comment}<impluse_point x="1"/>'
        "</vessel>\n"
        for n, comment in ((1, "<!-- modkit: ignore unknown-element -->"), (2, ""), (3, ""))
    )
    mod = ships(body)
    [finding] = result(mod).findings
    assert [place.line for place in (finding.location, *finding.also)] == [4, 5]
    [text] = fix(mod, STOCK, scope=Scope(select=RULES)).after.values()
    assert text.count(b"impluse_point") == 1
    assert b'<impluse_point x="1"/></vessel>\n<vessel uniqueID="2"' in text


def test_a_comment_in_the_settings_silences_the_next_one() -> None:
    text = b"; modkit: ignore unknown-setting\n\ncamraPitch=1\nplayerBemDelay=2\n"
    mod = Mod.from_files("mod", {"artemis.ini": text})
    found = audit(mod, STOCK, scope=Scope(select=["unknown-setting"]))
    assert [one.location.line for one in found.findings] == [4]
    assert found.suppressed == 1
    last = Mod.from_files("mod", {"artemis.ini": b"stationEnergy=1\n; modkit: ignore all"})
    [idle] = audit(last, STOCK, scope=Scope(select=["unknown-suppression"])).findings
    assert idle.location.line == 2
    whole = text.replace(b"ignore", b"ignore-file")
    mod = Mod.from_files("mod", {"artemis.ini": whole})
    assert audit(mod, STOCK, scope=Scope(select=["unknown-setting"])).findings == ()


def test_a_value_that_looks_like_the_comment_silences_nothing() -> None:
    text = b"ServerNetworkName=modkit: ignore unknown-setting\ncamraPitch=1\n"
    mod = Mod.from_files("mod", {"artemis.ini": text})
    assert len(audit(mod, STOCK, scope=Scope(select=["unknown-setting"])).findings) == 1


# Accepted findings --------------------------------------------------------------------------


def accepted(mod: Mod) -> Accepted:
    return Accepted.read("accepted.json", Accepted.of(result(mod).findings).to_text())


def new(mod: Mod, known: Accepted) -> list[int | None]:
    found = audit(mod, STOCK, scope=Scope(select=RULES, accepted=known)).findings
    return [one.vessel for one in found]


def test_what_is_accepted_is_not_reported_again_wherever_its_line_went() -> None:
    known = accepted(ships(lost(1)))
    assert new(ships(lost(1)), known) == []
    assert new(ships("\n\n<!-- new lines -->\n" + lost(1)), known) == []
    assert new(ships(lost(1) + lost(2)), known) == [2]


def test_one_more_of_the_same_is_new() -> None:
    known = accepted(ships(lost(1)))
    assert new(ships(lost(1) + lost(1)), known) == [1]


def test_more_places_of_an_accepted_cause_are_new_and_fewer_are_not() -> None:
    def mod(count: int) -> Mod:
        return ships(
            '<vessel uniqueID="1" side="0" broadType="player">'
            + '<impluse_point x="1"/>' * count
            + "</vessel>"
        )

    known = accepted(mod(3))
    for fewer in (1, 2):
        assert new(mod(fewer), known) == []
    assert new(mod(3), known) == []
    assert new(mod(4), known) == [1]


def test_the_same_fault_of_another_vessel_is_not_taken_for_an_accepted_one() -> None:
    def mod(*numbers: int) -> Mod:
        return ships(
            "".join(
                f'<vessel uniqueID="{number}" side="0" classname="Twin" broadType="player">'
                '<torpedo_tube x="1"/><torpedo_storage type="trp" amount="8"/>'
                '<long_desc text="Stores: 6 Ho"/></vessel>\n'
                for number in numbers
            )
        )

    def found(mod: Mod, known: Accepted) -> list[int | None]:
        scope = Scope(select=("text-stores",), accepted=known)
        return [one.vessel for one in audit(mod, STOCK, scope=scope).findings]

    known = Accepted.of(audit(mod(2), STOCK, scope=Scope(select=["text-stores"])).findings)
    assert found(mod(2), known) == []
    assert found(mod(1), known) == [1]
    assert found(mod(1, 2), known) == [1]


def test_better_words_bring_no_accepted_finding_back() -> None:
    """Of the list only the fingerprints count; what is said is there for people."""
    found = audit(depots(1, 2, 3), STOCK, scope=Scope(select=["text-unarmed"])).findings
    text = Accepted.of(found).to_text().replace("the text says", "its text claims to be")
    scope = Scope(select=["text-unarmed"], accepted=Accepted.read("a.json", text))
    assert audit(depots(1, 2, 3), STOCK, scope=scope).findings == ()
    new = audit(depots(1, 2, 3, 4), STOCK, scope=scope).findings
    assert [(one.vessel, one.also) for one in new] == [(4, ())]


def test_a_list_of_the_first_versions_is_still_known_by_its_words() -> None:
    known = Accepted.read("old.json", OLD_LIST)
    scope = Scope(select=["text-unarmed", "beam-arc"], accepted=known)
    assert audit(depots(1, 2, 3), STOCK, scope=scope).findings == ()
    assert len(audit(depots(1, 2, 3, 4), STOCK, scope=scope).findings) == 1


OLD_LIST = """{
  "artemis_modkit": "0.1",
  "schema": 1,
  "accepted": [
    {
      "rule": "text-unarmed",
      "file": "dat/vesselData.xml",
      "vessel": 1,
      "message": "1 Depot and 2 more with this text: the text says unarmed, the vessel has 1 beam; \
correct the text or the weapons",
      "places": 3
    }
  ]
}"""


@pytest.mark.parametrize("place", [DEMO, FIXTURES / "mods" / "nebula-patrol-1.0"])
def test_every_finding_of_a_mod_can_be_accepted(place: Path) -> None:
    mod = Mod.open(place)
    found = audit(mod, STOCK)
    assert found.findings
    written = Accepted.of(found.findings).to_text()
    assert Accepted.of(reversed(found.findings)).to_text() == written
    again = audit(mod, STOCK, scope=Scope(accepted=Accepted.read("accepted.json", written)))
    assert (again.findings, again.suppressed) == ((), len(found.findings))


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": 1}', '{"schema": 1, "accepted": [{}]}', "[" * 100_000,
     '{"schema": 1, "accepted": [{"rule": 1, "file": "", "vessel": 1, "message": "", "places": 1}]}',
     '{"schema": 1, "accepted": [{"rule": "", "file": "", "vessel": 1, "message": "", '
     '"places": Infinity}]}',
     ],
)  # fmt: skip
def test_what_is_no_file_of_accepted_findings_is_refused(text: str) -> None:
    with pytest.raises(ModkitError) as caught:
        Accepted.read("x.json", text)
    assert str(caught.value) == (
        "x.json: is no file of accepted findings; --write-baseline writes one"
    )


def test_findings_are_accepted_and_left_out_by_commands(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    missing = shell("audit", DEMO, "--baseline", path)
    assert missing.code == 2
    assert missing.err.endswith(f"no such file; --write-baseline {path} writes it\n")
    assert shell("audit", DEMO, "--write-baseline", path).code == 0
    assert shell("audit", DEMO, "--write-baseline", path).code == 0
    for wrong in (["--baseline", path], ["--fix"]):
        assert shell("audit", DEMO, "--write-baseline", path, *wrong).code == 2
    outcome = shell("audit", DEMO, "--baseline", path, "--format", "json")
    found = json.loads(outcome.out)
    assert (outcome.code, found["findings"]) == (0, [])
    assert found["summary"]["suppressed"] == len(json.loads(path.read_text())["accepted"])


def test_a_file_of_something_else_is_not_overwritten_by_accepted_findings(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "vesselData.xml"
    path.write_text("<vessel_data/>")
    outcome = shell("audit", DEMO, "--write-baseline", path)
    assert (outcome.code, path.read_text()) == (2, "<vessel_data/>")
    assert outcome.err.endswith(
        "already exists and is not a list of accepted findings; choose another file name\n"
    )


# Everything ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nebula-patrol", "nebula-patrol-1.0"])
def test_a_mod_whose_files_silence_all_rules_has_no_findings_in_them(name: str) -> None:
    mod = Mod.open(FIXTURES / "mods" / name)
    found = audit(mod, STOCK)
    files = {
        mod.vessel_file: b"\n<!-- modkit: ignore-file all -->",
        mod.settings_file: b"\n; modkit: ignore-file all\n",
    }
    silent = mod.with_files(
        {path: mod.tree.read(path) + end for path, end in files.items() if path}
    )
    left = [one for one in audit(silent, STOCK).findings if one.file in files]
    assert (bool(found.findings), left) == (True, [])


# Stock --------------------------------------------------------------------------------------


def test_what_the_stock_does_too_is_no_finding() -> None:
    stock = ships(lost(1))
    assert [one.vessel for one in audit(ships(lost(1) + lost(2)), stock).findings
            if one.rule == "unknown-race"] == [2]  # fmt: skip


def depots(*numbers: int, beams: int = 1) -> Mod:
    """Bases that call themselves unarmed, all with one text."""
    return ships(
        "".join(
            f'<vessel uniqueID="{number}" side="0" classname="Depot" broadType="base">'
            f'{"<beam_port/>" * beams}<long_desc text="It is unarmed."/></vessel>\n'
            for number in numbers
        )
    )


def told(mod: Mod, stock: Mod, rule: str) -> list[tuple[int | None, list[int], str]]:
    found = audit(mod, stock, scope=Scope(select=[rule])).findings
    return [(one.vessel, [place.line for place in one.also], one.message) for one in found]


def test_one_more_ship_with_a_fault_of_stock_is_told_without_the_ships_of_stock() -> None:
    unarmed = "the text says unarmed, the vessel has 1 beam; correct the text or the weapons"
    assert told(depots(1000, 1001, 1099), depots(1000, 1001), "text-unarmed") == [
        (1099, [], f"1099 Depot: {unarmed}")
    ]
    assert told(depots(1000, 1001), depots(1000), "text-unarmed") == [
        (1001, [], f"1001 Depot: {unarmed}")
    ]
    assert told(depots(1, 2, 3), depots(9), "text-unarmed") == [
        (1, [4, 5], f"1 Depot and 2 more with this text: {unarmed}")
    ]


def test_a_further_fault_of_the_same_kind_in_a_ship_of_stock_is_told() -> None:
    def arcs(*widths: str) -> Mod:
        beams = "".join(f'<beam_port arcwidth="{width}"/>' for width in widths)
        return ships(f'<vessel uniqueID="1" side="0" classname="Otter">{beams}</vessel>\n')

    no_arc = "is no arc, so the beam hits nothing; write a fraction of a circle, such as 0.4"
    assert told(arcs("0"), arcs("0"), "beam-arc") == []
    assert told(arcs("0", "0"), arcs("0"), "beam-arc") == [
        (1, [], f'1 Otter: arcwidth="0" {no_arc}')
    ]
    assert [one[2] for one in told(arcs("9"), arcs("0"), "beam-arc")] == [
        '1 Otter: arcwidth="9" is more than a circle; all round is 1.0, a fraction of it less '
        "(0.4 is 144 degrees)"
    ]


def test_what_stock_has_once_is_told_of_the_second_that_a_mod_has() -> None:
    """A ship copied as it is, with its number; one beam mended and another one spoilt."""
    assert vessels_of(ships(lost(1) + lost(1)), ships(lost(1))) == [1]

    def bays(count: int) -> Mod:
        return ships(
            '<vessel uniqueID="1" side="0" broadType="player carrier">'
            f'<carrierload baycount="{count}"/></vessel>'
        )

    assert told(bays(9), bays(9), "many-bays") == []
    assert [one[0] for one in told(bays(10), bays(9), "many-bays")] == [1]


def vessels_of(mod: Mod, stock: Mod) -> list[int | None]:
    return [one[0] for one in told(mod, stock, "unknown-race")]


def test_the_rest_of_too_many_stays_accepted_while_it_grows_by_none() -> None:
    def settings(count: int) -> Mod:
        text = "".join(f"qzq{at}xkx=1\n" for at in range(count))
        return Mod.from_files("m", {"artemis.ini": text.encode()})

    def new_of(count: int, known: Accepted) -> int:
        scope = Scope(select=["unknown-setting"], accepted=known)
        return len(audit(settings(count), STOCK, scope=scope).findings)

    found = audit(settings(150), STOCK, scope=Scope(select=["unknown-setting"])).findings
    known = Accepted.read("a.json", Accepted.of(found).to_text())
    assert [new_of(count, known) for count in (149, 150, 151)] == [0, 0, 1]


@pytest.mark.parametrize("version", ["2.1", "2.4", "2.7.1", "2.7.4", "2.8"])
def test_embedded_stock_shows_nothing_so_no_audit_has_to_look_at_it(version: str) -> None:
    stock = Mod.open(f"stock:{version}")
    assert audit(stock, stock).findings == ()


def test_stock_measured_by_itself_shows_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "dat" / "vesselData.xml"
    path.parent.mkdir()
    path.write_bytes(ships(lost(1)).tree.read("dat/vesselData.xml"))
    found = audit(
        Mod.open(tmp_path), Mod.open(tmp_path), scope=Scope(select=["unknown-race"])
    ).findings
    assert [one.vessel for one in found] == [1]
