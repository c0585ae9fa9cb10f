"""Data and blocks that are made when they are first looked at."""

from artemis_modkit.lazy import Later
from artemis_modkit.report.report import Payload


def test_what_is_looked_at_twice_is_made_once() -> None:
    made: list[str] = []

    def blocks() -> list[str]:
        made.append("blocks")
        return ["a", "b", "c"]

    def data() -> dict[str, int]:
        made.append("data")
        return {"a": 1, "b": 2}

    later, payload = Later(blocks), Payload(data)
    assert not made
    assert (list(later), later[1], later[:2], len(later)) == (["a", "b", "c"], "b", ("a", "b"), 3)
    assert (dict(payload), payload["b"], len(payload)) == ({"a": 1, "b": 2}, 2, 2)
    assert made == ["blocks", "data"]
