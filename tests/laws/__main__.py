"""Plant many damages and count what became of them: `python -m tests.laws 2000 [FIRST] [--real]`.

FIRST is the seed to begin with; 0 without it.
"""

import sys
from collections import Counter

from tests.laws.test_laundering import PATHS, SYNTAX, damage_of, fate


def main(many: int, first: int, *, real: bool) -> None:
    """Print each kind of damage with its fates; half of the damages are of each form of file."""
    for form in PATHS:
        fates: dict[str, Counter[str]] = {}
        for seed in range(first, first + many // 2):
            damage = damage_of(form, seed, real=real)
            what = fate(form, damage, SYNTAX if seed % 5 else ())
            fates.setdefault(damage.kind, Counter())[what] += 1
            if what == "laundered":
                print(f"laundered: {form} {seed} {damage.kind}")
        for kind, counts in sorted(fates.items()):
            print(f"{form:4} {kind:28}", dict(counts))
        print(form, dict(sum(fates.values(), Counter())))


if __name__ == "__main__":
    many, *first = (int(one) for one in sys.argv[1:] if one != "--real")
    main(many, *first or (0,), real="--real" in sys.argv)
