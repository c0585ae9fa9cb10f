"""Whether work grows with its input and no faster, on any machine however busy.

One decision: sixteen runs on a sixteenth of the input race one run on all of it, by the time of
this process alone. That ratio is 1 if linear and 16 if quadratic, whatever the clock.
"""

import contextlib
import os
import time
import tracemalloc
from collections.abc import Callable

import pytest

from artemis_modkit.parsers.errors import ModkitError

Work = Callable[[], object]
_TIMES = 16
_GREATEST_RATIO = 5
_NOTICEABLE_SECONDS = 0.04 if os.name == "posix" else 0.3  # Windows ticks 64 times a second
_ATTEMPTS = 5  # a busy machine slows down one or two
_SMALLEST, _LARGEST = 60, 4_000  # repetitions, in the smaller of two inputs


def takes_linear_time(prepare: Callable[[int], Work]) -> None:
    """`prepare` gives the work on an input of so many repetitions; it may refuse a large one."""
    times = _SMALLEST
    large = prepare(_TIMES * times)
    while (long := seconds(large)) < _NOTICEABLE_SECONDS and times < _LARGEST:
        times *= 2
        large = prepare(_TIMES * times)
    small, short = prepare(times), 0.0
    for _ in range(_ATTEMPTS):
        if long < _NOTICEABLE_SECONDS:
            return
        short = max(short, seconds(small, runs=_TIMES))
        if long < _GREATEST_RATIO * short:
            return
        long = min(long, seconds(large))
    pytest.fail(f"{_TIMES} times {times} repetitions take {short:.3f} s, all at once {long:.3f} s")


def seconds(work: Work, *, runs: int = 1) -> float:
    """Processor time of this process, so that other work on the machine counts for nothing."""
    start = time.process_time()
    for _ in range(runs):
        with contextlib.suppress(ModkitError):
            work()
    return time.process_time() - start


def peak_bytes(work: Work) -> int:
    """The most memory that Python's objects take at once while work runs."""
    tracemalloc.start()
    try:
        with contextlib.suppress(ModkitError):
            work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
