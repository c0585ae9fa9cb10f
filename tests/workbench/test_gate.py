"""Other pages and programs ask the workbench: each is refused, and nothing of it is done."""

import socket
import threading
from pathlib import Path

import pytest

from tests.workbench.conftest import Answer, Served

FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def refused(answer: Answer, code: int = 403) -> bool:
    """Whether nothing was said but why not."""
    return (answer.code, answer.headers["content-type"]) == (
        code,
        "text/plain; charset=utf-8",
    ) and (len(answer.body) < 100)


def opened(served: Served) -> list[str]:
    return [bench.place for bench in served.benches.opened.values()]


def test_the_first_address_gives_a_cookie_that_scripts_and_other_sites_cannot_use(
    served: Served,
) -> None:
    answer = served.ask("GET", f"/?token={served.token}", cookie="")
    assert answer.code == 303
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert served.token not in answer.headers["set-cookie"]
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("token", ["", "x", "ü", "0" * 43])
def test_a_token_that_is_guessed_is_refused(served: Served, token: str) -> None:
    assert refused(
        served.ask("GET", f"/?token={token.encode().hex() if token == 'ü' else token}", cookie="")
    )


def test_two_tokens_are_none(served: Served) -> None:
    assert refused(served.ask("GET", f"/?token={served.token}&token=x", cookie=""))


@pytest.mark.parametrize(
    "cookie", ["", "a=b", "artemis-modkit-1=x", "\xff=\xff", ";;;=", "x" * 4000]
)
def test_without_the_cookie_nothing_is_shown(served: Served, cookie: str) -> None:
    for path in ("/", "/static/app.js", "/beat", "/mod/x/", "/nowhere"):
        assert refused(served.ask("GET", path, cookie=cookie))


def test_the_right_name_with_another_value_is_refused(served: Served) -> None:
    name, _, value = served.cookie.partition("=")
    for wrong in ("", value[:-1], value + "x", value.swapcase()):
        assert refused(served.ask("GET", "/", cookie=f"{name}={wrong}"))


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1", "http://localhost:1", ""]
)
def test_a_form_or_fetch_of_another_page_is_refused(
    served: Served, origin: str, tmp_path: Path
) -> None:
    before = opened(served)
    answer = served.ask("POST", "/do/open", b"place=stock:2.8", Origin=origin, **FORM)
    assert refused(answer)
    assert "access-control-allow-origin" not in answer.headers
    assert opened(served) == before


def test_a_form_that_does_not_say_where_it_is_from_is_refused(served: Served) -> None:
    assert refused(served.ask("POST", "/do/open", b"place=stock:2.8", **FORM))


@pytest.mark.parametrize("site", ["cross-site", "same-site", "x"])
def test_a_link_or_picture_of_another_page_is_refused(served: Served, site: str) -> None:
    """Cookies go to all ports of a host, so a page at another port is another site to us."""
    assert refused(served.ask("GET", "/", Sec_Fetch_Site=site))


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", ""])
def test_a_name_that_was_rebound_to_this_machine_is_refused(served: Served, host: str) -> None:
    assert refused(served.ask("GET", "/", Host=host), 400)
    assert refused(served.ask("GET", f"/?token={served.token}", Host=host), 400)


def test_a_web_socket_gets_no_connection(served: Served) -> None:
    answer = served.ask(
        "GET", "/", Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==", Origin="http://evil.example",
    )  # fmt: skip
    assert refused(answer)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_ways_to_ask_do_nothing(served: Served, method: str) -> None:
    assert refused(served.ask(method, "/", Origin=served.origin), 405)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../gate.py", "/static/%2e%2e/gate.py", "/static/..%2fgate.py", "/static//etc/passwd",
        "/static/%00", "/mod/../../etc/passwd", "/mod/%2e%2e/", "/mod/x/../../etc/passwd",
    ],
)  # fmt: skip
def test_a_path_leads_to_no_file(served: Served, path: str) -> None:
    answer = served.get(path)
    assert answer.code in (303, 404)
    assert b"root:" not in answer.body


def test_a_body_of_a_hundred_megabytes_is_refused_by_its_length(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 20) as line:
        head = (
            f"POST /do/open HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: {served.origin}\r\n"
            f"Cookie: {served.cookie}\r\nContent-Length: 104857600\r\n\r\n"
        )
        line.sendall(head.encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_a_body_without_a_length_is_read_no_further_than_its_bound(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 20) as line:
        head = (
            f"POST /do/open HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nOrigin: {served.origin}\r\n"
            f"Cookie: {served.cookie}\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        line.sendall(head.encode())
        try:
            for _ in range(40):
                line.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        except OSError:
            return  # the connection was closed on us
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_a_thousand_requests_at_once_leave_it_well(served: Served) -> None:
    codes: list[int] = []

    def ask() -> None:
        try:
            codes.append(served.get("/beat").code)
        except OSError:
            codes.append(0)  # not even taken

    many = [threading.Thread(target=ask) for _ in range(1000)]
    for one in many:
        one.start()
    for one in many:
        one.join(60)
    assert len(codes) == 1000
    assert set(codes) <= {0, 204, 503}
    assert served.get("/beat").code == 204


def test_hostile_names_and_places_are_only_said(served: Served, tmp_path: Path) -> None:
    for place in (
        "",
        "\0",
        "../../../etc/passwd",
        "C:\\con",
        "x" * 5000,
        "<script>alert(1)</script>",
    ):
        answer = served.post("/do/open", place=place)
        assert answer.code == 422
        assert "<script>alert" not in answer.text


def test_a_link_that_leads_out_is_not_read(served: Served, tmp_path: Path) -> None:
    mod = tmp_path / "mod" / "dat"
    mod.mkdir(parents=True)
    secret = tmp_path / "secret.xml"
    secret.write_text("<vessel_data><!-- secret --></vessel_data>")
    try:
        (mod / "vesselData.xml").symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no links")
    answer = served.post("/do/open", place=str(tmp_path / "mod"))
    assert answer.code == 422
    assert "is not read" in answer.text
    assert not any(str(tmp_path) in place for place in opened(served))


def test_every_page_forbids_scripts_frames_and_pages_of_others(served: Served) -> None:
    headers = served.get("/").headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
