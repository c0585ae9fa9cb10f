"""Sounds and pictures that artemis.ini names and that are nowhere."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.references import hit_at, named_files, suggestions
from artemis_modkit.audit.rule import rule
from artemis_modkit.audit.subject import Subject
from artemis_modkit.parsers.ini import IniSetting


@rule(
    title="a setting names a file that is not there",
    severity=Severity.WARNING,
    confidence=Confidence.CERTAIN,
    why="The sound of that moment is silent, or the picture is blank.",
    repair="Add the file or correct the path. A file counts as there if it is in the mod or if "
    "stock names it; with `--stock` and the folder of a game, if it is in that folder.",
    fires={"artemis.ini": b"cueRedAlert=dat/hornn.wav\n", "dat/horn.wav": b"RIFF"},
    silent={"artemis.ini": b"cueRedAlert=dat/horn.wav\n", "dat/horn.wav": b"RIFF"},
)
def missing_cue(subject: Subject) -> Iterator[Hit]:
    near = subject.once(suggestions)
    for one in subject.once(named_files).missing:
        places = [place for place in one.references if isinstance(place.place, IniSetting)]
        if places:
            keys = ", ".join(dict.fromkeys(place.name for place in places))
            hint = near.hint(one.path, one.kind)
            yield hit_at(
                subject,
                places,
                f"{keys}: {one.path} is missing: it is not in the mod and stock names no such "
                f"file{f'; {hint}' if hint else ''}",
            )
