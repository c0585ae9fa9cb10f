"""The page's engine in a V8 without a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from artemis_modkit.report.page.assembly import engine


@contextmanager
def v8() -> Iterator[Any]:
    """A V8 with the page's engine; tests skip where no wheel of it is.

    It is closed while Python still runs: one that is left to the end of the process waits at times
    for a thread that is gone already, for ever.
    """
    racer = pytest.importorskip(
        "py_mini_racer", reason="no wheel of mini-racer is installed for this machine"
    )
    with racer.MiniRacer() as context:
        context.eval(engine())
        yield context
