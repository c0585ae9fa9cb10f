"""The pages, one topic a file: each gives its functions by the paths that they answer.

`PAGES` are of the whole workbench, `BENCH_PAGES` of an open mod, below its address. What is done
stands below `/do/` and is posted. A topic with a `TAB` has its place among the tabs.
"""

import pkgutil
from importlib import import_module
from typing import Any

_TOPICS = [
    import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
    if not module.name.startswith("_")
]


def _all(name: str) -> dict[str, Any]:
    return {path: page for topic in _TOPICS for path, page in getattr(topic, name, {}).items()}


PAGES = _all("PAGES")
BENCH_PAGES = _all("BENCH_PAGES")
