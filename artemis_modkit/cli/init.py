"""`init`: begin the project file of a mod."""

from pathlib import Path

from artemis_modkit.cli._console import say
from artemis_modkit.cli._shared import ModArgument, measure_of, written
from artemis_modkit.parsers.errors import ModkitError


def init(mod: ModArgument) -> int:
    """Write a modkit.toml into the folder of a mod, with all keys and what they mean.

    Nothing is replaced: where one is, it stays.

    Examples:
      artemis-modkit init MyMod
    """
    from artemis_modkit.files.outputs import OutputKind
    from artemis_modkit.model import Mod
    from artemis_modkit.model.project import PROJECT_FILE, new_project

    own = Mod.open(mod)
    folder = own.tree.whole_folder
    if folder is None:
        raise ModkitError(f"{own.name}: {PROJECT_FILE} lies in the folder of a mod; name that")
    path = folder / PROJECT_FILE
    if path.exists():
        raise ModkitError(f"{path.as_posix()}: is there already")
    stock = measure_of(own, None).name.removeprefix("stock:")
    name = Path(own.name).name
    written(path, new_project(stock, name).encode(), OutputKind("a project file"))
    say(f"Written: {path.as_posix()}. Say in it what this mod is checked and packed by.\n")
    return 0
