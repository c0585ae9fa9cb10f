"""How the workbench begins and ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from artemis_modkit.workbench.benches import Benches
from tests.workbench.conftest import serve


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
