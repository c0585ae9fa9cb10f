"""A second opinion on a patch: what a list of changes promises, and what the bytes say.

Nothing here knows how recipes work. `balance_of` keeps accounts of attributes by vessel and
element; `rest_of` cuts out of two texts whatever differs between their trees.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from artemis_modkit.model import VesselData
from artemis_modkit.parsers.xml import Element, XmlDocument
from artemis_modkit.patcher import Change

Account = Counter[tuple[int | None, str, str, str]]


def balance_of(data: VesselData) -> Account:
    """How often each value stands in the file, by vessel, element and attribute."""
    return Counter(entry for element in data.document.elements for entry in _entries(data, element))


def booked(before: Account, changes: Iterable[Change]) -> Account:
    """The balance of a file after a list of changes."""
    account = before.copy()
    for change in changes:
        vessel, element = change.vessel, change.element or ""
        if change.attribute is not None:
            if change.before is not None:
                _book(account, (vessel, element, change.attribute, change.before), -1)
            if change.after is not None:
                _book(account, (vessel, element, change.attribute, change.after), 1)
        elif change.before is None or change.after is None:
            sign = 1 if change.before is None else -1
            for name, value in _parsed(change.after or change.before or "").items():
                _book(account, (vessel, element, name, value), sign)
        else:
            for entry, count in list(account.items()):
                if entry[:2] == (vessel, change.before):
                    _book(account, entry, -count)
                    _book(account, (vessel, change.after, *entry[2:]), count)
    return account


def _book(account: Account, entry: tuple[int | None, str, str, str], count: int) -> None:
    account[entry] += count
    assert account[entry] >= 0, f"{entry} is changed and was not there"
    if not account[entry]:
        del account[entry]


def _entries(data: VesselData, element: Element) -> Iterator[tuple[int | None, str, str, str]]:
    owner = data.owner(element)
    vessel = owner.id if owner else None
    for name, value in element.attributes.items():
        yield (vessel, element.name, name, value)


def _parsed(tag: str) -> dict[str, str]:
    (element,) = XmlDocument.from_bytes("tag", tag.encode()).elements
    return element.attributes


def rest_of(before: VesselData, after: VesselData) -> tuple[str, str]:
    """Both texts without the attributes and elements in which they differ."""
    ours, theirs = before.document, after.document
    cuts: tuple[list[_Cut], list[_Cut]] = ([], [])
    assert ours.root is not None
    assert theirs.root is not None
    _compare(ours, theirs, ours.root, theirs.root, cuts)
    return _without(ours.text, cuts[0]), _without(theirs.text, cuts[1])


_Cut = tuple[int, int]
_NEW_NAMES = {"carrier": "carrierload"}


def _compare(
    ours: XmlDocument,
    theirs: XmlDocument,
    one: Element,
    other: Element,
    cuts: tuple[list[_Cut], list[_Cut]],
) -> None:
    if one is other:
        return
    if one.name != other.name:
        cuts[0].append((one.start, one.start + 1 + len(one.name)))
        cuts[1].append((other.start, other.start + 1 + len(other.name)))
    for name in one.attributes.keys() | other.attributes.keys():
        if one.attributes.get(name) != other.attributes.get(name):
            for document, element, found in ((ours, one, cuts[0]), (theirs, other, cuts[1])):
                if name in element.attributes:
                    place = document.places(element)[name]
                    found.append((_blanks_before(document, place.name.start), place.value.end + 1))
    partners = _numbered(other, {})
    for key, child in _numbered(one, _NEW_NAMES).items():
        if key in partners:
            _compare(ours, theirs, child, partners.pop(key), cuts)
        else:
            cuts[0].append((_blanks_before(ours, child.start), _end_with_comment(ours, child)))
    for child in partners.values():
        cuts[1].append((_blanks_before(theirs, child.start), child.close_end))


def _numbered(parent: Element, new_names: dict[str, str]) -> dict[tuple[str, int], Element]:
    counts: dict[str, int] = {}
    found = {}
    for child in parent.children:
        name = new_names.get(child.name, child.name)
        counts[name] = counts.get(name, 0) + 1
        found[name, counts[name]] = child
    return found


def _end_with_comment(document: XmlDocument, element: Element) -> int:
    """The end of an element that goes, with a comment on it behind it in its line."""
    comment = re.compile(r"[ \t]*<!--[^\n]*?-->(?=[ \t]*\r?\n)").match(
        document.text, element.close_end
    )
    return comment.end() if comment else element.close_end


def _blanks_before(document: XmlDocument, at: int) -> int:
    start = max(0, at - 500)
    return start + len(document.text[start:at].rstrip())


def _without(text: str, cuts: list[_Cut]) -> str:
    done, kept = 0, []
    for start, end in sorted(cuts):
        kept.append(text[done:start])
        done = max(done, end)
    return "".join((*kept, text[done:]))
