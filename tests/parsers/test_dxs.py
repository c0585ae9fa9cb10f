"""A mesh is a scene that is there to its end, wherever in the first and last bytes these stand."""

import pytest

from artemis_modkit.parsers.dxs import mesh_fault
from artemis_modkit.parsers.faults import Fault
from artemis_modkit.parsers.source import Span

NO_SCENE = Fault("dxs-scene", Span(0, 0), "a.dxs is no mesh: it does not begin with <scene>")
CUT = Fault("dxs-cut", Span(0, 0), "a.dxs is cut short: the end of its <scene> is missing")
SCENE = b'<scene version="1.6"><primitives/></scene>'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (SCENE, None),
        (b"<scene></scene>", None),
        (b"<scene/></scene>", None),
        (SCENE + b"\r\n\t \0\x1a", None),
        (b"<!-- x -->" + SCENE + b"<!-- y -->", None),
        (SCENE.decode().encode("utf-16"), None),
        (b"\xfe\xff" + SCENE.decode().encode("utf-16-be"), None),
        (b"", NO_SCENE),
        (b"<scenery></scene>", NO_SCENE),
        (SCENE.decode().encode("utf-16-be"), NO_SCENE),
        (SCENE[:-8], CUT),
        (b" " * 4_089 + SCENE, None),
        (b" " * 4_090 + SCENE, NO_SCENE),
        (SCENE + b"." * 248, None),
        (SCENE + b"." * 249, CUT),
        (SCENE + b"." * 248 + b"\n" * 300, None),
    ],
)
def test_a_scene_begins_in_the_first_4096_bytes_and_ends_in_the_last_256(
    data: bytes, fault: Fault | None
) -> None:
    assert mesh_fault("a.dxs", data) == fault
