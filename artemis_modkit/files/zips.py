"""A mod in a zip, which may have been made to do harm.

Nothing is ever unpacked to disk. What the archive says of itself bounds what is
read; zipfile gives no more bytes of a member than its directory entry promises. The directory is
read once: reading it anew for each member made mods with a thousand meshes take half a minute.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from artemis_modkit.files.disk import OWN_FOLDER, open_plain
from artemis_modkit.files.trees import (
    LEADS_OUT,
    MAX_FILES,
    SKIPPED_FOLDERS,
    FileTree,
    Refused,
    normal_path,
)
from artemis_modkit.parsers.errors import ModkitError, TooBig
from artemis_modkit.parsers.source import MAX_FILE_BYTES

MAX_UNPACKED_BYTES = 4 * 1024**3
"""Greatest size of all files of a zip together, in bytes. Large mods with art have 1 GB."""

MAX_DIRECTORY_BYTES = 32 * 1024 * 1024
"""Greatest size of the list of files in a zip, in bytes. Names of 200 letters: 26 MB."""

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


_HEADER = struct.Struct("<4s22xHH")
_HEADER_SIGN = b"PK\x03\x04"
_ENTRY_SIGN = b"PK\x01\x02"
_ENCRYPTED = 0x41


def _member(
    archive: Path, members: Mapping[str, zipfile.ZipInfo], stamp: tuple[int, int], path: str
) -> bytes:
    """A member, found by the directory as it was read once; `stamp` tells that it still holds.

    The archive is open only while a member is read: nobody is kept from replacing it meanwhile.
    """
    shown = f"{archive.name}/{path}"
    info = members[path]
    if info.compress_type not in _ZIP_METHODS:
        raise ModkitError(f"{shown}: is packed in a way that is not read; use a plain zip")
    try:
        with open_plain(archive) as file:
            if _stamp(file) != stamp:
                raise ModkitError(
                    f"{archive.name}: has changed while it was read; run the command again"
                )
            _go_to(file, info)
            with zipfile.ZipExtFile(file, "r", info) as member:
                data = member.read(MAX_FILE_BYTES + 1)
    except _ZIP_TROUBLE as error:
        raise ModkitError(f"{shown}: cannot be unpacked ({_first_line(error)})") from None
    if len(data) > MAX_FILE_BYTES:
        raise TooBig(f"{shown}: unpacks to more than {MAX_FILE_BYTES:,} bytes")
    return data


class _BoundedArchive:
    """An archive whose directory is read no further than that of any mod goes.

    What an archive says of its directory may be a lie, so what is really read is counted.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self.seek, self.tell = file.seek, file.tell

    def read(self, count: int = -1) -> bytes:
        if count > MAX_DIRECTORY_BYTES:
            raise TooBig(
                f"{self._name}: the list of its files has more than {MAX_DIRECTORY_BYTES:,} bytes; "
                "is this really one mod?"
            )
        data = self._file.read(MAX_DIRECTORY_BYTES if count < 0 else count)
        if data.count(_ENTRY_SIGN) > MAX_FILES:
            raise TooBig(f"{self._name}: more than {MAX_FILES:,} files; is this really one mod?")
        return data


def zip_tree(archive: Path) -> FileTree:
    """The files of a zip. Members with unsafe paths, links and encrypted ones are refused.

    Nothing is unpacked until it is read, and then no more than `MAX_FILE_BYTES` of a file.
    Raises `ModkitError` for what is no zip, `TooBig` above the limits.
    """
    try:
        with open_plain(archive) as file:
            stamp = _stamp(file)
            watched = cast(BinaryIO, _BoundedArchive(file, archive.name))
            with zipfile.ZipFile(watched) as opened:
                infos = opened.infolist()
    except _ZIP_TROUBLE as error:
        raise ModkitError(f"{archive.name}: is no readable zip ({_first_line(error)})") from None
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
    reader = partial(_member, archive, members, stamp)
    return FileTree(reader, paths, tuple(refused), beside=frozenset(beside))


def _stamp(file: BinaryIO) -> tuple[int, int]:
    """What an archive is known again by: its size and the time of its last change."""
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _go_to(file: BinaryIO, info: zipfile.ZipInfo) -> None:
    """Go to where the bytes of a member begin. Raises `BadZipFile`, `OSError`, `ValueError`."""
    file.seek(info.header_offset)
    header = file.read(_HEADER.size)
    if len(header) < _HEADER.size or not header.startswith(_HEADER_SIGN):
        raise zipfile.BadZipFile("it does not begin where the list of files says")
    _, name, extra = _HEADER.unpack(header)
    file.seek(name + extra, os.SEEK_CUR)


def _zip_refusal(info: zipfile.ZipInfo, path: str | None) -> str:
    if path is None or ".." in info.filename.replace("\\", "/").split("/"):
        return LEADS_OUT
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    return ""


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
