"""How a rule is declared: one file in a topic of `rules/`, its generator, words and two examples.

One decision: a rule's file name is its name everywhere (`--select`, docs, tests), and its
examples are its tests, so adding a rule touches no other file.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.subject import Subject
from artemis_modkit.model.mod import SETTINGS_FILE, VESSEL_FILE

Check = Callable[[Subject], Iterator[Hit]]
Example = Mapping[str, bytes]
"""A small mod: bytes by path."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the audit. `why` says what it does in play, `repair` what to do about it.

    `previous` and `history` are the earlier releases of both examples, where it looks at those.
    """

    name: str
    title: str
    severity: Severity
    confidence: Confidence
    why: str
    repair: str
    fires: Example
    silent: Example
    check: Check
    previous: Example | None = None
    history: tuple[Example, ...] = ()


def rule(
    *,
    title: str,
    severity: Severity,
    confidence: Confidence,
    why: str,
    repair: str,
    fires: Example,
    silent: Example,
    previous: Example | None = None,
    history: tuple[Example, ...] = (),
) -> Callable[[Check], Rule]:
    """Declare a generator of hits as the rule of its file."""

    def declare(check: Check) -> Rule:
        name = check.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(
            name, title, severity, confidence, why, repair, fires, silent, check, previous, history
        )

    return declare


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by name, found by looking into the topics of the folder `rules`."""
    package = importlib.import_module("artemis_modkit.audit.rules")
    found = {}
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.ispkg:
            members = vars(importlib.import_module(module.name))
            rule = next(value for value in members.values() if isinstance(value, Rule))
            found[rule.name] = rule
    return dict(sorted(found.items()))


def ships(body: str) -> Example:
    """An example of a rule: what stands inside `<vessel_data>`, beside one sound race."""
    text = (
        '<vessel_data version="2.6">\n'
        '<hullRace ID="0" name="TSN" keys="player"/>\n'
        f"{body}\n"
        "</vessel_data>\n"
    )
    return {VESSEL_FILE: text.encode()}


def settings(text: str) -> Example:
    """An example of a rule: an artemis.ini."""
    return {SETTINGS_FILE: text.encode()}
