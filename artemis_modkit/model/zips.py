"""A mod in a zip, which may have been made to do harm.

One decision: nothing is ever unpacked to disk. What the archive says of itself bounds what is
read; zipfile gives no more bytes of a member than its directory entry promises.
"""

import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from artemis_modkit.model.trees import (
    LEADS_OUT,
    MAX_FILES,
    SKIPPED_FOLDERS,
    FileTree,
    Refused,
    normal_path,
)
from artemis_modkit.parsers.disk import OWN_FOLDER
from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.source import MAX_FILE_BYTES

MAX_UNPACKED_BYTES = 4 * 1024**3
"""Greatest size of all files of a zip together, in bytes. Large mods with art have 1 GB."""

# not LZMA: there the archive says how much memory unpacking takes
_ZIP_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2}
_ZIP_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class _ZipReader:
    archive: Path
    members: Mapping[str, zipfile.ZipInfo]

    def read(self, path: str) -> bytes:
        shown = f"{self.archive.name}/{path}"
        if self.members[path].compress_type not in _ZIP_METHODS:
            raise ModkitError(f"{shown}: is packed in a way that is not read; use a plain zip")
        try:
            with zipfile.ZipFile(self.archive) as archive, archive.open(self.members[path]) as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except _ZIP_TROUBLE as error:
            raise ModkitError(f"{shown}: cannot be unpacked ({_first_line(error)})") from None
        if len(data) > MAX_FILE_BYTES:
            raise TooBig(f"{shown}: unpacks to more than {MAX_FILE_BYTES:,} bytes")
        return data


def zip_tree(archive: Path) -> FileTree:
    """The files of a zip. Members with unsafe paths, links and encrypted ones are refused.

    Nothing is unpacked until it is read, and then no more than `MAX_FILE_BYTES` of a file.
    Raises `ModkitError` for what is no zip, `TooBig` above the limits.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            infos = opened.infolist()
    except _ZIP_TROUBLE as error:
        raise ModkitError(f"{archive.name}: is no readable zip ({_first_line(error)})") from None
    if len(infos) > MAX_FILES:
        raise TooBig(f"{archive.name}: more than {MAX_FILES:,} files; is this really one mod?")
    if sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise TooBig(f"{archive.name}: unpacks to more than {MAX_UNPACKED_BYTES:,} bytes")
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    refused: list[Refused] = []
    beside: set[str] = set()
    for info in infos:
        if info.filename.endswith("/"):
            continue
        path = normal_path(info.filename)
        reason = _zip_refusal(info, path)
        if path is None or reason:
            refused.append(Refused(info.filename, reason))
        elif path.lower() in seen:
            refused.append(Refused(info.filename, "a second file of one name (on Windows)"))
        elif PurePosixPath(path).parent.name == OWN_FOLDER:
            beside.add(path)
            members[path] = info
        elif not SKIPPED_FOLDERS.intersection(PurePosixPath(path).parts):
            seen.add(path.lower())
            members[path] = info
    paths = tuple(sorted(members.keys() - beside))
    return FileTree(_ZipReader(archive, members), paths, tuple(refused), beside=frozenset(beside))


def _zip_refusal(info: zipfile.ZipInfo, path: str | None) -> str:
    if path is None or ".." in info.filename.replace("\\", "/").split("/"):
        return LEADS_OUT
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link"
    if info.flag_bits & 0x1:
        return "encrypted"
    return ""


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
