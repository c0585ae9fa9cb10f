"""Text of mods made safe in Markdown, for reports and for files that are written in it.

It shows as it is, letter by letter; what GitHub would make a link of is broken up.
"""

import re

from artemis_modkit.lazy import pattern
from artemis_modkit.report.text import visible

_MARKUP = pattern(r"([\\`*_{}\[\]<#|~!&$]|(?<! -)>)")
"""Signs that mean something; not the head of an arrow, since pages are read as text too."""
_ALIVE = pattern(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Places in names of people, numbers of issues and addresses, which GitHub makes links of."""

_NO_LINK = "\u200b"


def escaped(text: str) -> str:
    """Text of a line that shows as it is: no markup, no link, no mention of anybody."""
    return _MARKUP.sub(r"\\\1", _ALIVE.sub(_NO_LINK, visible(text)))


def paragraph(text: str) -> str:
    """Text on lines of its own, whose start is not read as that of a list or a rule."""
    return re.sub(r"^(\s*\d*)([-+=]|[.)](?=\s|$))", r"\1\\\2", escaped(text))
