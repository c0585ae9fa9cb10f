"""Slips of every kind, planted by chance: nearly all are told, and little else is."""

from collections import Counter

from artemis_modkit.model import Mod
from tests.audit.planting import planted
from tests.audit.slips_of_parts import ALL_KINDS

LEAST_TOLD = 0.95
MOST_FOLLOW_UPS = 0.1


def test_nearly_every_slip_is_told_at_its_line_and_causes_no_other_finding() -> None:
    outcomes = list(planted(Mod.open("stock:2.8"), seed=11, count=len(ALL_KINDS)))
    missed = Counter(outcome.kind for outcome in outcomes if not outcome.is_told)
    followed = Counter(rule for outcome in outcomes for rule in outcome.follow_ups)
    assert len(outcomes) > len(ALL_KINDS) * LEAST_TOLD
    assert missed.total() <= len(outcomes) * (1 - LEAST_TOLD), missed
    assert followed.total() <= len(outcomes) * MOST_FOLLOW_UPS, followed
