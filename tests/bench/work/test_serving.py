import pytest

from bench.events import made_event
from bench.measuring import Work
from bench.requests import Reply, environ, replied
from bench.site.shared import made_shared
from bench.site.texts import repeatable
from bench.work import serving
from tests.counting import asked
from tests.factories import rows
from tours.models import Event

# A server closes its connections between requests, which would end a transaction around the test.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("bench.urls")]


@pytest.fixture
def event() -> Event:
    made = made_event(30, made_shared(repeatable(1), cities=12))
    rows.publish(made)
    return made


def test_plain_view_asks_one_query_for_one_row(event: Event) -> None:
    with asked() as seen:
        reply = replied(environ(f"/plain/{event.slug}/"))
    assert (reply.status, reply.body, seen.queries, seen.rows()) == (200, event.title.encode(), 1, 1)


@pytest.mark.parametrize("output", serving.OUTPUTS)
def test_output_asks_one_query_for_one_row_unless_it_is_drawn(event: Event, output: str) -> None:
    seen = serving.questions(event.slug, output)
    assert {name: (one.queries, one.rows()) for name, one in seen.items()} == {
        "cold": (3, 2) if output == "page" else (2, 2),
        "warm": (1, 1),
        "304": (1, 1),
    }


def test_works_are_requests_for_what_they_are_named_after(event: Event) -> None:
    plain, warm, unchanged = (
        replied_by(work)
        for work in (
            serving.plain(event.slug),
            serving.warm(event.slug, "calendar"),
            serving.unchanged(event.slug, "calendar"),
        )
    )
    assert (plain.status, plain.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (warm.status, warm.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert warm.headers["Content-Encoding"] == "gzip"


def replied_by(work: Work) -> Reply:
    reply = work.run()
    assert isinstance(reply, Reply)
    return reply


def test_lengths_are_those_of_the_bodies(event: Event) -> None:
    plain, gzipped = serving.lengths(event.slug, "calendar")
    assert plain == len(replied(environ(f"/events/{event.slug}/programme.ics")).body)
    assert 0 < gzipped < plain
