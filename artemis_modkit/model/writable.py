"""Whether anything may be written of a mod: the one place that patch, merge and --fix ask.

A mod with half a merge in it, or with a picture in the place of its ships, is
refused as a whole. To write its other files would hide that it is broken.
"""

from collections.abc import Iterator

from artemis_modkit.model.mod import Mod
from artemis_modkit.model.switching import all_documents
from artemis_modkit.model.unread import unread_files
from artemis_modkit.parsers.blocking import refuse_blocked
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Source


def check_writable(mod: Mod, who: str = "") -> None:
    """Raise `ModkitError` where a file that the game reads must not be written at all.

    `who` begins the message where several mods are read, as `ours: `.
    """
    for source, faults in blocked_files(mod):
        refuse_blocked(source, faults, who)


def check_understood(mod: Mod, who: str = "") -> None:
    """Raise `ModkitError` as `check_writable` does, and for what was not read, or not for certain.

    `patch` and `merge` ask it, for they write what was read. A file that the game does not read
    (vesselData.xml.txt) would make theirs half a mod. What stands around a fault without a certain
    repair (a lost start tag, an attribute with two values) may not be what its author meant;
    `--fix` leaves such a place alone. Of settings each line stands alone, so a strange one hinders
    none.
    """
    check_writable(mod, who)
    for file in unread_files(mod):
        raise ModkitError(f"{who}{file.words}; nothing is written")
    if mod.vessel_data is None:
        return
    document = mod.vessel_data.document
    uncertain = [fault for fault in document.faults if not fault.repairable]
    if uncertain:
        cause = min(uncertain, key=lambda fault: fault.is_beside)
        line = document.source.location(cause.span.start).line
        more = f" (and {len(uncertain) - 1} more of the kind)" if len(uncertain) > 1 else ""
        raise ModkitError(
            f"{who}{document.source.name}:{line}: {cause.message}{more}; no repair of it is "
            "certain, so mend it first (`audit` tells all); nothing is written"
        )


def blocked_files(mod: Mod) -> Iterator[tuple[Source, tuple[Fault, ...]]]:
    """The files of ships and settings that must not be written, each with the faults that say why.

    Copies that a mod keeps for switching (vesselDataMOD.xml) are looked at like those in use.
    """
    for document in all_documents(mod):
        if blocking := tuple(fault for fault in document.faults if fault.blocks):
            yield document.source, blocking
