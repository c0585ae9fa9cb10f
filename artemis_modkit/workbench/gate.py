"""Who may ask: the browser that was given the first address, from our own pages, and nobody else.

Other programs and pages on this machine can reach every port. So each request must name our host
as it is (no name that was rebound to this machine), must not come from another page, and must hold
the cookie that only the first address, with its token, gives. A body has a bound.
"""

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
MOST_BYTES = 1_000_000
"""Greatest size of what a page sends: forms of texts that people type."""

_TOO_MUCH = "This is too much at once."
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Gate:
    """Lets requests of our own pages through; anything else gets a refusal and nothing more."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = f"{HOST}:{port}"
        self._origin = f"http://{HOST}:{port}"
        self._cookie = f"artemis-modkit-{port}"  # cookies are shared between the ports of a host
        self._token = secrets.token_urlsafe(32)
        self._secret = secrets.token_urlsafe(32)

    def address(self, path: str = "") -> str:
        """The first address, with the token; it leads to a path, else to the start."""
        return f"{self._origin}/?token={self._token}" + (f"&to={quote(path)}" if path else "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI wants it."""
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = self._refusal(Request(scope)) or self._app
        await answer(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        headers = request.headers
        if request.headers.getlist("host") != [self._hosts]:
            return _refused(400, "This is not the address of the workbench.")
        if headers.getlist("origin") not in ([], [self._origin]) or not _is_own(headers):
            return _refused(403, "Another page may not ask here.")
        if request.method not in ("GET", "HEAD", "POST"):
            return _refused(405, "There is nothing to do so here.")
        if request.method == "POST" and "origin" not in headers:
            return _refused(403, "Another page may not ask here.")
        given = request.query_params.getlist("token")
        if given and request.url.path == "/" and request.method == "GET":
            return self._welcome(given, request.query_params.get("to", "/"))
        if not any(hmac.compare_digest(one, self._secret) for one in self._cookies(headers)):
            return _refused(403, "Open the address that the program printed: it has the key.")
        if not _is_small(headers.get("content-length", "0")):
            return _refused(413, _TOO_MUCH)
        return None

    def _welcome(self, given: list[str], path: str) -> Response:
        if len(given) != 1 or not hmac.compare_digest(given[0].encode(), self._token.encode()):
            return _refused(403, "This key is not the one that the program printed.")
        answer = RedirectResponse(path if path.startswith("/mod/") else "/", 303)
        answer.set_cookie(self._cookie, self._secret, httponly=True, samesite="strict", path="/")
        return answer

    def _cookies(self, headers: Headers) -> list[str]:
        found = []
        for header in headers.getlist("cookie"):
            try:
                cookie = SimpleCookie(header).get(self._cookie)
            except CookieError:
                continue
            if cookie is not None and cookie.value.isascii():
                found.append(cookie.value)
        return found


def _is_own(headers: Headers) -> bool:
    """Whether a browser that says where a request comes from says: our page, or the person."""
    return headers.get("sec-fetch-site", "none") in ("none", "same-origin")


def _is_small(length: str) -> bool:
    return length.isascii() and length.isdigit() and len(length) < 20 and int(length) <= MOST_BYTES


def _refused(code: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", code, {"Connection": "close"})


def _bounded(receive: Receive) -> Receive:
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BYTES:
            raise HTTPException(413, _TOO_MUCH, {"Connection": "close"})
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            more = [
                (name.lower().encode(), text.encode())
                for name, text in _HEADERS.items()
                if name.lower().encode() not in known
            ]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sent
