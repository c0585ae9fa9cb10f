"""XML as people break it: a sound text with pieces cut, doubled, pasted in and cut off."""

from collections.abc import Callable

from hypothesis import strategies as st

SOUND = """\
<!-- head - x -->
<vessel_data version="2.6">
  <hullRace ID="1" name="Moth Court" keys="player friendly">
    <taunt immunity="is calm" text="Your ship's ugly!"/>
    <taunt immunity="is odd" text='a "b" c'/>
  </hullRace>
  <vessel uniqueID="0" side="0" classname="Light &amp; Cruiser" broadType="player">
    <art meshfile="dat/moth.dxs"
         scale="0.2"/>
    <shields front="80" back="80" />
    <beam_port x= " 102.14" y="8" damage="1"/> <!-- Homing"-->
    <long_desc text="Moth^two "/>
  </vessel>
  <vessel uniqueID="1" side="0"><long_desc text="x"/></vessel>
</vessel_data>
"""

_PIECES = (
    *("<", ">", "/", '"', "'", "&", "=", "-", "--", "\t", "\r", "\n", " ", "\xa0", "é", "\ufeff"),
    *("-->", "<!--", "</vessel>", "<vessel ", "</vessel_data>", "<art ", "/>", "text", '"/>\n'),
    *("\0", "\x92", "\x0b", "\u2028", "&amp;", "&#0;", "&#65;", "&#x110000;", "&#xD800;", "&b;"),
    *("<![CDATA[", "]]>", '<?xml version="1.0"?>', "<?x?>", '<!DOCTYPE a [<!ENTITY b "c">]>'),
    *('x="1"', "x=1", '"y="2"', 'xmlns:a="b"', 'a:b="c"', "<a:b/>", 'xml:lang="x"', 'xmlns="u"'),
)

_Damage = Callable[[str], str]
_places = st.integers(0, len(SOUND) + 100)
_lengths = st.sampled_from((1, 1, 1, 2, 5, 30, 200))
pieces_of_markup = st.sampled_from(_PIECES)


def _pasted(at: int, piece: str) -> _Damage:
    return lambda text: text[:at] + piece + text[at:]


def _cut(at: int, length: int) -> _Damage:
    return lambda text: text[:at] + text[at + length :]


def _doubled(at: int, length: int) -> _Damage:
    return lambda text: text[: at + length] + text[at:]


def _cut_off(at: int) -> _Damage:
    return lambda text: text[:at]


def _without(mark: str, times: int) -> _Damage:
    return lambda text: text.replace(mark, "", times)


_damages = st.one_of(
    st.builds(_pasted, _places, pieces_of_markup),
    st.builds(_cut, _places, _lengths),
    st.builds(_doubled, _places, _lengths),
    st.builds(_cut_off, _places),
    st.builds(_without, st.sampled_from(('"', "/>", ">", "=", "</vessel>")), st.integers(1, 3)),
)


@st.composite
def damaged_xml(draw: st.DrawFn) -> bytes:
    """A small vesselData with up to six damages, in one of the encodings that files have."""
    text = SOUND
    for damage in draw(st.lists(_damages, min_size=1, max_size=6)):
        text = damage(text)
    return draw(_encoded(text))


def heaps_of_markup() -> st.SearchStrategy[bytes]:
    """Pieces of markup in no order at all."""
    return st.lists(pieces_of_markup, max_size=12).map("".join).flatmap(_encoded)


def _encoded(text: str) -> st.SearchStrategy[bytes]:
    return st.sampled_from(("utf-8", "utf-8", "utf-8", "latin-1", "utf-16")).map(
        lambda encoding: text.encode(encoding, "replace")
    )


any_bytes = st.builds(
    lambda mark, data: mark + data,
    st.sampled_from(
        (
            *(b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"),
            *(b"<\0a\0", b"\0<\0a", b"\x93a\x94", b'<?xml version="1.0" encoding="cp1252"?>'),
            *(b'<?xml version="1.0" encoding="%s"?>' % name for name in (b"ascii", b"utf-16")),
        )
    ),
    st.binary(max_size=60) | st.text("<a b='\"/>&;=\r\n\x92\x85é", max_size=40).map(str.encode),
)
"""Any bytes at all, behind marks and declarations of encodings, true or not."""
