"""Coverage-guided fuzzing of everything that reads files: `python tests/fuzz/fuzz_inputs.py`.

One decision: the fuzzer runs in a process of its own and this one sums it up, because
libFuzzer ends the process that it runs in. Needs `pip install -e .[fuzz]` (Linux only).
The first byte of an input chooses the reader, the rest is the file.
"""

import argparse
import importlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = PROJECT / "fixtures" / "broken"
_READERS_OF_SUFFIX = {".xml": (b"x", b"j"), ".ini": (b"i", b"k"), ".zip": (b"z",)}
_GREATEST_INPUT = 4_096


def main() -> int:
    """Fuzz for a bounded time; 0 if every law held, else 1 and the input that broke one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=30, help="how long to fuzz")
    options.add_argument("--keep", type=Path, help="folder for what is learned (else none)")
    options.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    sys.path.insert(0, str(PROJECT))
    if chosen.worker is not None:
        _fuzz(chosen.worker, chosen.seconds)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        return _fuzz_aside(chosen.keep or Path(temporary), chosen.seconds)


def _fuzz_aside(folder: Path, seconds: int) -> int:
    _plant_seeds(folder)
    command = [sys.executable, __file__, "--seconds", str(seconds), "--worker", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    counts = [int(count) for count in re.findall(r"^#(\d+)", run.stderr, re.MULTILINE)]
    tried = f"{max(counts, default=0):,} inputs in {seconds} s"
    if run.returncode == 0:
        print(f"fuzz: {tried}, every law held")
        return 0
    print(run.stderr, run.stdout, sep="\n", file=sys.stderr)
    written = re.findall(r"Test unit written to (\S+)", run.stderr)
    print(f"fuzz: {tried}, a law was broken by the input {', '.join(written) or 'shown above'}")
    return 1


def _plant_seeds(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in SEEDS.iterdir():
        for reader in _READERS_OF_SUFFIX.get(path.suffix, ()):
            (folder / f"{reader.decode()}-{path.name}").write_bytes(reader + path.read_bytes())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mod/dat/vesselData.xml", "<vessel_data/>")
        archive.writestr("mod/dat/scout.snt", bytes(8000))
    (folder / "z-mod.zip").write_bytes(b"z" + packed.getvalue())


def _fuzz(folder: Path, seconds: int) -> None:
    atheris = importlib.import_module("atheris")  # not where it is only type-checked
    with atheris.instrument_imports(include=["artemis_modkit"]):
        from tests.fuzz.readers import read_any
    limits = (f"-max_total_time={seconds}", f"-max_len={_GREATEST_INPUT}", "-timeout=20")
    atheris.Setup([sys.argv[0], *limits, str(folder)], read_any)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
