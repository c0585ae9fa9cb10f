"""What loaders and players read of a zip: descriptions, a read-me, batch files to switch it on."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

_SPACE = uuid.UUID("6d1c5f6e-6c0e-5b0b-9b1c-0a4e7d9a2c11")
_BLOCK = 1024
"""Bytes that Artemis Manager reads a description in. It keeps whole blocks: a shorter one is filled
up by NULs, which make the text no JSON."""

SAVED = "files of the game before"


@dataclass(frozen=True, slots=True)
class About:
    """What is said of a mod. `game` is the version that it is for, as `2.8`; texts may be empty."""

    name: str
    version: str
    author: str
    description: str
    game: str

    @property
    def title(self) -> str:
        """Its name and version."""
        return f"{self.name} {self.version}".strip()

    @property
    def identity(self) -> str:
        """The same for every version of a mod of one name."""
        return str(uuid.uuid5(_SPACE, self.name.lower()))


def mod_loader_definition(about: About) -> bytes:
    """The .aml of Artemis Mod Loader. Files whose paths are the game's need no map in it."""
    attributes = {
        "ID": about.identity,
        "Title": about.title,
        "Author": about.author,
        "Description": about.description,
        "DefinitionVersion": "1",
        "LastVerifiedArtemisVersion": about.game,
    }
    said = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<?xml version="1.0" encoding="utf-8"?>\r\n<ModConfiguration {said} />\r\n'.encode()


def manager_description(about: About) -> bytes:
    """The description that Artemis Manager reads: ASCII, filled up with blanks to whole blocks."""
    content = {
        "ModIdentifier": about.identity,
        "Name": about.name,
        "Description": about.description,
        "Author": about.author,
        "Version": about.version,
        "RequiredArtemisVersion": f"{about.game}.0" if about.game.count(".") == 1 else about.game,
        "IsMission": False,
        "IsArtemisBase": False,
        "IsArtemisCosmos": False,
    }
    text = json.dumps(content, indent=2).encode("ascii")
    return text.ljust(-(-len(text) // _BLOCK) * _BLOCK)


def read_me(about: About, settings: Sequence[str]) -> bytes:
    """The read-me, with the line ends of Windows; `settings` are lines of what they change."""
    lines = [
        about.title,
        "=" * len(about.title),
        *([about.description, ""] if about.description else []),
        *([f"By {about.author}."] if about.author else []),
        f"For Artemis {about.game}.",
        "",
        "How to play it",
        "--------------",
        "1. Copy the whole folder of the game, and give the copy a name of its own.",
        "2. Unpack this zip into the copy, so that dat comes upon dat; replace files when asked.",
        "3. Start Artemis.exe in the copy.",
        "Do that on the server and on every client: all must hold the same files.",
        "",
        "How to go back",
        "--------------",
        "Play in the game's own folder again; the copy may be deleted.",
        "",
        "Without a copy",
        "--------------",
        "Unpack this zip into a new folder inside of the game's, and run Enable.bat there. It",
        f"saves the files that it replaces into '{SAVED}'; Disable.bat puts",
        "them back.",
    ]
    if settings:
        lines += ["", "Settings that it changes (artemis.ini)", "-" * 38, *settings]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def switch_files(paths: Sequence[str]) -> dict[str, bytes]:
    """Enable.bat and Disable.bat for files by their paths, to be run in a folder of the game."""
    windows = [path.replace("/", "\\").replace("%", "%%%%") for path in paths]
    return {
        "Enable.bat": _batch(_ENABLE, [f'call :on "{path}"' for path in windows], _ON),
        "Disable.bat": _batch(_DISABLE, [f'call :off "{path}"' for path in windows], _OFF),
    }


def _batch(head: Sequence[str], calls: Sequence[str], routine: Sequence[str]) -> bytes:
    lines = [*_HEAD, *head, *calls, *routine]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


_HEAD = (
    "@echo off",
    "chcp 65001 >nul",
    "setlocal",
    'set "mod=%~dp0"',
    'set "game=%~dp0..\\"',
    f'set "saved=%~dp0{SAVED}\\"',
    'if not exist "%game%Artemis.exe" (',
    "  echo Unpack the mod into a folder inside of the game's, where Artemis.exe is one folder up.",
    "  pause",
    "  exit /b 1",
    ")",
)
_ENABLE = (
    'if exist "%saved%" (',
    "  echo The mod is on already; Disable.bat switches it off.",
    "  pause",
    "  exit /b 1",
    ")",
    'mkdir "%saved%"',
)
_ON = (
    "echo The mod is on.",
    "pause",
    "exit /b 0",
    ":on",
    'if exist "%game%%~1" echo F|xcopy /y /q /h /r "%game%%~1" "%saved%%~1" >nul',
    'echo F|xcopy /y /q /h /r "%mod%%~1" "%game%%~1" >nul',
    "exit /b 0",
)
_DISABLE = (
    'if not exist "%saved%" (',
    "  echo The mod is not on.",
    "  pause",
    "  exit /b 1",
    ")",
)
_OFF = (
    'rmdir /s /q "%saved%"',
    "echo The mod is off; the game is as it was.",
    "pause",
    "exit /b 0",
    ":off",
    'if exist "%saved%%~1" (',
    '  echo F|xcopy /y /q /h /r "%saved%%~1" "%game%%~1" >nul',
    ") else (",
    '  del /q "%game%%~1" >nul 2>nul',
    ")",
    "exit /b 0",
)
