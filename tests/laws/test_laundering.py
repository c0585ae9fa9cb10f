"""What --fix, patch or merge writes is never accepted more readily than the original was understood.

Damage is planted by chance into pieces of sound files. Then a repair gives back what was meant,
or the file stays as it is and the audit goes on saying why.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from artemis_modkit.audit import FixResult, Scope, fix
from artemis_modkit.audit.findings import Severity
from artemis_modkit.compare.merge import merge
from artemis_modkit.model import Mod
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.xml import XmlDocument
from artemis_modkit.patcher import Recipe, apply, load_recipe
from tests.conftest import FIXTURES, corpus_files
from tests.laws.pieces import piece_of_settings, piece_of_ships
from tests.laws.planting import BEYOND_REPAIR, Planted, planted

PATHS = {"xml": "dat/vesselData.xml", "ini": "artemis.ini"}
PIECES = {"xml": piece_of_ships, "ini": piece_of_settings}
STOCK = Mod.open("stock")
SYNTAX = ("xml-syntax", "ini-syntax", "text-encoding", "blocked-file")
AT_ONCE = 50
JOBS = ((), ("patch",), (), ("merge",))
DOUBLED = """
name = "doubled"
title = "Shields doubled"

[[step]]
why = "every ship has some"
select = { element = "shields" }
multiply = { front = 2, back = 2 }
optional = true

