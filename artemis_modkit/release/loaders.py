"""What loaders and players read of a zip: descriptions, a read-me, batch files to switch it on."""

import json
import uuid
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from msgspec import Struct

_SPACE = uuid.UUID("6d1c5f6e-6c0e-5b0b-9b1c-0a4e7d9a2c11")
_BLOCK = 1024
"""Bytes that Artemis Manager reads a description in. It keeps whole blocks: a shorter one is filled
up by NULs, which make the text no JSON."""

SAVED = "files of the game before"


class About(Struct, frozen=True):
    """What is said of a mod. `game` is the version that it is for, as `2.8`; texts may be empty.

    `has_top_folder` if all files of the zip lie in one folder of its name.
    """

    name: str
    version: str
    author: str
    description: str
    game: str
    has_top_folder: bool = False

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
    unpack, alone = (
        ("Unpack this zip, and copy what is in its folder", "Copy the folder of this zip into")
        if about.has_top_folder
        else ("Unpack this zip", "Unpack this zip into a new folder inside of")
    )
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
        f"2. {unpack} into the copy, so that dat comes upon dat; replace files when asked.",
        "3. Start Artemis.exe in the copy.",
        "Do that on the server and on every client: all must hold the same files.",
        "",
        "How to go back",
        "--------------",
        "Play in the game's own folder again; the copy may be deleted.",
        "",
        "Without a copy",
        "--------------",
        f"{alone} the game's, and run Enable.bat there. It",
        f"saves the files that it replaces into '{SAVED}'; Disable.bat puts",
        "them back.",
    ]
    if settings:
        lines += ["", "Settings that it changes (artemis.ini)", "-" * 38, *settings]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def switch_files(places: Sequence[str]) -> dict[str, bytes]:
    """Enable.bat and Disable.bat for files by their paths, to be run in a folder of the game.

    Either may be stopped at any line: nothing is replaced before all is saved and a file says so,
    and that file goes before what was saved does.
    """
    windows = [place.replace("/", "\\").replace("%", "%%%%").rpartition("\\") for place in places]
    files = [f'"{folder or "."}\\" "{name}"' for folder, _, name in windows]
    return {
        "Enable.bat": _batch(_ENABLE, _calls("save", files), _SAVED, _calls("put", files), _ON),
        "Disable.bat": _batch(_DISABLE, _calls("remove", files), _OFF),
    }


def _calls(routine: str, files: Sequence[str]) -> list[str]:
    return [f"call :{routine} {file}" for file in files]


def _batch(*parts: Sequence[str]) -> bytes:
    lines = [*_HEAD, *(line for part in parts for line in part)]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def _ended(says: str, code: int = 1) -> tuple[str, ...]:
    return (f"  echo {says}", "  pause", f"  exit /b {code}")


_HEAD = (
    "@echo off",
    "chcp 65001 >nul",
    "setlocal",
    'set "failed="',
    'set "mod=%~dp0"',
    'set "game=%~dp0..\\"',
    f'set "saved=%~dp0{SAVED}\\"',
    'set "on=%~dp0the mod is on.txt"',
    'if not exist "%game%Artemis.exe" (',
    *_ended("Unpack the mod into a folder inside of the game's, with Artemis.exe one folder up."),
    ")",
)
# A folder as the target, with a stroke at its end, is the one form of xcopy that asks nothing: what
# it takes for the answer "file" depends on the language of Windows.
_ENABLE = (
    'if exist "%on%" (',
    *_ended("The mod is on already; Disable.bat switches it off."),
    ")",
    'if not exist "%saved%" mkdir "%saved%"',
)
_SAVED = (
    "if defined failed (",
    *_ended("Not all files of the game could be saved, so none was changed."),
    ")",
    'echo Disable.bat puts the saved files back.>"%on%"',
    'if not exist "%on%" (',
    *_ended("Nothing can be written here, so no file of the game was changed."),
    ")",
)
_ON = (
    "if defined failed (",
    *_ended("Not all files could be copied; Disable.bat brings the game back."),
    ")",
    *_ended("The mod is on.", 0),
    ":save",
    'if not exist "%game%%~1%~2" exit /b 0',
    'xcopy /y /q /h /r "%game%%~1%~2" "%saved%%~1" >nul',
    'if errorlevel 1 set "failed=1"',
    "exit /b 0",
    ":put",
    'xcopy /y /q /h /r "%mod%%~1%~2" "%game%%~1" >nul',
    'if errorlevel 1 set "failed=1"',
    "exit /b 0",
)
_DISABLE = (
    'if not exist "%on%" (',
    '  if exist "%saved%" rmdir /s /q "%saved%"',
    *_ended("The mod is not on."),
    ")",
    'dir /b /s /a-d "%saved%" >nul 2>nul',
    "if errorlevel 1 goto :all_back",
    'xcopy /y /q /h /r /s "%saved%*" "%game%" >nul',
    "if errorlevel 1 (",
    *_ended("Not all files could be put back; close the game and run it again."),
    ")",
    ":all_back",
)
_OFF = (
    'del "%on%"',
    'rmdir /s /q "%saved%"',
    *_ended("The mod is off; the game is as it was.", 0),
    ":remove",
    'if exist "%saved%%~1%~2" exit /b 0',
    'if exist "%game%%~1%~2" del /f /q "%game%%~1%~2"',
    "exit /b 0",
)
