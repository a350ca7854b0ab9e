"""Requests to the WSGI application of the site in this process, from the first middleware to the last byte of the
answer.
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from django.conf import settings

from config.wsgi import application


class Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


def environ(path: str, **headers: str) -> dict[str, Any]:
    """The WSGI environment of a GET through TLS. Headers have their WSGI names, such as `HTTP_IF_NONE_MATCH`."""
    host = settings.ALLOWED_HOSTS[0]
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        **headers,
    }


def replied(asked: dict[str, Any]) -> Reply:
    """Answers the request. The answer is read to its end and closed, as a server does."""
    answer = application(dict(asked), _start)
    body = b"".join(answer)
    answer.close()
    return Reply(answer.status_code, answer.headers, body)


def _start(_status: str, _headers: list[tuple[str, str]], _error: Any = None, /) -> Callable[[bytes], object]:
    """The `start_response` of WSGI. It does nothing, as Django's response object has the status and headers itself."""
    return bytes
