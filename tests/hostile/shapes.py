"""Inputs that are made to cost much: each a name, the file that it stands in, and its bytes by size.

To add one, add a line. `file` says by its ending which reader and which commands it is for.
"""

from collections.abc import Callable
from dataclasses import dataclass

XML = "dat/vesselData.xml"
INI = "artemis.ini"


@dataclass(frozen=True, slots=True)
class Shape:
    """An input by its number of repetitions, and the path of the file that it is."""

    file: str
    make: Callable[[int], bytes]


def repeated(head: str, piece: str, tail: str = "", *, file: str = XML) -> Shape:
    """A piece over and over, between two others."""
    return Shape(file, lambda times: (head + piece * times + tail).encode())


def counted(head: str, piece: str, tail: str = "", *, file: str = XML) -> Shape:
    """A piece over and over, each time with another number in the place of `#`."""
    return Shape(
        file,
        lambda times: (
            head + "".join(piece.replace("#", str(one)) for one in range(times)) + tail
        ).encode(),
    )


SHAPES: dict[str, Shape] = {
    # XML: tags
    "less-than": repeated("", "<"),
    "less-than in an element": repeated("<vessel_data>", "<", "</vessel_data>"),
    "tags never closed": repeated("", "<a>"),
    "tags begun again": repeated("", "<a "),
    "tags begun again without a blank": repeated("<r>", "<a"),
    "tags begun again with an attribute": repeated("<r>", '<a b="c" '),
    "blanks in a tag": repeated("<a", " "),
    "equals": repeated("<a ", "="),
    "slashes in a tag": repeated("<a ", "/", "b>"),
    "letters beyond ascii in a name": repeated("<a", "\xd7", "/>"),
    "blanks of web pages in a tag": repeated("<a", '\xa0b="c"', "/>"),
    "loose end tags": repeated("<a>", "< / a"),
    "loose comments": repeated("<a>", "<!- b -->", "</a>"),
    # XML: attributes
    "one attribute many times": repeated("<a ", 'x="1" ', "/>"),
    "one attribute with many values": counted("<a ", 'x="#" ', "/>"),
    "attributes that nobody knows": counted(
        '<vessel_data><vessel uniqueID="1" ', 'odd#="1" ', "/></vessel_data>"
    ),
    "attributes nearly known": counted(
        '<vessel_data><vessel uniqueID="1" ', 'classnam#="1" ', "/></vessel_data>"
    ),
    "attributes without blanks": repeated("<a ", 'x="1"'),
    "attributes without quotes": repeated("<a ", "b=c"),
    "attributes without values": counted("<a ", "b# ", "/>"),
    "stray quotes": repeated("<a ", 'x="1"2"'),
    "values never ended": repeated("", '<a x="'),
    "values in turn": repeated("", """<a x="<a x=' """),
    "quotes and less-than in turn": repeated("", '"<'),
    "quotes and less-than in a value": repeated("<a x=", '"<', "/>"),
    "both quotes in turn": repeated("<a x=", "\"'", "/>"),
    "curly quotes": repeated("<a x=", "“", "/>"),
    "blanks in a value": repeated('<a x="', " ", 'b"c"/>'),
    "blanks behind a quote": repeated('<a x="a"b', " ", 'c"d"/>'),
    "quotes in a value": repeated('<a x="', '"y'),
    "bare less-than in a value": repeated('<r x="', "<", '"/>'),
    "tag ends in a value": repeated('<a x="', "> ", "<b/>"),
    "ampersands in a value": repeated('<a x="', "&", '"/>'),
    # XML: text, comments, sections
    "ampersands": repeated("<a>", "&", "</a>"),
    "ampersands in settings of xml": repeated("<a>", "&amp", "</a>"),
    "numbers of characters begun": repeated("<a>", "&#", "</a>"),
    "names of characters": repeated("<a>", "&eacute;", "</a>"),
    "long names of characters": repeated("<a>&", "e", ";</a>"),
    "brackets": repeated("<a>", "]]>", "</a>"),
    "broken text": repeated("<r>", "t<"),
    "comments begun": repeated("", "<!--"),
    "comments begun in an element": repeated("<a>", "<!-- ", "</a>"),
    "comments ended": repeated("<a>", "-->", "</a>"),
    "comments in comments": repeated("<a>", "<!-- <!-- --> -->", "</a>"),
    "hyphens": repeated("<!--", "-", "-->"),
    "hyphens in turn": repeated("<a/><!--", "- ", "-->"),
    "document types": repeated("", "<!DOCTYPE"),
    "instructions": repeated("", "<?"),
    "declarations": repeated("", '<?xml version="1.0"?>', "<a/>"),
    "sections begun": repeated("", "<![CDATA["),
    "sections": repeated("<r>", "<![CDATA[<]]>", "</r>"),
    "sections in comments": repeated("<r>", "<!--<![CDATA["),
    "sections in tags": repeated("<r>", "<<![CDATA["),
    # XML: structure
    "end tags": repeated("<a>", "</a>"),
    "wrong end tags": repeated("<a>", "</b>"),
    "wrong end tags in turn": repeated("<r>", "<a></c>", "</r>"),
    "misspelt end tags": repeated("<r>", "<vessel></vesel>", "</r>"),
    "end tags with long names": Shape(
        XML, lambda times: f"<r><{'ab' * times}></{'ba' * times}></r>".encode()
    ),
    "root ended again and again": repeated("<a><b/>", "</a><b/>"),
    "many roots": repeated("", "<a/>"),
    "many roots of ships": repeated("", '<vessel_data><vessel uniqueID="1"/></vessel_data>'),
    "unclosed among closed": repeated("<r>", "<b>\n</r>"),
    "tags without their beginning": repeated("<vessel_data>", 'vessel uniqueID="1"></vessel>\n'),
    "tags without their first mark": repeated("<vessel_data>", 'art meshfile="a"/>\n'),
    "texts between elements": repeated("<vessel_data>", "a <art/>", "</vessel_data>"),
    # What is no text of its kind
    "control characters": repeated("", "\x01\n"),
    "control characters far apart": repeated("<a>", "\x01" + "b" * 20, "</a>"),
    "control characters in lines": repeated("<a>", "\x01" + "b" * 20 + "\n", "</a>"),
    "bytes of no encoding": Shape(XML, lambda times: b"<a>" + b"caf\xe9 " * times + b"</a>"),
    "conflicts": repeated("<a>\n", "<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n", "</a>"),
    "conflicts begun": repeated("<a>\n", "<<<<<<< HEAD\n", "</a>"),
    "conflicts ended": repeated("<a>\n", "=======\n>>>>>>> d\n", "</a>"),
    "comments before a page": repeated("", "<!---->", "<a/>"),
    "instructions before a page": repeated("", "<?a?>", "<a/>"),
    # INI
    "equals in settings": repeated("", "=", file=INI),
    "junk lines": repeated("", "a\n", file=INI),
    "semicolons": repeated("", ";", file=INI),
    "blanks before equals": repeated("a", " ", "=1", file=INI),
    "blanks in a value of a setting": repeated("a=1", " ", "x", file=INI),
    "blanks in a key": repeated("a", " \t", "b", file=INI),
    "blanks in a sleeping value": repeated(";a=1", " ", "x", file=INI),
    "blanks before a note": repeated(";a=1 x", " ", "x (y)", file=INI),
    "notes": repeated(";a=b", " (", file=INI),
    "settings": repeated("", "a=1\n", file=INI),
    "carriage returns": repeated("", "\r", file=INI),
    "control characters in settings": repeated("a=", "\x01b", file=INI),
    "conflicts in settings": repeated("", "<<<<<<< HEAD\n", file=INI),
}
