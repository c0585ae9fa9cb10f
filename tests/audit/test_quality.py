"""The page that says how good each rule is: made by a script, of judgements that are kept."""

from artemis_modkit.audit.rule import all_rules
from tests.audit.quality import VERDICTS, judgements, planted_rules
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
    """How many real files a rule fired on needs those files; the script counts them."""
    for name, rule in all_rules().items():
        verdicts = [one.verdict for one in judgements().get(name, ())]
        counts = [len(verdicts), len(verdicts) - verdicts.count("false"), verdicts.count("fix")]
        shown = " | ".join(str(count) if verdicts else "" for count in counts)
        planted = "yes" if name in planted_rules() else ""
        [row] = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
        assert row.startswith(f"| {name} | {rule.severity.value} | ")
        assert row.endswith(f" | {shown} | {planted} |")
