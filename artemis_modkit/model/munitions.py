"""The kinds of torpedo, with the codes of vesselData.xml and the names in artemis.ini.

Sources: the game's files; games before 2.6 number the kinds 0 to 4.
"""

from enum import Enum


class Munition(Enum):
    """A kind of torpedo: code since game 2.6, code before (`None`: did not exist), name."""

    HOMING = ("trp", "0", "homing torpedo")
    NUKE = ("nuk", "1", "nuke")
    MINE = ("min", "2", "mine")
    EMP = ("emp", "3", "EMP")
    PSHOCK = ("shk", "4", "plasma shock")
    BEACON = ("bea", None, "beacon")
    PROBE = ("pro", None, "probe")
    TAG = ("tag", None, "tag")

    __hash__ = object.__hash__  # each is one object; that of `Enum` is slow, and fights ask much

    def __init__(self, code: str, old_code: str | None, title: str) -> None:
        self.code = code
        self.old_code = old_code
        self.title = title

    @property
    def is_weapon(self) -> bool:
        """Whether it does damage; beacons, probes and tags do none."""
        return self not in (Munition.BEACON, Munition.PROBE, Munition.TAG)

    @property
    def setting(self) -> str:
        """The end of its keys in artemis.ini since 2.7: `Hom` of `damageTorpHom`."""
        return "Hom" if self is Munition.HOMING else self.code.capitalize()

    @classmethod
    def of(cls, code: str) -> "Munition | None":
        """The kind with a new or old code; `None` for any other text."""
        return _BY_CODE.get(code.strip())


_BY_CODE = {
    code: munition
    for munition in Munition
    for code in (munition.code, munition.old_code)
    if code is not None
}
