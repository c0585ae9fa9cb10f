"""`.dxs`: meshes, which are XML scenes as the editor DeleD writes them.

One decision: a mesh is not parsed to judge it. Files have megabytes, exporters are careless and the
game's reader is lenient, so only what no reader can do without is asked for: a scene that is
there to its end. `mesh` reads the shape of one, for pictures.
"""

import codecs
import re

from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Span

_SCENE = re.compile(rb"<scene[\s/>]")
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4096
"""Bytes from the beginning in which the scene must start; stock begins with it."""

_TAIL = 256
"""Bytes before the end in which the scene must end."""


def mesh_fault(name: str, data: bytes) -> Fault | None:
    """What makes a mesh unreadable; `None` where nothing does. Any bytes are fine."""
    text = narrow(data)
    if not _SCENE.search(text[:_HEAD]):
        return _fault("dxs-scene", f"{name} is no mesh: it does not begin with <scene>")
    if b"</scene" not in text.rstrip(b"\0\r\n\t \x1a")[-_TAIL:]:
        return _fault("dxs-cut", f"{name} is cut short: the end of its <scene> is missing")
    return None


def narrow(data: bytes) -> bytes:
    """The bytes of a scene with one byte a letter, also of a file that has two."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data


def _fault(code: str, message: str) -> Fault:
    return Fault(code, Span(0, 0), message)
