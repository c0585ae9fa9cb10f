"""Findings as SARIF 2.1.0, which code scanners and editors read.

Only the rules that found something are described, and a finding is known again
by its fingerprint, so that neither moved lines nor better words make it a new one. It is ASCII.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from artemis_modkit import __version__
from artemis_modkit.audit import Confidence, Severity
from artemis_modkit.audit.findings import fingerprint
from artemis_modkit.audit.rule import Rule, rule_named
from artemis_modkit.report.formats import markdown
from artemis_modkit.report.report import Report, path_below
from artemis_modkit.report.text import visible
from artemis_modkit.report.views.explain import rule_blocks

ONLY_FOR = ("audit",)

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_PRECISION = {
    Confidence.CERTAIN: "very-high",
    Confidence.LIKELY: "high",
    Confidence.GUESS: "medium",
}
_MOST_RELATED = 25


def mark(command: str) -> re.Pattern[bytes]:
    """What a file of findings begins with, written by whatever version."""
    return re.compile(
        rb'\{\s*"\$schema":\s*"[^"]{1,200}",\s*"version":\s*"2\.1\.0",\s*"runs":\s*\[\s*\{\s*'
        rb'"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"artemis-modkit"'
    )


def render(report: Report, *, color: bool, width: int) -> str:
    """The findings of an audit as one run."""
    findings = report.payload["findings"]
    names = sorted({finding["rule"] for finding in findings})
    driver = {
        "name": "artemis-modkit",
        "semanticVersion": __version__,
        "rules": [_rule(rule_named(name)) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"artemis-modkit/{visible(report.payload['mod'])}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder that the audit was run in."}}
        },
        "results": [
            _result(report.base, finding, names.index(finding["rule"]), number)
            for finding, number in zip(findings, _numbers(findings), strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    page = markdown.render(Report("explain", {}, rule_blocks(rule)), color=False, width=0)
    return {
        "id": rule.name,
        "shortDescription": {"text": _plain(f"{rule.title[0].upper()}{rule.title[1:]}.")},
        "fullDescription": {"text": _plain(rule.why)},
        "help": {"text": _plain(rule.repair), "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"precision": _PRECISION[rule.confidence]},
    }


def _result(base: str, finding: dict[str, Any], index: int, number: int) -> dict[str, Any]:
    uri = quote(path_below(base, finding["file"]), errors="surrogatepass")
    also = finding["also"][:_MOST_RELATED]
    properties = {name: finding[name] for name in ("confidence", "fixable", "vessel")}
    result: dict[str, Any] = {
        "ruleId": finding["rule"],
        "ruleIndex": index,
        "level": _LEVELS[Severity[finding["severity"].upper()]],
        "message": {"text": _plain(finding["message"]) + _links(also, len(finding["also"]))},
        "locations": [_location(uri, finding)],
        "partialFingerprints": {"finding/v2": fingerprint(finding["fingerprint"], number)},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
    if also:
        places = enumerate(also, 1)
        result["relatedLocations"] = [{"id": at, **_location(uri, place)} for at, place in places]
    return result


def _location(uri: str, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri, "uriBaseId": _ROOT},
            "region": {"startLine": place["line"], "startColumn": place["column"]},
        }
    }


def _links(also: Sequence[dict[str, Any]], count: int) -> str:
    """Further places as links to the related locations, the only way that all viewers show."""
    if not also:
        return ""
    more = f" and {count - len(also)} more" if count > len(also) else ""
    lines = ", ".join(f"[{place['line']}]({at})" for at, place in enumerate(also, 1))
    return f" (also in line {lines}{more})"


def _plain(text: str) -> str:
    """Text in which SARIF sees neither a placeholder nor a link."""
    shown = visible(text).replace("{", "{{").replace("}", "}}")
    return shown.replace("](", "] (")


def _numbers(findings: Sequence[dict[str, Any]]) -> Iterator[int]:
    """Which of the findings with its fingerprint each one is, from 1."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding["fingerprint"]] += 1
        yield seen[finding["fingerprint"]]
