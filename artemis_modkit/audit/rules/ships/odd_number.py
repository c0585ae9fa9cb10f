"""Ships whose number breaks the rising order of all others."""

from itertools import pairwise

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships

_FEWEST = 10
"""Ships in rising order that it takes to call one out of order."""

_MOST_ODD = 2
"""Ships out of order that are slips; where there are more, order means nothing to the author."""

_BLOCK = 100
"""How near to each other the numbers before and behind are: a block that begins is no slip."""


def _file(number: int) -> str:
    numbers = [*range(3000, 3006), number, *range(3007, 3012)]
    return "\n".join(
        f'<vessel uniqueID="{one}" side="0" classname="Hull {at}"/>'
        for at, one in enumerate(numbers)
    )


@Rule(
    title="the number of a ship breaks the rising order",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="Where all ships of a file stand in the order of their numbers, one that does not has "
    "mostly a digit too few or too many, and missions that name it find no ship.",
    repair="Write the number that is meant, or leave it.",
    fires=ships(_file(306)),
    says="9:9 306 Hull 6: the number 306 stands between 3005 and 3007; all others rise",
    silent=ships(_file(3006)),
)
def odd_number(look: Look) -> Occurrences:
    numbered = [(vessel.id, vessel) for vessel in look.vessels if vessel.id is not None]
    numbers = [number for number, _ in numbered]
    odd = [
        at
        for at in range(1, len(numbers) - 1)
        if (
            numbers[at - 1] < numbers[at + 1] <= numbers[at - 1] + _BLOCK
            or numbers[at - 1] <= 10 * numbers[at] < numbers[at + 1]  # the last digit is lost
        )
        and not numbers[at - 1] <= numbers[at] <= numbers[at + 1]
    ] or _without_which_all_rise(numbers)
    falls = sum(number > later for number, later in pairwise(numbers))
    if len(numbers) < _FEWEST or len(odd) > _MOST_ODD or falls > len(odd):
        return
    for at in odd:
        number, vessel = numbered[at]
        yield look.element(
            vessel.element,
            f"{vessel.shown_name}: the number {number} stands between {numbers[at - 1]} and "
            f"{numbers[at + 1]}; all others rise",
            attribute="uniqueID",
        )


def _without_which_all_rise(numbers: list[int]) -> list[int]:
    """The place of the only number that is too great for the order; a lower one may be meant."""
    falls = [at for at, (one, later) in enumerate(pairwise(numbers)) if one > later]
    return [at for at in falls if len(falls) == 1 and at > 0 and numbers[at - 1] <= numbers[at + 1]]
