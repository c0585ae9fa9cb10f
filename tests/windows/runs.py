"""Every command on the demo, on embedded stock and on real mods, the same on every system.

A run is a few commands in a new folder of its own, in which lie copies of the mods they need.
What comes of it is what was printed, the exit codes, and every file that lies there afterwards.

    python -m tests.windows.runs FILE      does all runs and writes what came of them

One decision: a record is compared, not a digest of it, so that a difference can be shown.
"""

import json
import shlex
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from artemis_modkit import cli
from tests.conftest import FIXTURES, corpus_files, shown
from tests.windows.programs import modkit

DEMO = FIXTURES / "mods" / "nebula-patrol"
OLDER = FIXTURES / "mods" / "nebula-patrol-1.0"

_TEXTS = {".xml", ".ini", ".txt", ".md"}
_KEPT_TEXT = 100_000
"""Bytes of a file up to which its text is recorded too, so that a difference can be shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """Commands of `artemis-modkit`, in a folder with copies of mods by their names."""

    name: str
    commands: tuple[str, ...]
    mods: tuple[Path, ...] = ()
    has_crlf: bool = False
    is_zipped: bool = False
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a command: exit code and what it printed, each byte as one character."""

    command: str
    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file that lies there at the end; `text` where it is short, each byte as one character."""

    sha256: str
    size: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: of its commands in order, and of files by path."""

    commands: list[Came] = field(default_factory=list)
    files: dict[str, Written] = field(default_factory=dict)


def all_runs() -> list[Run]:
    """The runs; those of real mods where these are."""
    return [*_of_the_demo(), *_of_stock(), *_of_real_mods()]


def _of_the_demo() -> Iterator[Run]:
    mods = (DEMO, OLDER)
    demo, older = (mod.name for mod in mods)
    for name in ("audit", "score", "ship", "compare", "recipes", "explain"):
        for form in ("json", "markdown", "bbcode", "csv"):
            rest = {
                "ship": f"{demo} 20",
                "compare": f"{older} {demo}",
                "recipes": "",
                "explain": "",
            }
            yield Run(f"{name} as {form}", (f"{name} {rest.get(name, demo)} -f {form}",), mods)
    for form in ("sarif", "github"):
        yield Run(f"audit as {form}", (f"audit {demo} -f {form}",), mods)
    single = (
        f"audit {demo}",
        f"audit {demo} --fix --dry-run",
        f"audit {demo} -f json -o findings.json",
        f"audit {demo} --previous {older}",
        f"audit {demo}/dat/vesselData.xml",
        f"audit {demo}/artemis.ini",
        "explain",
        "explain xml-syntax",
        "recipes",
        "recipes tsn",
        f"score {demo} --power 300 --mode manual",
        f"ship {demo} 20 --why",
        f"compare {older} {demo}",
        f"compare {older} {demo} --changelog",
        f"compare {older} {demo} --only-changed --ship 20",
        f"patch {demo} -r tsn --dry-run",
        f"patch {demo} -r scale --dry-run --diff scale.diff",
        f"patch {demo} -r tsn --update-text -o out",
        f"merge --base {older} {demo} {older} -o out",
        f"verify {demo}",
        f"restore {demo}",
    )
    for command in single:
        yield Run(command, (command,), mods)
    for path in sorted(Path(cli.__path__[0]).glob("[!_]*.py")):
        yield Run(f"{path.stem} --help", (f"{path.stem} --help",))
    chains = {
        "accepted findings": (
            f"audit {demo} --write-baseline accepted.json",
            f"audit {demo} --baseline accepted.json",
        ),
        "repaired and taken back": (
            f"audit {demo} --fix",
            f"audit {demo}",
            f"restore {demo} --dry-run",
            f"restore {demo}",
        ),
        "patched and verified": (
            f"patch {demo} -r tsn -o made/out",
            "verify made/out",
            "compare nebula-patrol made/out --summary",
            f"patch {demo} -r tsn -o made/out",
        ),
        "patched in place and taken back": (
            f"patch {demo} -r torpedoes-matter --in-place",
            f"verify {demo}",
            f"restore {demo}",
            f"restore {demo}",
        ),
        "a page and pictures": (
            f"report {demo} --against {older} -o page.html --png pictures",
            f"ship {demo} 20 --png card.png",
        ),
        "what cannot be done": (
            "audit nowhere",
            "patch nebula-patrol -r nothing -o out",
            f"patch {demo} -r tsn -o {demo}/out",
            f"audit {demo} -o {demo}/artemis.ini",
            "ship stock:2.8 99999",
            "score stock:9.9",
            "merge --base nowhere a b -o out",
            "ship",
            "fly",
        ),
    }
    for name, commands in chains.items():
        yield Run(name, commands, mods)
        if "page" not in name:
            yield Run(f"{name}, CRLF", commands, mods, has_crlf=True)
    in_zip = (f"audit {demo}.zip", f"score {demo}.zip -f csv", f"patch {demo}.zip -r tsn -o out")
    yield Run(
        "a zip",
        (*in_zip, "verify out", f"patch {demo}.zip -r tsn --in-place"),
        mods,
        is_zipped=True,
    )
    three = (f"audit {demo}", f"patch {demo} -r tsn -o out", f"compare {older} {demo}")
    for page, has_crlf in (("cp437", False), ("cp850", True), ("cp1252", True), ("cp932", False)):
        yield Run(f"three jobs, {page}", three, mods, has_crlf=has_crlf, encoding=page)


