"""Files whose paths differ in capitals only."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.model.wording import listed


@Rule(
    title="two files of a mod differ only in the capitals of their names",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="On Windows they are one file: of the two only one arrives, and nobody can say which.",
    repair="Keep the one that is meant, or give the other another name.",
    fires={**ships(""), "dat/heron.png": b"\x89PNG 1", "dat/Heron.png": b"\x89PNG 2"},
    says="dat/Heron.png:1 dat/Heron.png and dat/heron.png are one file on Windows; only one of "
    "them arrives",
    silent={**ships(""), "dat/heron.png": b"\x89PNG 1", "dat/Heron2.png": b"\x89PNG 2"},
)
def case_twins(look: Look) -> Occurrences:
    alike: dict[str, list[str]] = {}
    for path in look.mod.tree.paths:
        alike.setdefault(path.lower(), []).append(path)
    for paths in alike.values():
        if len(paths) > 1:
            yield look.file(
                paths[0],
                f"{listed(paths)} are one file on Windows; only one of them arrives",
            )
