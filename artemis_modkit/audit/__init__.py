"""The audit: what breaks, contradicts itself or looks like a slip in a mod."""

from artemis_modkit.audit.accepted import LIST_OF_ACCEPTED, Accepted
from artemis_modkit.audit.audit import AuditResult, Scope, audit
from artemis_modkit.audit.findings import Confidence, Finding, Severity
from artemis_modkit.audit.fix import FixResult, fix

__all__ = [
    "LIST_OF_ACCEPTED",
    "Accepted",
    "AuditResult",
    "Confidence",
    "Finding",
    "FixResult",
    "Scope",
    "Severity",
    "audit",
    "fix",
]
