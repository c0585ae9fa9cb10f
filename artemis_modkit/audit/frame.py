"""All that a module of rules begins with: `from artemis_modkit.audit.frame import …`."""

from artemis_modkit.audit.findings import Confidence, Severity
from artemis_modkit.audit.look import Look
from artemis_modkit.audit.rule import Occurrences, Rule
from artemis_modkit.audit.wording import of_many

__all__ = ["Confidence", "Look", "Occurrences", "Rule", "Severity", "of_many"]
