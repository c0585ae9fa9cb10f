"""Sounds and pictures that artemis.ini names and that are nowhere."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.references import named_files, occurrence_at, suggestions
from artemis_modkit.parsers.ini import IniSetting


@Rule(
    title="a setting names a file that is not there",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The sound of that moment is silent, or the picture is blank.",
    repair="Add the file or correct the path. A file counts as there if it is in the mod or if "
    "stock names it; with `--stock` and the folder of a game, if it is in that folder.",
    fires={"artemis.ini": b"cueRedAlert=dat/hornn.wav\n", "dat/horn.wav": b"RIFF"},
    says="1:13 cueRedAlert: dat/hornn.wav is missing: it is not in the mod and stock names no "
    "such file; did you mean dat/horn.wav?",
    silent={"artemis.ini": b"cueRedAlert=dat/horn.wav\n", "dat/horn.wav": b"RIFF"},
)
def missing_cue(look: Look) -> Occurrences:
    near = look.once(suggestions)
    for one in look.once(named_files).missing:
        places = [place for place in one.references if isinstance(place.place, IniSetting)]
        if places:
            keys = ", ".join(dict.fromkeys(place.name for place in places))
            hint = near.hint(one.path, one.kind)
            yield occurrence_at(
                look,
                places,
                f"{keys}: {one.path} is missing: it is not in the mod and stock names no such "
                f"file{f'; {hint}' if hint else ''}",
            )
