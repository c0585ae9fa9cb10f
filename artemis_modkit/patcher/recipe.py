"""What a recipe says, as data: parameters, steps for vesselData.xml, steps for artemis.ini.

docs/recipes.md explains the language. One decision: a recipe is bound to the values of its
parameters when it is read, so nothing that runs it ever meets a parameter.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from artemis_modkit.model.dialect import Dialect
from artemis_modkit.model.numbers import (
    beyond_sense,
    exact,
    read_decimal,
    rounded,
    same_number,
    shortest,
)
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.patcher.selection import Selection, Test

Items = tuple[tuple[str, str], ...]
"""Attributes as they are written."""

ParameterValue = bool | int | Decimal | str


def value_text(value: ParameterValue) -> str:
    """The value of a parameter as recipes write it: `0.5`, `true`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


ROUNDING_MODES = ("half-up", "half-even", "up", "down", "ceiling", "floor", "none")
"""How recipes may round; `half-up` takes halves away from zero, `none` keeps results exact.

All but that are names of modes of `decimal`.
"""


class Parameter(Struct, frozen=True):
    """Something that users may choose; a bound or `choices` that is empty leaves it open."""

    name: str
    about: str
    default: ParameterValue
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[ParameterValue, ...] = ()


Between = tuple[Decimal | None, Decimal | None]


class Arithmetic(Struct, frozen=True, dict=True):
    """What happens to numbers, by attribute or key: times, plus, then between bounds.

    Between are the least and the most, `None` leaves one open. `rounding` is to how many decimals
    and how, `None` where results stay exact.
    """

    factors: Mapping[str, Decimal]
    summands: Mapping[str, Decimal]
    clamps: Mapping[str, Between]
    rounding: tuple[int, str] | None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All attributes or keys that it speaks of, each once."""
        return tuple(dict.fromkeys((*self.factors, *self.summands, *self.clamps)))

    @property
    def goes_on(self) -> frozenset[str]:
        """Those that change further when it is done again: not times 0, not times 1."""
        return frozenset(
            name
            for name in (*self.factors, *self.summands)
            if (factor := self.factors.get(name, 1)) not in (0, 1)
            or (factor == 1 and self.summands.get(name, 0) != 0)
        )

    def __call__(self, name: str, number: Decimal) -> Decimal:
        """What becomes of the number of an attribute or key."""
        with exact():
            result = number * self.factors.get(name, 1) + self.summands.get(name, 0)
        digits, mode = self.rounding or (0, "none")
        if mode != "none" and (name in self.factors or name in self.summands):
            result = rounded(result, digits, f"ROUND_{mode.upper().replace('-', '_')}")
        least, most = self.clamps.get(name, (None, None))
        result = result if least is None else max(result, least)
        return result if most is None else min(result, most)

    def written(self, name: str, text: str) -> str | None:
        """The text of a number after it, as it was where its value does not change.

        `None` where the text is no number. Raises `Slip` where the result is none that the game
        can hold.
        """
        if read_decimal(text) is None:
            return None
        result = self(name, Decimal(text.strip()))
        after = shortest(result)
        if read_decimal(after) is None:
            what = f'{name}="{shortened(text)}" would become {result:.2e}'
            raise Slip(f"{what}, which {beyond_sense(after) or 'is no number'}")
        return text if same_number(text, after) else after


class When(Struct, frozen=True):
    """Conditions of the mod under which a step runs; empty ones always hold.

    `is_on` is false where an option of the recipe switches the step off. `game` tests the
    version of the game, such as `2.7.4`.
    """

    is_on: bool
    dialects: frozenset[Dialect]
    game: Test | None


class AnyStep(Struct, frozen=True, dict=True):
    """What a step of any kind says; operations go by attribute or key.

    A step that finds nothing to work on is an error unless it `is_optional`. `origin` is the file
    that it was read from.
    """

    origin: str
    why: str
    when: When
    values: Mapping[str, str]
    arithmetic: Arithmetic
    renames: Mapping[str, str]
    removes: tuple[str, ...]
    is_optional: bool

    @cached_property
    def goes_on(self) -> frozenset[str | None]:
        """What changes further when the step is done again; `None`: elements come or go."""
        return frozenset(self.arithmetic.goes_on)


class Step(AnyStep, frozen=True, dict=True):
    """A change of elements: which, and what happens to each.

    It is done in this order: `copies`, `values`, `arithmetic`, `replacements`, `renames`,
    `removes`, then what becomes of the element itself. `new_elements` are children to add, each by
    its name and attributes, `twins` are copies of the whole element, each by the values that are
    its own.
    """

    selection: Selection
    copies: Mapping[str, str]
    replacements: Mapping[str, Mapping[str, str]]
    element_name: str | None
    new_elements: tuple[tuple[str, Items], ...]
    twins: tuple[Mapping[str, str], ...]
    removes_element: bool

    @property
    def names(self) -> frozenset[str]:
        """Every attribute that the step reads or writes."""
        return frozenset(
            (
                *self.selection.tests,
                *self.copies,
                *self.copies.values(),
                *self.values,
                *self.arithmetic.names,
                *self.replacements,
                *self.renames,
                *self.renames.values(),
                *self.removes,
            )
        )

    @property
    def changes_elements(self) -> bool:
        """Whether elements come, go or are renamed."""
        return self.removes_element or bool(self.element_name or self.new_elements or self.twins)

    @cached_property
    def goes_on(self) -> frozenset[str | None]:
        growing = {
            name
            for name, replacements in self.replacements.items()
            if any(old.lower() in new.lower() for old, new in replacements.items())
        }
        names = self.arithmetic.goes_on | growing
        renamed = {new for old, new in self.renames.items() if old in names}
        return frozenset((*names, *renamed, *([None] if self.new_elements or self.twins else [])))


class SettingStep(AnyStep, frozen=True, dict=True):
    """A change of artemis.ini, by key.

    A key that is set and that the file does not have is added, below `comment` unless that is
    empty; not so if the step `is_optional`. `notes_original` keeps the old value in a line above.
    """

    comment: str
    notes_original: bool


class Recipe(Struct, frozen=True):
    """A named list of changes; its steps run in order, then those of the settings.

    `chosen` are the values of its parameters. `dialects` is empty where any will do. `texts`
    are the files that it was read from, by name, its own last.
    """

    name: str
    title: str
    about: str
    parameters: Mapping[str, Parameter]
    chosen: Mapping[str, ParameterValue]
    dialects: frozenset[Dialect]
    steps: tuple[Step, ...]
    settings: tuple[SettingStep, ...]
    texts: Mapping[str, str]
