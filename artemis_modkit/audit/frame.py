"""All that the file of a rule begins with: `from artemis_modkit.audit.frame import …`."""

from artemis_modkit.audit.findings import Confidence, Occurrence, Severity
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.rule import Example, Occurrences, Rule, meshed, mission, settings, ships
from artemis_modkit.audit.wording import of_many

__all__ = [
    "Confidence",
    "Example",
    "Look",
    "Occurrence",
    "Occurrences",
    "Rule",
    "Severity",
    "meshed",
    "mission",
    "of_many",
    "settings",
    "ships",
]
