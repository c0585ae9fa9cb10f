"""Every metric gives for its worked example what it says."""

import pytest

from artemis_modkit.balance.metric import Metric, all_metrics
from artemis_modkit.balance.scores import Weights
from tests.balance.fleets import one

SETTINGS = (
    "playerShieldRechargeRate=0.4\ndroneDamageTorgoth=1.3\ndamageTorpHom=25\n"
    "torpEnergyValue=100\nminutesToProduceTorpHom=3\n"
)


@pytest.mark.parametrize("metric", all_metrics().values(), ids=list(all_metrics()))
def test_a_metric_gives_what_its_example_says(metric: Metric) -> None:
    example = metric.example
    side = 0 if "player" in example.words else 2
    found = metric(one(example.inside, example.words, side=side, ini=SETTINGS))
    assert found == (None if example.value is None else pytest.approx(example.value))


def test_metrics_say_what_they_are_and_every_weight_names_one() -> None:
    for metric in all_metrics().values():
        assert metric.title and metric.unit and metric.meaning
    weights = Weights.standard()
    for name in weights.scores:
        assert weights.tables[name].keys() <= all_metrics().keys()
    assert weights.tables["overall"].keys() == set(weights.scores)