[[setting]]
why = "every game has it"
set = { stationEnergy = 4321 }
optional = true
"""
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
Reading = list[tuple[str, ...]]


def reading(form: str, data: bytes) -> Reading:
    """What is read of a file: elements with their depth and values, or settings with theirs."""
    if form == "ini":
        settings = IniDocument.from_bytes("artemis.ini", data).settings
        return [(one.key, one.value) for one in settings]
    depths: dict[object, int] = {None: -1}
    read: Reading = []
    for element in XmlDocument.from_bytes("dat/vesselData.xml", data).elements:
        depths[element] = depths[element.parent] + 1
        values = (text for pair in sorted(element.attributes.items()) for text in pair)
        read.append((str(depths[element]), element.name, *values))
    return read


def is_doubted(form: str, data: bytes) -> bool:
    """Whether something is wrong with a file as such."""
    if form == "ini":
        return bool(IniDocument.from_bytes(PATHS[form], data).faults)
    return bool(XmlDocument.from_bytes(PATHS[form], data).faults)


def of_windows(data: bytes) -> bytes:
    """The same text if an old program of Windows wrote what is not UTF-8 in it."""
    text = data.decode("utf-8", "surrogateescape")
    return _NOT_UTF8.sub(lambda one: _of_windows(one[0]), text).encode()


def _of_windows(escaped: str) -> str:
    return escaped.encode("utf-8", "surrogateescape").decode("cp1252", "ignore") or "\0"


def fixed(form: str, data: bytes, rules: Sequence[str] = ()) -> tuple[FixResult, bytes]:
    """What --fix says of a file, and the file after it. Raises `ModkitError` where it refuses."""
    result = fix(Mod.from_files("mod", {PATHS[form]: data}), STOCK, scope=Scope(select=rules))
    return result, result.after.get(PATHS[form], data)


def fate(form: str, damage: Planted, rules: Sequence[str] = ()) -> str:
    """What --fix makes of a damage: `restored`, `left`, `unseen` or `laundered`.

    Unseen is a damage that leaves a sound file, such as a letter of Windows within a word, if
    nothing is repaired there but what was to be repaired before.
    """
    try:
        result, after = fixed(form, damage.data, rules)
    except ModkitError:
        return "left"
    if damage.kind in BEYOND_REPAIR and after != damage.data:
        return "laundered"
    read = reading(form, after)
    meant = [fixed(form, data, rules) for data in damage.meant if not is_doubted(form, data)]
    if any(read == reading(form, data) for _, data in meant):
        return "restored"
    if after == damage.data:
        return "left" if is_doubted(form, after) else "unseen"
    if not is_doubted(form, of_windows(damage.data)):
        as_windows, data = fixed(form, of_windows(damage.data), rules)
        before = {one.message for usual, _ in meant for one in usual.fixed}
        is_as_before = {one.message for one in as_windows.fixed} <= before
        invents_nothing = any(set(read) <= set(reading(form, data)) for _, data in meant)
        is_read_so = is_as_before and read == reading(form, data)
        return "unseen" if is_read_so or invents_nothing else "laundered"
    still = any(
        one.severity is Severity.ERROR and one.rule in SYNTAX for one in result.remaining.findings
    )
    return "left" if still and is_doubted(form, after) else "laundered"


def written(form: str, job: str, data: bytes, meant: bytes, recipe: Recipe) -> bytes | None:
    """The file that patch or merge makes of some bytes; `None` where they refuse."""
    path = PATHS[form]
    mod = Mod.from_files("mod", {path: data})
    try:
        if job == "patch":
            return apply(mod, recipe).after.get(path, data)
        base = Mod.from_files("meant", {path: meant})
        return merge(mod, base, base).after.get(path, data)
    except ModkitError:
        return None


def is_laundered(form: str, job: str, damage: Planted, recipe: Recipe) -> bool:
    """Whether patch or merge writes a file that says what nobody said, and says it soundly."""
    base = damage.meant[0]
    after = written(form, job, damage.data, base, recipe)
    if after is None or damage.kind in BEYOND_REPAIR:
        return after is not None
    if is_doubted(form, after):
        return False
    sound = (damage.data, of_windows(damage.data))
    read_as = [data for data in (*damage.meant, *sound) if not is_doubted(form, data)]
    rightly = (written(form, job, data, base, recipe) for data in read_as)
    return all(reading(form, after) != reading(form, data) for data in rightly if data)


def sound_files(form: str) -> Iterator[str]:
    """Stock of all versions, the demo, and the real files that are sound."""
    mods = [Mod.open(f"stock:{version}") for version in STOCK_VERSIONS]
    mods.append(Mod.open(FIXTURES / "mods" / "nebula-patrol-1.0"))
    paths = [(mod, mod.vessel_file if form == "xml" else mod.settings_file) for mod in mods]
    yield from (mod.tree.read(path).decode() for mod, path in paths if path is not None)


def real_files(form: str) -> Iterator[str]:
    """The real files of a form that are UTF-8."""
    for path in corpus_files("vesselData.xml" if form == "xml" else "*.ini"):
        try:
            yield path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue


@cache
def whole_files(form: str, *, real: bool) -> list[str]:
    """The files that pieces are cut from."""
    files = real_files(form) if real else sound_files(form)
    return [text for text in files if PIECES[form](random.Random(0), text) is not None]


def damage_of(form: str, seed: int, *, real: bool = False) -> Planted:
    """A piece of a sound file with a damage, both by chance, always the same for a seed."""
    chance = random.Random(seed)
    piece = PIECES[form](chance, chance.choice(whole_files(form, real=real)))
    assert piece is not None
    return planted(form, piece, seed)


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Recipe:
    path = tmp_path_factory.mktemp("recipes") / "doubled.toml"
    path.write_text(DOUBLED, "utf-8")
    return load_recipe(str(path))


def laundered(form: str, seeds: range, recipe: Recipe, *, real: bool) -> list[tuple[int, str]]:
    """Every seed whose damage --fix, patch or merge launders, with the kind of damage and job.

    Every fifth damage is repaired by all rules, the others by those of syntax, which cost less.
    """
    found = []
    for seed in seeds:
        damage = damage_of(form, seed, real=real)
        if fate(form, damage, SYNTAX if seed % 5 else ()) == "laundered":
            found.append((seed, f"{damage.kind}: --fix"))
        found += [
            (seed, f"{damage.kind}: {job}")
            for job in JOBS[seed % len(JOBS)]
            if is_laundered(form, job, damage, recipe)
        ]
    return found


@pytest.mark.parametrize("first", range(0, 200, AT_ONCE))
@pytest.mark.parametrize("form", PATHS)
def test_what_is_written_is_what_was_meant_or_is_still_doubted(
    form: str, first: int, doubled: Recipe
) -> None:
    assert laundered(form, range(first, first + AT_ONCE), doubled, real=False) == []


@pytest.mark.parametrize("first", range(10_000, 10_200, AT_ONCE))
@pytest.mark.parametrize("form", PATHS)
def test_so_it_is_with_real_files(form: str, first: int, doubled: Recipe, corpus: Path) -> None:
    assert laundered(form, range(first, first + AT_ONCE), doubled, real=True) == []


@pytest.mark.parametrize("form", PATHS)
def test_damage_is_mostly_seen_and_often_repaired(form: str) -> None:
    """The law above would hold for a tool that never repairs, and for one that never looks."""
    fates = Counter(fate(form, damage_of(form, seed), SYNTAX) for seed in range(150))
    assert fates["restored"] > fates.total() / 4
    assert fates["left"] > fates.total() / 8
    assert fates["unseen"] < fates.total() / 3
