"""What must never be repaired or written: half a merge, and what is no text of its kind.

Readers of XML, of settings and of recipes ask here first. Of a file with such
faults nothing else is said, and what can be read of it is read without repairs.
"""

from collections.abc import Iterable

from artemis_modkit.parsers.characters import clean
from artemis_modkit.parsers.conflicts import blanked, conflict_faults, with_one_side
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Source
from artemis_modkit.parsers.stand_ins import binary_fault, nul_fault, stand_in_fault


def blocking_faults(source: Source) -> tuple[Fault, ...]:
    """One fault for what the file is instead of a text; else one for each unresolved conflict.

    Empty for a text file, however broken. Cheap: it looks at the beginning, and for the marks
    of conflicts and NUL bytes.
    """
    if stand_in := stand_in_fault(source):
        return (stand_in,)
    if conflicts := tuple(conflict_faults(source)):
        return conflicts
    damage = nul_fault(source) or binary_fault(source)
    return () if damage is None else (damage,)


def legible_text(source: Source, faults: Iterable[Fault]) -> str:
    """What can be read of a file with blocking faults, as long as its text, the rest blank.

    One side of each conflict, a text with holes; of what is no text, nothing.
    """
    codes = {fault.code for fault in faults}
    if codes <= {"git-conflict", "open-conflict"}:
        return with_one_side(clean(source.text))
    return clean(source.text) if codes == {"nul-bytes"} else blanked(source.text)


def blocked_words(source: Source, faults: Iterable[Fault]) -> str:
    """Where the first blocking fault is and what to do; empty without one."""
    blocking = [fault for fault in faults if fault.blocks]
    if not blocking:
        return ""
    line = source.location(blocking[0].span.start).line
    more = f" (and {len(blocking) - 1} more)" if len(blocking) > 1 else ""
    return f"{source.name}:{line}: {blocking[0].message}{more}"


def refuse_blocked(source: Source, faults: Iterable[Fault], who: str = "") -> None:
    """Raise `ModkitError` for the first blocking fault: whose, where it is, and what to do."""
    if words := blocked_words(source, faults):
        raise ModkitError(f"{who}{words}; nothing is written")
