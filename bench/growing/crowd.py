"""Readers who all ask for one output at the same moment, right after everything that was kept of it is gone."""

import time
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Barrier
from typing import Any

from django.db import connection

from bench.requests import replied
from bench.work.serving import request_for
from tours.models import PublishedEvent
from tours.serving.kept_outputs import purge

READERS = 8
TURNS = 3


def after_a_purge(slug: str, output: str, readers: int = READERS) -> float:
    """The seconds of the processor for all readers together, the median of some turns."""
    return median(_turn(slug, request_for(slug, output), readers) for _each in range(TURNS))


def in_turn(slug: str, output: str, readers: int = READERS) -> float:
    """The time for readers who ask one after another: the first has the output drawn, the others get the kept one."""
    return median(_one_by_one(slug, request_for(slug, output), readers) for _each in range(TURNS))


def _one_by_one(slug: str, request: dict[str, Any], readers: int) -> float:
    replied(request | {"PATH_INFO": f"/plain/{slug}/"})
    _purge(slug)
    before = time.process_time()
    for _reader in range(readers):
        replied(request)
    return time.process_time() - before


def _turn(slug: str, request: dict[str, Any], readers: int) -> float:
    """Raises RuntimeError where a reader got no answer, or another one than the others."""
    began: list[float] = []
    together = Barrier(readers, action=lambda: began.append(time.process_time()))

    def read() -> tuple[int, bytes]:
        replied(request | {"PATH_INFO": f"/plain/{slug}/"})  # opens this thread's connection to the database
        together.wait()
        reply = replied(request)
        connection.close()
        return reply.status, reply.body

    _purge(slug)
    with ThreadPoolExecutor(readers) as pool:
        answers = set(pool.map(lambda _reader: read(), range(readers)))
    spent = time.process_time() - began[0]
    if len(answers) != 1 or {status for status, _body in answers} != {200}:
        raise RuntimeError(f"{readers} readers of {request['PATH_INFO']} got {len(answers)} different answers.")
    return spent


def _purge(slug: str) -> None:
    purge(PublishedEvent.objects.filter(slug=slug).values_list("digest", flat=True))
