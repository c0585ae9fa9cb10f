"""Files of a mod that lead out of it, or that nobody can read."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships
from artemis_modkit.files.trees import normal_path


@Rule(
    title="a file of the mod is not safe to install",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A path with '..' or a link can overwrite files outside of the game when the mod is "
    "unpacked. Such files are never read here.",
    repair="Pack the mod again from a plain folder.",
    fires={"../autoexec.bat": b"", **ships("")},
    says="../autoexec.bat:1 ../autoexec.bat: a path that leads out of the mod or that Windows "
    "does not allow; it is not read",
    silent={"autoexec.bat": b"", **ships("")},
)
def refused_file(look: Look) -> Occurrences:
    for refused in look.mod.tree.refused:
        yield look.file(refused.path, f"{refused.path}: {refused.reason}; it is not read")
    for path in look.mod.tree.paths:
        if normal_path(path) != path:  # in a folder of another system
            yield look.file(path, f"{path}: Windows can have no file of that name; rename it")
