"""The method of Nelder and Mead: the least of a function of a few numbers, by its values alone."""

from collections.abc import Callable, Sequence

Point = tuple[float, ...]


def minimise(
    loss: Callable[[Point], float], start: Sequence[float], step: float, most: int
) -> Point:
    """The best point found with at most about `most` values; `step` is how far it first looks.

    Source: Nelder and Mead, A simplex method for function minimization, 1965.
    """
    corners = [tuple(start)] + [
        tuple(x + step * (at == place) for place, x in enumerate(start)) for at in range(len(start))
    ]
    known = sorted((loss(corner), corner) for corner in corners)
    asked = len(known)
    while asked < most and _size(known) > step / 1000:
        *better, (worst_value, worst) = known
        centre = tuple(sum(xs) / len(better) for xs in zip(*(p for _, p in better), strict=True))

        def towards(factor: float, centre: Point = centre, worst: Point = worst) -> Point:
            return tuple(c + factor * (w - c) for c, w in zip(centre, worst, strict=True))

        asked += 1
        point = towards(-1.0)
        value = loss(point)
        if value < known[0][0] or value >= better[-1][0]:
            factor = -2.0 if value < known[0][0] else -0.5 if value < worst_value else 0.5
            asked += 1
            further = towards(factor)
            value, point = min((loss(further), further), (value, point))
        if value < worst_value:
            known = sorted([*better, (value, point)])
            continue
        best = known[0][1]
        shrunk = [tuple((b + x) / 2 for b, x in zip(best, p, strict=True)) for _, p in known[1:]]
        asked += len(shrunk)
        known = sorted([known[0], *((loss(one), one) for one in shrunk)])
    return known[0][1]


def _size(known: Sequence[tuple[float, Point]]) -> float:
    """How far its corners are from the best one, by the number that differs most."""
    best = known[0][1]
    return max(abs(x - b) for _, point in known for x, b in zip(point, best, strict=True))
