"""Batch files that name a file in other capitals than it has."""

from collections.abc import Iterator

from artemis_modkit.audit.findings import Confidence, Hit, Severity
from artemis_modkit.audit.mentions import Copy, copies
from artemis_modkit.audit.rule import rule, ships
from artemis_modkit.audit.subject import Subject
from artemis_modkit.files.trees import normal_path
from artemis_modkit.parsers.source import Location


@rule(
    title="a batch file copies a file in other capitals than it has",
    severity=Severity.NOTICE,
    confidence=Confidence.CERTAIN,
    why="It works on Windows. Under Wine, or in a script that was made from the batch file, the "
    "file is not found and the mod stays half installed.",
    repair="Write the name in the batch file as the file is spelt.",
    fires={
        **ships(""),
        "on.bat": b"copy dat\\heronmod.png dat\\heron.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
    silent={
        **ships(""),
        "on.bat": b"copy dat\\heronMod.png dat\\heron.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
)
def batch_case(subject: Subject) -> Iterator[Hit]:
    found: dict[tuple[str, str, str], list[Copy]] = {}
    for one in copies(subject.mod):
        folder = one.script.rpartition("/")[0]
        path = normal_path(f"{folder}/{one.source}" if folder else one.source)
        there = None if path is None else subject.mod.tree.resolve(path)
        if path is not None and there is not None and there != path:
            found.setdefault((one.script, path, there), []).append(one)
    for (script, path, there_path), places in found.items():
        first, *others = (Location(one.line, 1) for one in places)
        yield Hit(
            script,
            first,
            f"{script} copies {path}, which is spelt {there_path} in the mod",
            also=tuple(others),
        )
