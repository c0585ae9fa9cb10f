"""Which game a vesselData.xml or artemis.ini is the own file of, by digests; no text is kept."""

from hashlib import sha256

_TEXTS = {
    "1fc92bd531731eab294a9a54330ce9cca230b85935992379e5b982ac7a4891f8": "2.1",
    "00d3ff3c53a6d873be39c983434b1678718ac89641bd3e8e70ed6a95a14a53e8": "2.4",
    "25b2b36c48d3eb31af57db62f1bf841a3c730b4ab2b03de5d9dd224f7d5bf13e": "2.4",
    "0dc0ca76f36f13a7c72adbcaadc267c081b42ef670d299f35bc4e800b4ce37dc": "2.7.1",
    "bca0e3984e75b1cec3103391863317e43ae79ab583b8c6bd9850d0b382b95a43": "2.7.1",
    "0353b3a3ee38f21a1ca1a9b2edcb55911bc7743a562a3fda3de5a86e694ee696": "2.7.4",
    "f118e1bc1b5a38a7fbf321f70793996bf626326782df50c7173f63bed39bbc9c": "2.7.4",
    "0a2f6384aea8b77f9296a21a63e38149816b10bc82f98d29992ebd72d5e290b2": "2.8",
    "a14579d62f3225ba26414a245be611340a1e68d3c844cad5e24af4506af6769d": "2.8",
}
"""Versions of the game by the digest of a file, as `_digest` has it."""


def version_of_text(data: bytes) -> str | None:
    """The version of the game whose own file this is; `None` for any other.

    Line ends and blanks at the end of lines do not count: editors and git change them.
    """
    return _TEXTS.get(_digest(data))


def _digest(data: bytes) -> str:
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return sha256(b"\n".join(line.rstrip() for line in lines).strip()).hexdigest()
