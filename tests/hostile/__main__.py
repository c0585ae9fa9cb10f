"""What each hostile shape costs at two sizes: `python -m tests.hostile`.

One row a shape: bytes and seconds of both sizes, and how many times as much the larger one takes.
A cost in proportion to the input has two like ratios. Texts are audited, zips looked through,
recipes run over two ships; what has a bound is refused, which makes its ratio small.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from artemis_modkit.audit import audit
from artemis_modkit.model import Mod
from tests.hostile import archives
from tests.hostile.growth import Work, seconds
from tests.hostile.shapes import SHAPES, Shape
from tests.hostile.test_archives import STOCK, looked_through, packed
from tests.patcher.hostile_recipes import HARMLESS, REFUSED
from tests.patcher.test_hostile_recipes import run

TEXTS, ZIPS, RECIPES = (4_000, 32_000), (64, 512), (4_000, 32_000)
"""Repetitions of the piece that a shape is made of, in the smaller input and in the larger."""

Sized = Callable[[int], tuple[int, Work]]
"""The input of so many repetitions: its size in bytes, and the work on it."""


def works(folder: Path) -> Iterator[tuple[str, tuple[int, int], Sized]]:
    """Every shape by its kind and name."""
    for name, shape in SHAPES.items():

        def text(times: int, shape: Shape = shape) -> tuple[int, Work]:
            data = shape.make(times)
            return len(data), lambda: audit(Mod.from_files("m", {shape.file: data}), STOCK)

        yield f"{'ini' if shape.file.endswith('.ini') else 'xml'}: {name}", TEXTS, text
    for name in archives.SHAPES:

        def archive(times: int, name: str = name) -> tuple[int, Work]:
            path = folder / "far.zip"
            path.write_bytes(packed(name, times))
            return path.stat().st_size, lambda: looked_through(path)

        yield f"zip: {name}", ZIPS, archive
    recipes = {**{name: shape for name, (shape, _) in REFUSED.items()}, **HARMLESS}
    for name, make in recipes.items():

        def recipe(times: int, make: Callable[[int], str] = make) -> tuple[int, Work]:
            text = make(times)
            return len(text), lambda: run(folder, text)

        yield f"recipe: {name}", RECIPES, recipe


def main() -> None:
    """Print the table, the shapes in the order in which they are declared."""
    print(f"{'shape':52}{'kB':>8}{'s':>8}{'kB':>8}{'s':>8}{'bytes x':>9}{'time x':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, sizes, sized in works(Path(folder)):
            row = []
            for times in sizes:
                size, work = sized(times)
                seconds(work)  # what is loaded or looked up once is no cost of the input
                row.append((size, min(seconds(work) for _ in range(2))))
            (small, short), (large, long) = row
            ratios = f"{large / small:9.1f}{long / max(short, 1e-6):8.1f}"
            print(
                f"{name:52}{small / 1e3:8.0f}{short:8.3f}{large / 1e3:8.0f}{long:8.3f}{ratios}",
                flush=True,
            )


if __name__ == "__main__":
    main()
