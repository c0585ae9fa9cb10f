"""A workbench that serves, and somebody who asks it."""

import http.client
import json
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from artemis_modkit.files.disk import OWN_FOLDER
from artemis_modkit.model.stock import STOCK_VERSIONS
from artemis_modkit.workbench.benches import Benches
from artemis_modkit.workbench.pages.start import demo
from artemis_modkit.workbench.server import Workbench


@dataclass
class Answer:
    """What was answered."""

    code: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A workbench at its address; `key` is that of the browser that was let in."""

    benches: Benches
    workbench: Workbench
    first: str
    cookie: str = ""
    port: int = field(init=False)

    def __post_init__(self) -> None:
        self.port = urlsplit(self.first).port or 0
        answer = self.ask("GET", self.first.removeprefix(self.origin), cookie="")
        self.cookie = answer.headers.get("set-cookie", "").split(";")[0]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.first).query)["token"][0]

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        cookie: str | None = None,
        **headers: str,
    ) -> Answer:
        """A request with just these headers, `_` for `-`, and the cookie unless another is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = {name.replace("_", "-"): text for name, text in headers.items()}
            known = self.cookie if cookie is None else cookie
            if known:
                sent["Cookie"] = known
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            found = {name.lower(): text for name, text in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, **fields: str) -> Answer:
        """A form of our own page."""
        return self.ask("POST", path, urlencode(fields).encode(), Origin=self.origin)


def serve(folder: Path) -> tuple[Served, threading.Thread]:
    benches = Benches(folder / "state" / "workbench.json")
    workbench = Workbench(benches)
    begun: queue.Queue[str] = queue.Queue()
    thread = threading.Thread(target=workbench.serve, args=("", begun.put), daemon=True)
    thread.start()
    return Served(benches, workbench, begun.get(timeout=60)), thread


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workbench for the tests of a module."""
    found, thread = serve(tmp_path_factory.mktemp("served"))
    yield found
    found.workbench.end()
    thread.join(20)


@pytest.fixture
def slipped(tmp_path: Path) -> Path:
    """The demo in a folder of its own."""
    return demo(tmp_path)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a stock to disk, as a mod."""

    def write(version: str) -> Path:
        folder = tmp_path / f"stock-{version}"
        for path, data in STOCK_VERSIONS[version].files().items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        return folder

    return write


def files_of(folder: Path) -> dict[str, bytes]:
    """All files of a mod, without what the journal keeps."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and OWN_FOLDER not in path.parts
    }
