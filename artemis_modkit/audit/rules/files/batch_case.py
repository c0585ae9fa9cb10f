"""Batch files that name a file in other capitals than it has."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, of_many, ships
from artemis_modkit.files.trees import normal_path
from artemis_modkit.model.batches import Copy
from artemis_modkit.model.switching import copies


@Rule(
    title="a batch file copies a file in other capitals than it has",
    weight=(Severity.NOTICE, Confidence.CERTAIN),
    why="It works on Windows. Under Wine, or in a script that was made from the batch file, the "
    "file is not found and the mod stays half installed.",
    together=2,
    repair="Write the name in the batch file as the file is spelt.",
    fires={
        **ships(""),
        "on.bat": b"copy dat\\heronmod.png dat\\heron.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
    says="on.bat:1 on.bat copies dat/heronmod.png, which is spelt dat/heronMod.png in the mod",
    silent={
        **ships(""),
        "on.bat": b"copy dat\\heronMod.png dat\\heron.png\r\n",
        "dat/heronMod.png": b"\x89PNG",
    },
)
def batch_case(look: Look) -> Occurrences:
    found: dict[tuple[str, str, str], list[Copy]] = {}
    for one in copies(look.mod):
        folder = one.script.rpartition("/")[0]
        path = normal_path(f"{folder}/{one.source}" if folder else one.source)
        there = None if path is None else look.mod.tree.resolve(path)
        if path is not None and there is not None and there != path:
            found.setdefault((one.script, path, there), []).append(one)
    for (script, path, there_path), places in found.items():
        message = f"{script} copies {path}, which is spelt {there_path} in the mod"
        for copy in places:
            yield look.file(script, of_many(message, more=""), line=copy.line, kind=path)
