"""Pages of the documentation that are written from the code: rules, and the model.

`pytest --update` writes them; without it the tests check that they are what stands here.
"""

from collections.abc import Iterator

from artemis_modkit.audit.rule import Rule, all_rules
from artemis_modkit.model.declarations import attributes_of
from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.settings import GENERATIONS, SettingFact, accepted_values, setting_facts
from artemis_modkit.model.vessels import KNOWN_ELEMENTS
from artemis_modkit.report.views.explain import examples


def rules_page() -> str:
    """docs/rules.md: every rule of the audit, as `explain` shows it."""
    rules = all_rules().values()
    lines = [
        "# Rules of the audit",
        "",
        "`artemis-modkit explain RULE` shows the same. `--select RULE` runs only that rule,",
        "`--ignore RULE` leaves it out; both may be given more than once.",
        "",
        "## Silencing",
        "",
        "A comment silences rules where it stands: `<!-- modkit: ignore RULE RULE -->` inside a",
        "vessel or race, or right before one; in artemis.ini `; modkit: ignore RULE` right before",
        "a setting. `ignore-file` instead of `ignore` silences them in the whole file; `all` is",
        "every rule. `--write-baseline FILE` accepts all findings of today, `--baseline FILE`",
        "reports only what is not in that file; moved lines do not bring a finding back.",
        "",
        "## All rules",
        "",
        "| rule | severity | what it finds |",
        "|---|---|---|",
        *(f"| [{one.name}](#{one.name}) | {one.severity.value} | {one.title} |" for one in rules),
        "",
    ]
    for one in rules:
        lines += _rule(one)
    return "\n".join(lines)


def _rule(rule: Rule) -> Iterator[str]:
    yield from (f"## {rule.name}", "")
    yield f"{rule.title[0].upper()}{rule.title[1:]}. "
    yield from (f"*{rule.severity.value}, {rule.confidence.value}*", "")
    yield from (rule.why, "", rule.repair, "")
    for title, text in examples(rule):
        yield from (title, "", "```", text, "```", "")


def model_page() -> str:
    """docs/model.md: every element, attribute and setting with its meaning."""
    lines = [
        "# What the files hold",
        "",
        "## Dialects of vesselData.xml",
        "",
        "| dialect | written by |",
        "|---|---|",
        *(f"| {dialect.label} | {dialect.games} |" for dialect in Dialect),
        "",
        "## Elements of vesselData.xml",
        "",
    ]
    for name, item in KNOWN_ELEMENTS.items():
        about = (item.__doc__ or "").splitlines()[0]
        lines += [f"### `<{name}>`", "", about, ""]
        known = attributes_of(item)
        if known:
            lines += ["| attribute | in the model | type | unit | kind | meaning |", "|---|" * 6]
            lines += [
                f"| {one.name} | `{one.field}` | {one.type.value} | {one.unit} | "
                f"{one.kind.value} | {one.meaning} |"
                for one in known
            ]
            lines.append("")
    lines += ["## Settings of artemis.ini", ""]
    lines += ["A default in brackets is of a line that stock has commented out.", ""]
    lines += ["| key | default | accepted | side | games | meaning |", "|---|" * 6]
    lines += [_setting(fact) for fact in setting_facts().values()]
    return "\n".join((*lines, "")).replace("|---||---|", "|---|---|").replace("||", "|")


def _setting(fact: SettingFact) -> str:
    default = fact.default if fact.is_shipped else f"({fact.default})"
    games = f"{fact.since or 'before ' + GENERATIONS[0]}-{fact.until or ''}"
    return (
        f"| {fact.key} | {default} | {accepted_values(fact)} | {fact.side} | {games} | "
        f"{fact.meaning} |"
    )
