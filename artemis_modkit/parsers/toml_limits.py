"""What no recipe has, found before its text is read: tables and lists deep inside each other.

The text is only cut into tokens here, which is linear, since the reader of the
standard library builds a table for each part of a dotted key (a key of 1 MB took 1.5 GB).
"""

import re

from artemis_modkit.lazy import pattern

DEEPEST = 20
"""Greatest number of tables and lists inside each other. Recipes have 4."""

_TOKEN = pattern(
    r'(?P<text>"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"(?:\\[^\n]|[^"\\\n])*"?|\'[^\'\n]*\'?)'
    r"|(?P<comment>\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<bare>[\w+-]+)"
    r"|(?P<other>[^\s])",
    re.DOTALL,
)


def is_too_deep(text: str) -> bool:
    """Whether brackets or the parts of a dotted key go deeper than any recipe."""
    depth = parts = 0
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                depth, parts = depth + 1, 0
            case "close":
                depth, parts = max(0, depth - 1), 0
            case "dot":
                parts += 1
            case "other" | "comment":
                parts = 0
        if depth > DEEPEST or parts > DEEPEST:
            return True
    return False
