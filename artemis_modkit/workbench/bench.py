"""A mod on the bench: its files as they were read, and the changes made to them so far.

A change is a text as `--with` takes it. So all that is shown after one is what the command would
say of it, taking one back is taking its text out of a list, and the list is a recipe. The files are
read once and kept, so what is written never rests on other bytes than what was seen; where the disk
has others by then, nothing is written.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar, cast

from msgspec import Struct, field

from artemis_modkit.audit import Accepted, AuditResult, Finding, FixResult, audit, fix
from artemis_modkit.audit.audit import Scope
from artemis_modkit.balance import Assessment, Conditions, Weights
from artemis_modkit.balance.fleet import Fleet
from artemis_modkit.files.replacing import Backup
from artemis_modkit.lazy import pattern
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock, with_ships
from artemis_modkit.model.tables import TomlTable
from artemis_modkit.model.wording import first_of
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import PatchResult, apply
from artemis_modkit.patcher.library import recipe_of
from artemis_modkit.patcher.manifest import with_manifest
from artemis_modkit.patcher.what_if import kept, what_if

T = TypeVar("T")
ACCEPTED = "accepted.json"
"""The list of accepted findings of a mod, right in its folder."""

_MOST_NAMED = 3
_VALUE = pattern(r"(?!recipe:)(?P<target>(?:(?!:[+-])[^=])+)=(?!\s*\*)", re.DOTALL)


class Bench(Struct):
    """A mod that is worked on. `said` are sentences that the next page begins with.

    `changes` are those that are made, in their order, `undone` those that were taken back, the
    last first. `place` is what it was opened by.
    """

    place: str
    mod: Mod
    changes: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    conditions: Conditions = field(default_factory=Conditions)
    said: list[str] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)
    _known: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def open(cls, place: str, changes: Sequence[str] = ()) -> "Bench":
        """A mod with the changes that were made of it before. Raises `ModkitError`."""
        bench = cls(place, _read(place))
        bench._make_again(changes, "A change of before is left out")
        return bench

    def _make_again(self, changes: Sequence[str], left_out: str) -> None:
        for change in changes:
            try:
                self.change(change)
            except ModkitError as error:
                self.said.append(f"{left_out}: {error}")

    def once(self, name: str, compute: Callable[[], T]) -> T:
        """Something that holds until a change is made, the conditions or the files are others."""
        if name not in self._known:
            self._known[name] = compute()
        return cast("T", self._known[name])

    # Changes --------------------------------------------------------------------------------------

    def change(self, change: str) -> None:
        """Make one more change. Raises `ModkitError`, with all as before, where it cannot be."""
        after = [*self.changes, change]
        done = _effective(after)
        found = what_if(self.mod, done)
        if found.values[-1] or len(done) <= len(_effective(self.changes)):
            self._set(after, [])
            self._known["changed"] = found.mod

    def change_all(self, changes: Sequence[str]) -> None:
        """Make changes one after the other, or none. Raises `ModkitError`, with all as before."""
        before = self.changes, self.undone
        try:
            for change in changes:
                self.change(change)
        except ModkitError:
            self._set(*before)
            raise

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        if self.changes:
            self._set(self.changes[:-1], [self.changes[-1], *self.undone])

    def redo(self) -> None:
        """Make the change again that was taken back last, if there is one."""
        if self.undone:
            self._set([*self.changes, self.undone[0]], self.undone[1:])

    def forget(self) -> None:
        """Take all changes back that are not written."""
        self._set([], [*self.changes, *self.undone])

    def _set(self, changes: list[str], undone: list[str]) -> None:
        self.changes, self.undone = changes, undone
        self._forget(_OF_CHANGES)

    def _forget(self, names: Sequence[str]) -> None:
        for name in names:
            self._known.pop(name, None)

    def under(self, conditions: Conditions) -> None:
        """Look at the ships under other conditions."""
        if conditions != self.conditions:
            self.conditions = conditions
            self._forget([name for name in self._known if name not in _OF_FILES])

    @property
    def changed(self) -> Mod:
        """The mod with its changes, in memory."""

        def made() -> Mod:
            return what_if(self.mod, _effective(self.changes)).mod if self.changes else self.mod

        return self.once("changed", made)

    def recipe(self, name: str = "my-changes") -> str:
        """The changes as the text of a recipe."""
        return kept(self.mod, _effective(self.changes), name)

    def patched(self) -> PatchResult:
        """What the recipe of the changes does to the files. Raises `ModkitError`."""
        table = TomlTable.parsed("my-changes.toml", self.recipe())
        return apply(self.mod, recipe_of(table))

    def write(self) -> Backup | None:
        """Write the changes into the files of the mod. Raises `ModkitError`, with all as before."""
        result = self.patched()
        before, after = with_manifest(self.mod, result.recipes, result.before, result.after)
        backup = self.replace(before, after, f"change {first_of(self.changes, _MOST_NAMED)}")
        self._set([], [])
        return backup

    # What it can do -------------------------------------------------------------------------------

    @property
    def stock(self) -> Mod:
        """The stock that it is measured by."""
        return fitting_stock(self.mod)

    @property
    def assessment(self) -> Assessment:
        """The ships with the changes. Raises `ModkitError` for a mod without ships."""
        return self._assessed("assessment", self.changed)

    @property
    def has_ships(self) -> bool:
        """Whether there are ships to look at: its own, or stock's under its settings."""
        return bool(with_ships(self.changed, self.stock).vessels)

    @property
    def before(self) -> Assessment:
        """The ships without the changes. Raises `ModkitError` for a mod without ships."""
        return self._assessed("before", self.mod) if self.changes else self.assessment

    def _assessed(self, name: str, mod: Mod) -> Assessment:
        def assessed() -> Assessment:
            fleet = Fleet.of(mod, self.stock, self.conditions)
            if not fleet.ships:
                raise ModkitError(f"{mod.name}: there are no ships in it to look at")
            return Assessment(fleet, stock, Weights.standard())

        stock = self.once("stock", lambda: Fleet.of(self.stock, self.stock, self.conditions))
        return self.once(name, assessed)

    # Findings -------------------------------------------------------------------------------------

    @property
    def result(self) -> AuditResult:
        """What the audit finds in the files as they are on disk, but for what is accepted."""
        return self.once("audit", lambda: audit(self.mod, self.stock, scope=self._scope()))

    def finding(self, fingerprint: str) -> Finding:
        """The finding of a fingerprint. Raises `ModkitError` where it is gone."""
        for one in self.result.findings:
            if one.fingerprint == fingerprint:
                return one
        raise ModkitError(f"{self.mod.name}: this finding is not there any more")

    def fixed(self, fingerprint: str = "") -> FixResult:
        """What the repair of a finding does, or of all that is certain. Raises `ModkitError`."""
        one = self.finding(fingerprint) if fingerprint else None
        ask = None if one is None else bool
        return fix(self.mod, self.stock, scope=self._scope(), finding=one, ask=ask)

    def repair(self, fingerprint: str = "") -> Backup | None:
        """Write the repair of a finding, or of all that is certain. Raises `ModkitError`."""
        fix_result = self.fixed(fingerprint)
        return self.replace(fix_result.before, fix_result.after, "repair findings")

    def accept(self, findings: Sequence[Finding]) -> None:
        """Put findings on the list of what is accepted. Raises `ModkitError`."""
        new, before = Accepted.of(findings), {}
        if (old := self._accepted) is not None:
            new, before = old[1].joined(new), {ACCEPTED: old[0]}
        self.replace(before, {ACCEPTED: new.to_text().encode()}, "accept findings")

    def _scope(self) -> Scope:
        return Scope(accepted=Accepted({}) if self._accepted is None else self._accepted[1])

    @property
    def _accepted(self) -> tuple[bytes, Accepted] | None:
        folder = self.mod.tree.whole_folder
        if folder is None or not (folder / ACCEPTED).is_file():
            return None
        data = (folder / ACCEPTED).read_bytes()
        return data, Accepted.read(ACCEPTED, data.decode("utf-8-sig", "replace"))

    # The files ------------------------------------------------------------------------------------

    @property
    def folder(self) -> Path | None:
        """Where its files lie; `None` for what cannot be changed in place: a zip, stock."""
        return self.mod.tree.folder

    def replace(
        self, before: Mapping[str, bytes], after: Mapping[str, bytes], what: str
    ) -> Backup | None:
        """Write files of the mod, which are read anew. Raises `ModkitError`, with all as before.

        `what` is for people who take it back.
        """
        backup = self.mod.replace_files(before, after, what=f"workbench: {what}")
        self.read()
        return backup

    def read(self) -> None:
        """Read the files anew; the changes stay. Raises `ModkitError` where that cannot be."""
        self.mod = _read(self.place)
        self._known.clear()
        changes, undone = self.changes, self.undone
        self.changes = []
        self._make_again(changes, "A change does not fit any more and is left out")
        self.undone = undone

    def others(self) -> list[str]:
        """The files that another program has changed, made or removed since they were read."""
        if self.folder is None:
            return []
        try:
            files, own = Mod.open(self.place).text_files(), self.mod.text_files()
        except ModkitError:
            return [self.mod.name]
        paths = dict.fromkeys((*own, *files))
        return [path for path in paths if own.get(path) != files.get(path)]


_OF_CHANGES = ("changed", "assessment")
_OF_FILES = ("changed", "audit", "lines")
"""What no conditions move."""


def _read(place: str) -> Mod:
    """A mod whose text files are kept as they are now."""
    mod = Mod.open(place)
    if not mod.is_embedded_stock:
        mod = mod.with_files(mod.text_files())
    _ = mod.vessel_data, mod.settings  # read once, for all that is made of it
    return mod


def _effective(changes: Sequence[str]) -> list[str]:
    """The changes without those of a value that a later one sets again."""
    found: list[str] = []
    seen: set[str] = set()
    for change in reversed(changes):
        value = _VALUE.match(change)
        if value is None:
            seen.clear()  # a recipe, a factor or a part that comes goes on from what it finds
        elif value["target"] in seen:
            continue
        else:
            seen.add(value["target"])
        found.append(change)
    return found[::-1]
