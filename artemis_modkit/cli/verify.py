"""`verify`: check that a mod holds the files that it should."""

from typing import Annotated

import typer

from artemis_modkit.cli._shared import ReportOptions


def verify(
    mod: Annotated[str, typer.Argument(metavar="DIR", help="Folder or .zip of a patched mod.")],
    *,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="OTHER",
            help="Check by another mod, or by a manifest (.json), not by its own manifest.",
        ),
    ] = None,
    to: ReportOptions,
) -> int:
    """Check the files of a mod by the manifest that `patch` wrote, or by another mod.

    The server and every client of a game must hold the same files. Exit code 0 where all are
    equal, 1 where one differs, 2 without a manifest. Of a game's folder that is held against a
    mod only the files of the mod are checked.

    Examples:
      artemis-modkit verify MyMod
      artemis-modkit verify MyMod --against "\\\\server\\Artemis"
      artemis-modkit verify "D:/Event" --against MyMod-1.2.zip
      artemis-modkit verify MyMod --against modkit-manifest.json
    """
    from artemis_modkit.patcher.verification import verify as run_verify
    from artemis_modkit.report.views.release import verify_report

    to.check("verify")
    return to.show(verify_report(run_verify(mod, against)))
