"""How figures and names of mods are put into words, the same in every report."""

import math

_LONGEST = 60
_PLAIN_BELOW = 1e7


def short(text: str) -> str:
    """A text of a mod, cut where it is longer than any name or value needs to be."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def shown(value: float | None, digits: int = 1) -> str:
    """A number for people; `-` for what is none, `never` for a time without end."""
    if value is None or math.isnan(value):
        return "-"
    if math.isinf(value):
        return "never"
    text = fixed(value, digits)
    is_plain = "." in text and "e" not in text
    return text.rstrip("0").rstrip(".") if is_plain else text


def fixed(value: float, digits: int) -> str:
    """A number with so many decimals, so that a column of them lines up."""
    return f"{value:.{digits}f}" if abs(value) < _PLAIN_BELOW else f"{value:.3g}"


def counted(count: int, one: str, several: str = "") -> str:
    """How many: `3 ships`, and where it is not an `s` that makes them several, `3 ships are`."""
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def times(ratio: float) -> str:
    """A ratio in two digits, as far as they are all that is meant: `320`, `0.056`."""
    return f"{float(f'{ratio:.2g}'):.7g}"


def capital(text: str) -> str:
    """A text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
