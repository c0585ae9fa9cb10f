"""The one error that a user may see, and its two special cases.

Everything that is wrong *in* a mod is a fault or a finding; an exception says that a
request cannot be carried out at all. The command line prints its message as one line.
"""


class ModkitError(Exception):
    """A request that cannot be done; the message says where, what is wrong, what would work."""


class TooBig(ModkitError):
    """An input that goes over a stated limit of size, depth or number."""


class OverlappingEdits(ModkitError):
    """Two edits that want to change the same characters."""


class Slip(Exception):
    """What cannot be understood or done; the message says why, and who catches it knows where."""
