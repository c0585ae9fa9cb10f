"""Real mods as whole trees: what the corpus holds of them, and empty files for all others."""

from pathlib import Path

from artemis_modkit.model import Mod


def whole_tree(folder: Path) -> Mod:
    """A mod of the corpus with every file that its `files.tsv` lists; art has no content."""
    lines = (folder / "files.tsv").read_text("utf-8").splitlines()
    files = {line.split("\t")[1]: b"" for line in lines}
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() in files:
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return Mod.from_files(folder.name, files)
