"""The comment that silences a finding, written where `silencing` reads it, with the reason."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Finding
from artemis_modkit.lazy import pattern
from artemis_modkit.model.mod import Mod
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.layout import Layout
from artemis_modkit.parsers.source import Edit

_UNFIT = pattern(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]|-(?=-)|-$")


def silenced(mod: Mod, finding: Finding, reason: str) -> dict[str, bytes]:
    """The files of a mod with a comment at each place of a finding; nothing is written.

    Raises `ModkitError` where it stands in no ship, race or setting that a comment could be before.
    """
    rules = ", ".join(finding.rules or (finding.rule,))
    words = _UNFIT.sub(" ", " ".join(reason.split()))
    comment = f"modkit: ignore {rules}: {words}"
    if finding.file == mod.vessel_file and mod.vessel_data is not None:
        document = mod.vessel_data.document
        if document.faults:
            raise ModkitError(f"{finding.file}: is broken in places; mend that before")
        source, edits = document.source, list(_of_ships(mod, finding, f"<!-- {comment} -->"))
    elif finding.file == mod.settings_file and mod.settings is not None:
        source = mod.settings.document.source
        edits = list(_of_settings(mod, finding, f"; {comment}"))
    else:
        raise ModkitError(f"{finding.file}: has no place for a comment; accept the finding instead")
    if not edits:
        raise ModkitError("it stands at no ship, race or setting; accept the finding instead")
    return {finding.file: source.edited(edits).to_bytes()}


def _of_ships(mod: Mod, finding: Finding, comment: str) -> Iterator[Edit]:
    data = mod.vessel_data
    assert data is not None
    layout, places = Layout(data.document), (finding.location, *finding.also)
    for unit in (*data.races, *data.vessels):
        first, end = (
            data.document.location(at) for at in (unit.element.start, unit.element.close_end)
        )
        if any(first <= place < end for place in places):
            yield layout.with_comment(unit.element, comment)


def _of_settings(mod: Mod, finding: Finding, comment: str) -> Iterator[Edit]:
    assert mod.settings is not None
    document = mod.settings.document
    lines = {place.line for place in (finding.location, *finding.also)}
    for setting in document.settings:
        if document.source.location(setting.key_span.start).line in lines:
            yield document.with_comment(setting, comment)
