"""An OpenID Connect server on this machine, which signs everyone in as the person that a test sets."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt

CLIENT = "sojourn"


class OpenIdServer(ThreadingHTTPServer):
    """The server. `person` has the claims about whoever signs in."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.person: dict[str, Any] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: OpenIdServer

    def do_GET(self) -> None:
        if self.path == "/.well-known/openid-configuration":
            at = self.server.address
            ends = {"authorization": f"{at}/authorize", "token": f"{at}/token", "userinfo": f"{at}/who"}
            known = {f"{name}_endpoint": address for name, address in ends.items()}
            self._answer({"issuer": at, "jwks_uri": f"{at}/keys", **known})
        else:
            self._answer(self.server.person)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        claims = {"iss": self.server.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.server.person}
        token = jwt.encode(claims, "0" * 32, algorithm="HS256")
        self._answer({"access_token": "token", "token_type": "Bearer", "id_token": token})

    def _answer(self, value: dict[str, Any]) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Logs nothing, as it would be the only line on the screen."""


@contextmanager
def serving() -> Iterator[OpenIdServer]:
    with OpenIdServer() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
