"""How the workbench begins and ends."""

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from artemis_modkit.files.restoring import has_own_folder, restore
from artemis_modkit.workbench import server
from artemis_modkit.workbench.bench import Bench
from artemis_modkit.workbench.benches import Benches
from artemis_modkit.workbench.server import Workbench
from tests.workbench.conftest import files_of, serve


def test_its_button_ends_it_and_keeps_what_is_not_written(slipped: Path, tmp_path: Path) -> None:
    served, thread = serve(tmp_path)
    key = served.benches.open(str(slipped))
    served.benches.opened[key].change("0:shields.front=100")
    answer = served.post("/do/end")
    thread.join(20)
    assert (answer.code, thread.is_alive()) == (200, False)
    assert Benches(served.benches.state).recent() == [
        {"place": str(slipped), "name": "demo", "changes": ["0:shields.front=100"]}
    ]


def test_it_answers_while_the_browser_that_it_opened_makes_it_wait(tmp_path: Path) -> None:
    workbench = Workbench(Benches(tmp_path / "state.json"))
    codes: list[int] = []

    def begun(address: str) -> None:
        first = urlsplit(address)
        connection = http.client.HTTPConnection(first.netloc, timeout=30)
        connection.request("GET", f"{first.path}?{first.query}")
        codes.append(connection.getresponse().status)
        connection.close()
        workbench.end()

    workbench.serve("", begun)
    assert codes == [303]


def test_where_no_browser_is_it_prints_the_address_and_ends_by_ctrl_c(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows sends Ctrl-C to all of a console")
    command = [sys.executable, "-m", "artemis_modkit", "open", "stock:2.8", "--no-browser"]
    started = subprocess.Popen(
        [*command, "--state", str(tmp_path / "state.json")], stdout=subprocess.PIPE, text=True
    )
    assert started.stdout is not None
    first = started.stdout.readline()
    assert first.startswith("Open in a browser")
    assert "http://127.0.0.1:" in first
    assert started.stdout.readline() == "Ctrl-C ends it.\n"
    started.send_signal(signal.SIGINT)
    rest, _ = started.communicate(timeout=60)
    assert rest.splitlines() == ["The workbench has ended."]
    assert started.returncode == 0


def test_it_ends_when_no_page_has_said_for_long_that_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "BEAT", 0.01)
    served, thread = serve(tmp_path)
    assert served.get("/beat").code == 204
    assert thread.is_alive()
    monkeypatch.setattr(server, "IDLE", 0)
    thread.join(60)
    assert not thread.is_alive()


_CHANGES = ("0:shields.front=100", "artemis.ini:jumpTimeCoeff=2")
_KILLED = """
import os, signal, sys
from pathlib import Path
from artemis_modkit.workbench.benches import Benches
from artemis_modkit.workbench.server import Workbench
from artemis_modkit.workbench.server import Workbench

mod, state, last, *changes = sys.argv[1:]
benches = Benches(Path(state))
key = benches.open(mod)
benches.opened[key].change_all(changes)
real, calls = os.replace, []

def replace(*of, **more):
    calls.append(of)
    if len(calls) == int(last):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return real(*of, **more)

os.replace = replace
Workbench(benches).serve(f"/mod/{key}/", lambda address: print(address, flush=True))
"""


@pytest.mark.parametrize("last", [1, 2, 3])
def test_killed_while_it_writes_it_leaves_whole_files_that_can_be_brought_back(
    last: int, slipped: Path, tmp_path: Path
) -> None:
    before = files_of(slipped)
    bench = Bench.open(str(slipped), _CHANGES)
    new = bench.patched().after
    assert len([path for path in new if new[path] != before.get(path)]) == 2
    command = [sys.executable, "-c", _KILLED, str(slipped), str(tmp_path / "state.json")]
    started = subprocess.Popen([*command, str(last), *_CHANGES], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    address = urlsplit(started.stdout.readline().strip())
    asked = http.client.HTTPConnection(address.netloc, timeout=60)
    asked.request("GET", f"{address.path}?{address.query}")
    welcome = asked.getresponse()
    welcome.read()
    page = welcome.headers["Location"]
    headers = {
        "Cookie": welcome.headers["Set-Cookie"].split(";")[0],
        "Origin": f"http://{address.netloc}",
    }
    asked.request("POST", f"{page}do/write", b"", headers)
    with pytest.raises((http.client.HTTPException, OSError)):
        asked.getresponse()
    started.communicate(timeout=60)
    assert started.returncode != 0

    after = files_of(slipped)
    assert before.keys() <= after.keys()
    assert all(after[path] in (before[path], new.get(path)) for path in before)
    if has_own_folder(slipped):
        restore(slipped)
    assert files_of(slipped) == before
