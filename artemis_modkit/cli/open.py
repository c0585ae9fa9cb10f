"""`open`: the workbench, a page in the browser to look at mods and to change them."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from artemis_modkit.cli._console import Stopped, say


def open(
    mod: Annotated[
        str | None,
        typer.Argument(
            metavar="[MOD]", help="Folder, .zip, file, or stock[:VERSION] to begin with."
        ),
    ] = None,
    *,
    browser: Annotated[bool, typer.Option(help="Show it in the browser, or print where.")] = True,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to keep what was opened and not written yet."),
    ] = None,
) -> int:
    """Open the workbench: see a mod, change it, watch what that does.

    It runs until its page is closed, its End is pressed, or Ctrl-C.

    Examples:
      artemis-modkit open MyMod
      artemis-modkit open
      artemis-modkit open stock:2.8 --no-browser
    """
    import webbrowser

    from artemis_modkit.workbench.benches import Benches, state_file
    from artemis_modkit.workbench.server import Workbench

    benches = Benches(state or state_file())
    path = "" if mod is None else f"/mod/{benches.open(mod)}/"

    def begun(address: str) -> None:
        shown = browser and webbrowser.open(address)
        how = (
            "It is in your browser; if not, open" if shown else "Open in a browser on this machine:"
        )
        say(f"{how} {address}\nCtrl-C ends it.\n")

    with suppress(Stopped):  # Ctrl-C is how it ends, too
        Workbench(benches).serve(path, begun)
    say("The workbench has ended.\n")
    return 0
