"""The parts of docs/balance.md that are written from the code: figures, metrics, weights.

Each stands there between `<!-- written: NAME -->` and `<!-- end -->`; the prose round them is
written by hand.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from artemis_modkit.balance import Conditions, ManualModel, Mode, Weights
from artemis_modkit.balance.metric import all_metrics
from artemis_modkit.balance.power import HANDS, POWERS
from artemis_modkit.model.mechanics import mechanic_facts
from artemis_modkit.model.roles import Group, Role

_PART = re.compile(
    r"(?<=<!-- written: )(?P<name>[a-z-]+)(?P<open> -->\n).*?(?=<!-- end -->)", re.DOTALL
)


def with_written_parts(page: str) -> str:
    """The page with its written parts as the code has them now. Raises `KeyError` for others."""
    return _PART.sub(lambda part: f"{part['name']}{part['open']}{written(part['name'])}", page)


def written(name: str) -> str:
    """A part by its name."""
    return "".join(f"{line}\n" for line in _PARTS[name]())


def _figures() -> Iterator[str]:
    yield "| name | value | span | unit | certainty | what it is | source |"
    yield "|---|---:|---|---|---|---|---|"
    for fact in mechanic_facts().values():
        span = "" if fact.low is None else f"{fact.low:g} to {fact.high:g}"
        yield (
            f"| `{fact.name}` | {fact.value:g} | {span} | {fact.unit} | {fact.certainty.value} | "
            f"{fact.meaning} | {fact.source} |"
        )


def _metrics() -> Iterator[str]:
    yield "| name | unit | what it is | for example | gives |"
    yield "|---|---|---|---|---:|"
    for metric in all_metrics().values():
        meaning = " ".join(metric.meaning.split()).replace("`None`", "no figure")
        meaning = re.sub(r"(?<=\. )no figure", "No figure", meaning)
        value = "-" if metric.example.value is None else f"{metric.example.value:g}"
        inside = escape(metric.example.inside or "an empty vessel", quote=False)
        yield (
            f"| `{metric.name}` | {metric.unit} | {meaning} | {metric.example.words}: "
            f"{inside} | {value} |"
        )


def _weights() -> Iterator[str]:
    yield "| score | its parts and their weights |"
    yield "|---|---|"
    for name, table in Weights.standard().tables.items():
        yield f"| {name} | {', '.join(f'`{part}` {weight:g}' for part, weight in table.items())} |"


def _roles() -> Iterator[str]:
    yield "| role | is | its groups |"
    yield "|---|---|---|"
    for role in Role:
        groups = [one for one in Group if one.role is role and one.label != role.label]
        parts = ", ".join(f"`{one.label}` ({one.shown})" for one in groups)
        yield f"| `{role.label}` | {role.shown} | {parts} |"


def _recharge() -> Iterator[str]:
    """The standard beam under every power, by hand and with either remedy."""
    conditions = Conditions()
    cycle = conditions.mechanics["standard_cycle"]
    damage = conditions.mechanics["standard_damage"]
    models = [(*hand, ManualModel.MEASURED) for hand in HANDS]
    models += [(Mode.MANUAL, False, model) for model in ManualModel if model.value != "measured"]
    names = [_hand(*model) for model in models]
    yield f"| power | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    for power in POWERS:
        cells = []
        for mode, focuser, model in models:
            time = Conditions(power, mode, focuser, manual_model=model).recharge(cycle)
            cells.append(f"{time:.2f} s, {damage / time:.1f}")
        yield f"| {power * 100:g} % | {' | '.join(cells)} |"


def _hand(mode: Mode, focuser: bool, model: ManualModel) -> str:
    name = mode.value if model is ManualModel.MEASURED else model.value
    return f"{name}, focuser" if focuser else name


_PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "figures": _figures,
    "metrics": _metrics,
    "weights": _weights,
    "roles": _roles,
    "recharge": _recharge,
}
