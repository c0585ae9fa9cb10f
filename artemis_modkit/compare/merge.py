"""Two mods made from one, put together: what both did, in the bytes of ours.

The result is our file with edits. Nothing of ours that need not change does, and a conflict leaves
what ours says, with a comment right before it that says what all three had.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.changes.align import NONE_TOLD, FromBase
from artemis_modkit.changes.apply import ShipEdits
from artemis_modkit.changes.apply_settings import SettingEdits
from artemis_modkit.changes.decide import (
    Ask,
    Strategy,
    decided,
    is_block,
    is_conflict,
    strategy_of,
    with_blocks_as_one,
)
from artemis_modkit.changes.delta import Delta, Who, setting_delta
from artemis_modkit.changes.pairing import Told
from artemis_modkit.changes.sides import UNITS, Side, Sides, number_of, some
from artemis_modkit.changes.three_way import Clash, called, clashes, deltas_of_three, renumbered
from artemis_modkit.compare.merge_base import ChosenBase, chosen_base, going_back
from artemis_modkit.compare.texts import joined_text
from artemis_modkit.lazy import pattern
from artemis_modkit.model.missions import missions_that_take
from artemis_modkit.model.mod import Mod
from artemis_modkit.model.numbers import read_integer
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.switching import alike_copies, switched_on
from artemis_modkit.model.vessels import Vessel, VesselData
from artemis_modkit.model.wording import listed
from artemis_modkit.model.writable import check_understood
from artemis_modkit.parsers.blocking import OPEN_CONFLICT
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.parsers.ini import IniDocument
from artemis_modkit.parsers.source import Location
from artemis_modkit.parsers.xml import Element, XmlDocument

_EXPECTED = ("other-encoding", "open-conflict")
"""What may be found in what was merged."""
_UNFIT_FOR_COMMENTS = pattern("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Conflict(Struct, frozen=True):
    """A delta that nobody but a person can decide.

    Places are those of the attribute or element in `file`, `None` where there is none. `edited`
    is what a person wrote instead of either.
    """

    delta: Delta
    file: str
    our_place: Location | None
    their_place: Location | None
    edited: str | None = None


class Merged(Struct):
    """What became of two mods. `after` are the bytes of the merged files, by their paths in ours.

    `taken` are the deltas that needed no choice, `settled` the conflicts that a strategy or a
    person decided, `conflicts` those that nobody did. `notes` are sentences.
    """

    base: Mod
    ours: Mod
    theirs: Mod
    after: dict[str, bytes] = field(default_factory=dict)
    taken: dict[Who, list[Delta]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    settled: list[tuple[Conflict, Side]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def merge(
    ours: Mod,
    theirs: Mod,
    base: str | Mod | None = None,
    strategies: Sequence[Strategy] = (),
    ask: Ask | None = None,
    told: Sides[Told] = NONE_TOLD,
) -> Merged:
    """Put two mods together. `base` is a mod, what names one, `auto`, or `None` for stock.

    `ask` is asked for each conflict that no strategy decides; `None` from it leaves it open.
    `told` says which ships of base are which of ours and of theirs, where the user knows better.
    Raises `ModkitError` where ours and theirs have no kind of file in common, and where a file
    of the three must not be read as its kind.
    """
    check_understood(ours, "ours: ")
    check_understood(theirs, "theirs: ")
    chosen = ChosenBase(base, "", ()) if isinstance(base, Mod) else chosen_base(base, ours, theirs)
    check_understood(chosen.mod, "base: ")
    merged = _Merge(Merged(chosen.mod, ours, theirs), chosen, tuple(strategies), ask, told).run()
    for path, data in list(merged.after.items()):
        merged.after |= alike_copies(ours, path, data)
    others = [switched_on(mod) or (mod,) for mod in (chosen.mod, theirs)]
    for at, copy in enumerate(switched_on(ours)):
        base_copy, their_copy = (mods[min(at, len(mods) - 1)] for mods in others)
        _add_copy(merged, merge(copy, their_copy, base_copy, strategies, ask))
    return merged


def _add_copy(merged: Merged, copy: Merged) -> None:
    """Put what becomes of a copy by which players switch a mod on beside the files in use."""
    in_use = {merged.ours.vessel_file, merged.ours.settings_file}
    merged.after = copy.after | merged.after
    merged.conflicts += [conflict for conflict in copy.conflicts if conflict.file not in in_use]
    merged.settled += [one for one in copy.settled if one[0].file not in in_use]


Places = Callable[[Delta], tuple[Location | None, Location | None]]


class _Merge(Struct):
    result: Merged
    chosen: ChosenBase
    strategies: tuple[Strategy, ...]
    ask: Ask | None
    told: Sides[Told]
    answered: dict[str, Side | None] = field(default_factory=dict)
    """What a person said of two ships at one number, by path, before anything was written."""

    def run(self) -> Merged:
        result = self.result
        sides = Sides(result.base, result.ours, result.theirs)
        if self.chosen.reason:
            result.notes.append(self.chosen.reason)
        ships = [side.vessel_data for side in sides]
        settings = [side.settings for side in sides]
        if not all(ships[1:]) and not all(settings[1:]):
            raise ModkitError(
                f"{result.ours.name} and {result.theirs.name} have nothing in common to merge"
            )
        for title, kind in (("vesselData.xml", ships), ("artemis.ini", settings)):
            if (kind[1] is None) != (kind[2] is None):
                owner = result.ours if kind[2] is None else result.theirs
                result.notes.append(f"only {owner.name} has {title}; it is not merged")
        if ships[1] is not None and ships[2] is not None:
            empty = VesselData.from_bytes("none", b"<vessel_data/>")
            self._merge_ships(Sides(ships[0] or empty, ships[1], ships[2]))
        if settings[1] is not None and settings[2] is not None:
            none = Settings.from_bytes("none", b"")
            self._merge_settings(Sides(settings[0] or none, settings[1], settings[2]))
        for name, mod in (("ours", result.ours), ("theirs", result.theirs)):
            result.notes += going_back(name, mod, self.chosen)
        return result

    def _merge_ships(self, files: Sides[VesselData]) -> None:
        documents = Sides(*(file.document for file in files))
        for name, document in zip(("base", "ours", "theirs"), documents, strict=True):
            self._check(name, document)
        knows_texts = not self.result.base.is_embedded_stock
        if not knows_texts:
            self.result.notes.append(
                "the embedded stock has sentences of its own: where descriptions and taunts of "
                "ours and theirs differ, nobody knows who changed them, so they are conflicts"
            )
        alignment = FromBase(files, self.told)
        open_clashes = list(clashes(alignment, files))
        if moved := [free for clash in open_clashes if (free := self._moved(clash)) is not None]:
            self.result.notes += map(_moved, moved)
            files = files._replace(theirs=renumbered(files.theirs, moved))
            documents = Sides(*(file.document for file in files))
            alignment = FromBase(files, self.told)
            open_clashes = list(clashes(alignment, files))
        taken: dict[Element | None, Clash] = {clash.theirs: clash for clash in open_clashes}
        deltas = map(_joined, deltas_of_three(alignment, taken, knows_texts=knows_texts))
        found = list(with_blocks_as_one(deltas))
        edits = ShipEdits(documents, alignment.partners)
        self._decide(found, edits, documents.ours.source.name, _PlacesOfShips(documents))
        source = edits.source()
        again = XmlDocument.read(source)
        broken = [fault for fault in again.faults if fault.code not in _EXPECTED]
        if broken:
            raise ModkitError(f"{source.name}: cannot be merged: {broken[0].message}")
        self.result.after[source.name] = source.to_bytes()
        self._name_missions(alignment)

    def _name_missions(self, alignment: FromBase) -> None:
        """A note of the missions of both that take ships by numbers that somebody moved or took."""
        numbers = set[int]()
        for trio in alignment.units:
            known = [
                None if element is None else read_integer(number_of(element)) for element in trio
            ]
            if some(trio).name == Vessel.NAME and trio.base is not None and len(set(known)) > 1:
                numbers.update(one for one in known if one is not None)
        users = missions_that_take((self.result.ours, self.result.theirs), numbers)
        if users:
            said = [
                f"{name} ({listed([*map(str, found)], most=4)})" for name, found in users.items()
            ]
            self.result.notes.append(
                f"missions take ships by numbers that moved or went: {listed(said, most=None)}; "
                "look at them"
            )

    def _moved(self, clash: Clash) -> Clash | None:
        """The clash with the number that theirs gets; `None` where it gets none.

        What base has too always gets one. For what theirs added a strategy or a person must say so;
        where ours has not added the other one, theirs cannot have its number, so to choose theirs
        means that as well.
        """
        if not clash.is_added:
            return clash
        strategy = strategy_of(clash.path, self.strategies)
        if strategy is not None:
            is_both, chosen = strategy.side is None, strategy.side
        else:
            answer = None if self.ask is None else self.ask(clash.delta)
            is_both, chosen = isinstance(answer, str), None if isinstance(answer, str) else answer
            self.answered[clash.path] = chosen
        return clash if is_both or (chosen is Side.THEIRS and not clash.both_added) else None

    def _asked(self, delta: Delta) -> Side | str | None:
        if delta.free is not None:
            return self.answered.get(delta.path)
        return None if self.ask is None else self.ask(delta)

    def _check(self, name: str, document: XmlDocument) -> None:
        if document.root is None or document.root.name in UNITS:
            raise ModkitError(
                f"{name}: {document.source.name} has no element round its ships to merge in; "
                "put <vessel_data> round them"
            )
        if document.faults:
            if not all(fault.repairable for fault in document.faults):
                raise ModkitError(f"{name}: {document.source.name} is beyond repair; see `audit`")
            self.result.notes.append(
                f"{name}: the XML is broken in places ({len(document.faults)}); the merge works on "
                "the repaired text; `audit` shows them"
            )

    def _merge_settings(self, files: Sides[Settings]) -> None:
        documents = Sides(*(file.document for file in files))
        texts = Sides(*(file.texts for file in files))
        found = (
            setting_delta(key, Sides(*(side.get(key) for side in texts)))
            for key in dict.fromkeys((*texts.base, *texts.ours, *texts.theirs))
        )
        edits = SettingEdits(documents)
        changed = (delta for delta in found if delta.who is not Who.NOBODY)
        self._decide(changed, edits, documents.ours.source.name, _places_of_settings(documents))
        source = edits.source()
        self.result.after[source.name] = source.to_bytes()

    def _decide(
        self,
        deltas: Iterable[Delta],
        edits: ShipEdits | SettingEdits,
        file: str,
        places: Places,
    ) -> None:
        """Write every delta as it is decided, and keep what became of it."""
        for delta in deltas:
            head, *others = decided(delta, self.strategies, self._asked)
            conflict = Conflict(delta, file, *places(delta)) if is_conflict(delta) else None
            if conflict is None:
                self.result.taken.setdefault(delta.who, []).append(delta)
            elif head.side is None:
                self.result.conflicts.append(conflict)
                edits.mark(delta, _in_comment(delta))
            else:
                settled = (
                    replace(conflict, edited=head.delta.theirs) if head.is_edited else conflict
                )
                self.result.settled.append((settled, head.side))
            for decision in (head, *others):
                if decision.side is not None:
                    edits.write(decision.delta, decision.side)


class _PlacesOfShips(Struct):
    """Where a delta is in ours and in theirs; the places in an element are looked up once."""

    documents: Sides[XmlDocument]
    _known: dict[Element, dict[str, int]] = field(default_factory=dict)

    def __call__(self, delta: Delta) -> tuple[Location | None, Location | None]:
        return self._place(delta, Side.OURS), self._place(delta, Side.THEIRS)

    def _place(self, delta: Delta, side: Side) -> Location | None:
        document, element = self.documents.of(side), delta.elements.of(side)
        if element is None:
            return None
        if element not in self._known:
            places = document.places(element)
            self._known[element] = {name: place.name.start for name, place in places.items()}
        return document.location(self._known[element].get(delta.attribute or "", element.start))


def _places_of_settings(documents: Sides[IniDocument]) -> Places:
    def place(delta: Delta, document: IniDocument) -> Location | None:
        setting = document.get(delta.attribute or "")
        return None if setting is None else document.source.location(setting.key_span.start)

    return lambda delta: (place(delta, documents.ours), place(delta, documents.theirs))


def _joined(delta: Delta) -> Delta:
    """A delta; of a text of which each side changed other sentences, with those of both."""
    text = joined_text(delta)
    return delta if text is None else replace(delta, theirs=text, who=Who.THEIRS)


def _moved(clash: Clash) -> str:
    """The note of a ship that gets a free number."""
    return (
        f"{called(clash.theirs)} of theirs has the number {clash.free} in the result, because "
        f"{number_of(clash.theirs)} is {called(clash.holder)} in ours; change missions that name it"
    )


def _in_comment(delta: Delta) -> str:
    """A conflict as it stands in a comment, of XML or of artemis.ini."""
    names = ("base", "ours", "theirs")
    shown = " ".join(
        f'{name} "{text}"' if text is not None else f"{name} none"
        for name, text in zip(names, delta.texts, strict=True)
    )
    text = f"{OPEN_CONFLICT}{delta.path}: {shown}"
    if is_block(delta):
        text += f" ({delta.why})"
    text = _UNFIT_FOR_COMMENTS.sub(" ", text)
    return text.replace("--", "-&#45;").replace("--", "-&#45;")


_MOST_NAMED = 3


def merged_files(mods: Sides[Mod]) -> tuple[dict[str, bytes], list[str]]:
    """The text files of ours with those of theirs that are new or only they changed, and notes.

    A file that theirs removed stays. Raises `TooBig` as `Mod.text_files` does.
    """
    files = mods.ours.text_files()
    notes: list[str] = []
    for path, data in mods.theirs.text_files().items():
        if path in (mods.theirs.vessel_file, mods.theirs.settings_file):
            continue
        own, before = (mod.tree.resolve(path) for mod in (mods.ours, mods.base))
        known = None if before is None else mods.base.tree.read(before)
        if own is None:
            if known != data:
                files[path] = data
                notes.append(f"{path} is taken from theirs")
        elif files.get(own) not in (data, None) and known != data:
            if known == files[own]:
                files[own] = data
                notes.append(f"{own} is taken from theirs, who alone changed it")
            else:
                notes.append(f"{own} differs between the two; yours is kept")
    notes += _lacking(mods)
    return files, notes


def _lacking(mods: Sides[Mod]) -> Iterator[str]:
    """Which files of either are not in the result, where only text is."""
    own = mods.ours.other_files()
    new = [path for path in mods.theirs.other_files() if mods.ours.tree.resolve(path) is None]
    for whose, paths in (("yours", own), ("theirs that you have not", new)):
        if paths:
            count = "1 file" if len(paths) == 1 else f"{len(paths)} files"
            yield (
                f"not in the result: {count} of {whose} (meshes, pictures, sounds), such as "
                f"{', '.join(paths[:_MOST_NAMED])}; copy what the ships need"
            )
