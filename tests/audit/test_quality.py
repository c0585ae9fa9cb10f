"""The page that says how good each rule is: made by a script, of judgements that are kept."""

from artemis_modkit.audit.rule import all_rules
from artemis_modkit.model import Mod
from tests.audit.planting import Outcome, found_by_rule, planted
from tests.audit.quality import ROUNDS, VERDICTS, by_hand, found_of, judgements
from tests.audit.slips_of_parts import ALL_KINDS
from tests.conftest import PROJECT

PAGE = (PROJECT / "docs/audit-quality.md").read_text("utf-8")


def test_judgements_are_of_rules_that_are_there_and_say_what_the_file_says() -> None:
    for rule, found in judgements().items():
        assert rule in all_rules()
        assert len({one.place for one in found}) == len(found)
        for one in found:
            assert one.verdict in VERDICTS
            assert one.place.rpartition(":")[2].isdigit()
            assert one.seen


def test_the_page_has_a_row_for_each_rule_by_what_was_judged() -> None:
    """How many real files a rule fired on, and found in, needs those files; the script counts."""
    for name, rule in all_rules().items():
        verdicts = [one.verdict for one in judgements().get(name, ())]
        counts = [len(verdicts), len(verdicts) - verdicts.count("false"), verdicts.count("fix")]
        shown = " | ".join(str(count) if verdicts else "" for count in counts)
        [row] = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
        assert row.startswith(f"| {name} | {rule.severity.value} | ")
        *_, found, _ = row.split("|")
        assert row.endswith(f" | {shown} |{found}|")
        told, count = map(int, found.split(" of ")) if found.strip() else (0, 0)
        assert (count > 0) >= (name in {*likeliest(), *by_hand()})
        assert by_hand()[name] <= told <= count


def likeliest() -> set[str]:
    """The rules that must tell some kind of slip."""
    return {kind.rules[0] for kind in ALL_KINDS.values()}


def test_slips_count_for_the_rules_that_told_them_or_else_for_the_likeliest() -> None:
    outcomes = [
        Outcome("speed tenfold", 3, frozenset({"ten-times-stock"}), ()),
        Outcome("speed tenfold", 4, frozenset({"odd-movement", "ten-times-stock"}), ()),
        Outcome("speed tenfold", 5, frozenset(), ()),
    ]
    assert found_by_rule(outcomes) == {"ten-times-stock": (2, 2), "odd-movement": (1, 2)}


def test_what_is_found_is_counted_with_what_is_planted_by_hand() -> None:
    assert by_hand()["missing-id"] == 1
    found = found_of([Mod.open("stock:2.8")], ["number lost"])
    assert found["missing-id"] == f"{ROUNDS + 1} of {ROUNDS + 1}"
    assert found["batch-target"] == "1 of 1"


def test_the_rules_concerned_tell_of_a_slip_what_all_rules_tell() -> None:
    mod, kinds = Mod.open("stock:2.8"), ["front shield tenfold", "taunt of its neighbour"]
    whole, quick = (
        [one.told_by for one in planted(mod, seed=3, count=4, kinds=kinds, is_quick=is_quick)]
        for is_quick in (False, True)
    )
    assert whole == quick
