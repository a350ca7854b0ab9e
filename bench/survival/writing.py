"""People who write through the pages of the site, and a check afterwards of what was stored."""

import threading
import time
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection

from accounts.models.sessions import SessionStore
from bench.survival.site import Site, until
from tests.factories import rows
from tours.models import Edition, Organisation

PEOPLE = 6
LIST = "/admin/tours/organisation/"
TOKEN = "b" * 32
"""The CSRF token, which a client must send both in the cookie and in the form."""


def signed_in() -> str:
    """The cookies of a signed-in operator, who has published an event."""
    operator = rows.operator()
    rows.publish(rows.full_event(3), by=operator)
    session = SessionStore()
    session[SESSION_KEY] = str(operator.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = operator.get_session_auth_hash()
    session.save()
    connection.close()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


class Writers:
    """Threads that add one organisation after another, each with a name in another script, while the block runs.

    Each write makes three rows, one of them in the log, in one transaction. It is acknowledged by a redirect to the
    list.
    """

    def __init__(self, site: Site, *, cookies: str) -> None:
        self._site, self._cookies = site, cookies
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(PEOPLE)]
        self.acknowledged: set[str] = set()
        self.cut_off: set[str] = set()
        self.refused = 0

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def wait_for_one(self) -> None:
        """Waits until the site has acknowledged another write.

        Raises SystemExit if it answers but refuses all writes.
        """
        before, refused = len(self.acknowledged), self.refused
        until(lambda: len(self.acknowledged) > before or self.refused > refused + PEOPLE, "Nothing is written")
        if len(self.acknowledged) == before:
            raise SystemExit("The site refuses what is written: whoever writes may not, or the form has changed.")

    def _write(self, who: int) -> None:
        number = 0
        while not self._done.is_set():
            number += 1
            name = f"Organisation {who}-{number}"
            try:
                answer = self._site.ask(f"{LIST}add/", body=form(name), cookies=self._cookies)
            except ConnectionRefusedError:  # no server listens, so nothing was sent
                time.sleep(0.05)
            except (OSError, HTTPException):
                self.cut_off.add(name)
            else:
                self._note(name, written=answer == (302, LIST))

    def _note(self, name: str, *, written: bool) -> None:
        if written:
            self.acknowledged.add(name)
        else:
            self.refused += 1


def form(name: str) -> str:
    return urlencode(
        {
            "csrfmiddlewaretoken": TOKEN,
            "name": name,
            "names-TOTAL_FORMS": "1",
            "names-INITIAL_FORMS": "0",
            "names-0-text": f"단체 {name}",
            "names-0-language": "ko",
            "names-0-script": "Hang",
        }
    )


class Found(NamedTuple):
    database: str
    lost: int
    kept_unsaid: int
    halves: int
    integrity: str
    guard: str


def found(writers: Writers) -> Found:
    names = dict(Organisation.objects.filter(name__startswith="Organisation ").values_list("name", "pk"))
    of_organisations = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Organisation))
    logged = {int(key or 0) for key in of_organisations.values_list("object_id", flat=True)}
    whole = set(Organisation.objects.filter(names__text__startswith="단체").values_list("pk", flat=True))
    return Found(
        database=connection.vendor,
        lost=len(writers.acknowledged - names.keys()),
        kept_unsaid=len(writers.cut_off & names.keys()),
        halves=len({*names.values()} ^ whole | {*names.values()} ^ logged),
        integrity=_integrity(),
        guard=_guard(),
    )


def _integrity() -> str:
    try:
        connection.check_constraints()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                return "intact" if cursor.fetchall() == [("ok",)] else "BROKEN"
    except DatabaseError as broken:
        return f"BROKEN: {broken}"
    return "intact"


def _guard() -> str:
    try:
        Edition.objects.update(digest="0" * 64)
    except DatabaseError:
        return "guarded"
    return "NOT GUARDED"