def _of_stock() -> Iterator[Run]:
    for version in ("2.1", "2.4", "2.7.1", "2.7.4", "2.8"):
        stock = f"stock:{version}"
        commands = (
            f"audit {stock}",
            f"score {stock} -f csv",
            f"patch {stock} -r scale -o out",
            "verify out",
        )
        yield Run(stock, commands)
    yield Run("stock as a card", ("ship stock:2.8 0", "ship stock:2.8 4010 -f json"))
    yield Run(
        "stock of two versions",
        ("compare stock:2.4 stock:2.8", "compare stock:2.4 stock:2.8 -f csv"),
    )
    yield Run(
        "stock merged", ("merge --base stock:2.7.4 stock:2.8 stock:2.7.4 -o out", "verify out")
    )
    yield Run("stock as a page", ("report stock:2.8 -o page.html",))
    for recipe in ("tsn", "tsn-3.1", "slow-beams", "allies-2.4"):
        yield Run(f"stock by {recipe}", (f"patch stock:2.8 -r {recipe} -o out", "verify out"))


def _of_real_mods() -> Iterator[Run]:
    for path in corpus_files("vesselData.xml"):
        place = shown(path)
        if not place.startswith("mods/"):
            continue
        mod = path.parents[1]
        name = mod.name
        yield Run(
            f"{name} read",
            (f"audit {name}", f"score {name} -f csv", f"compare stock {name} --summary"),
            (mod,),
        )
        commands = (f"patch {name} -r tsn --update-text -o out", "verify out")
        yield Run(f"{name} patched", commands, (mod,))
        yield Run(f"{name} repaired", (f"audit {name} --fix", f"restore {name}"), (mod,))
    for path in corpus_files("broken/*.xml"):
        if path.exists():
            yield Run(
                f"{path.name} repaired", (f"audit {path.name}", f"audit {path.name} --fix"), (path,)
            )
    for path in corpus_files("merge/*/base.xml"):
        if path.exists():
            three = tuple(path.with_name(f"{one}.xml") for one in ("base", "ours", "theirs"))
            yield Run(
                "two people's work",
                ("merge --base base.xml ours.xml theirs.xml -o out.xml",),
                three,
            )


def came_of(run: Run) -> Outcome:
    """Do a run in a new folder, which is then removed."""
    with tempfile.TemporaryDirectory(prefix="modkit-run-") as name:
        folder = Path(name)
        for mod in run.mods:
            _lay_out(mod, folder / mod.name, run)
        commands = [_done(command, folder, run.encoding) for command in run.commands]
        files = {
            path.relative_to(folder).as_posix(): _written(path)
            for path in folder.rglob("*")
            if path.is_file()
        }
        return Outcome(commands, dict(sorted(files.items())))  # paths of Windows sort otherwise


def _lay_out(mod: Path, place: Path, run: Run) -> None:
    """Copy a mod with no more than its bytes: modes and times are the system's own."""
    copy = shutil.copyfile
    if mod.is_dir():
        shutil.copytree(mod, place, copy_function=copy)
    else:
        copy(mod, place)
    if run.has_crlf:
        for path in place.rglob("*"):
            if path.suffix in _TEXTS:
                path.write_bytes(with_crlf(path.read_bytes()))
    if run.is_zipped:
        _zip(place)


def _zip(folder: Path) -> None:
    """Put a folder into a zip that has no times, modes or system of its own."""
    with zipfile.ZipFile(folder.with_name(f"{folder.name}.zip"), "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(path.relative_to(folder).as_posix())
            member.create_system = 3
            archive.writestr(member, path.read_bytes())


def with_crlf(data: bytes) -> bytes:
    """Text with the line ends of Windows."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _done(command: str, folder: Path, encoding: str) -> Came:
    ended = modkit(*shlex.split(command), cwd=folder, encoding=encoding)
    return Came(command, ended.code, ended.out.decode("latin-1"), ended.err.decode("latin-1"))


def _written(path: Path) -> Written:
    data = path.read_bytes()
    is_kept = path.suffix == ".html" or (len(data) <= _KEPT_TEXT and path.suffix != ".png")
    text = data.decode("latin-1") if is_kept else None
    return Written(sha256(data).hexdigest(), len(data), text)


def write_record(path: Path) -> None:
    """Do all runs, two at a time, and write what came of them as JSON by name."""
    runs = all_runs()
    with ProcessPoolExecutor(2) as pool:
        outcomes = pool.map(came_of, runs)
        record = {run.name: asdict(outcome) for run, outcome in zip(runs, outcomes, strict=True)}
    path.write_text(json.dumps(record, ensure_ascii=True, indent=1), "utf-8")


def read_record(path: Path) -> dict[str, Outcome]:
    """What `write_record` wrote."""
    return {
        name: Outcome(
            [Came(**one) for one in outcome["commands"]],
            {place: Written(**one) for place, one in outcome["files"].items()},
        )
        for name, outcome in json.loads(path.read_text("utf-8")).items()
    }


if __name__ == "__main__":
    write_record(Path(sys.argv[1]))
