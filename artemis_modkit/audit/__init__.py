"""The audit: what breaks, contradicts itself or looks like a slip in a mod."""

from artemis_modkit.audit.audit import AuditResult, audit
from artemis_modkit.audit.findings import Confidence, Finding, Severity
from artemis_modkit.audit.fix import FixResult, fix

__all__ = ["AuditResult", "Confidence", "Finding", "FixResult", "Severity", "audit", "fix"]
