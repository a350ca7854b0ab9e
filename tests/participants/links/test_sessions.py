"""A visit is of one holder, in one area of addresses, and beside no account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.links.ending import end_links, end_links_of_mailbox
from participants.links.making import make_link
from participants.models import AccessLink, Delegate, LinkSession
from participants.vocabulary import LinkEnd
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event, proven_visitor, visitor

pytestmark = pytest.mark.django_db
HOME = "/d/"


@pytest.fixture
def delegate() -> Delegate:
    event = coming_event()
    registrar = rows.operator()
    return makers.accepted(makers.delegation(event, by=registrar), by=registrar, name="Đorđe Čačak")


def test_visit_opens_the_pages_of_its_holder(delegate: Delegate) -> None:
    answer = visitor(delegate).get(HOME)
    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (
        200,
        "private, no-store",
        "noindex",
    )
    assert "Đorđe Čačak" in answer.content.decode()
    assert "sessionid" not in answer.cookies


def test_without_a_visit_the_answer_is_401(client: Client) -> None:
    answer = client.get(HOME)
    assert (answer.status_code, answer["Cache-Control"]) == (401, "private, no-store")


def test_visit_of_a_delegate_opens_nothing_of_a_focal_point(delegate: Delegate) -> None:
    client = visitor(delegate)
    assert client.get(reverse("participants:focal_point_home")).status_code == 401


def test_ending_the_links_ends_the_visits(delegate: Delegate) -> None:
    client = visitor(delegate)
    end_links(delegate, LinkEnd.REPLACED)
    assert client.get(HOME).status_code == 401
    assert AccessLink.objects.values_list("end", flat=True).get() == LinkEnd.REPLACED


def test_another_mailbox_keeps_its_visit(delegate: Delegate) -> None:
    theirs, other = visitor(delegate, email="a@example.org"), visitor(delegate, email="b@example.org")
    by_code = proven_visitor(delegate, mailbox="A@example.org")
    end_links_of_mailbox(delegate, "a@example.org", LinkEnd.ADDRESS)
    assert [client.get(HOME).status_code for client in (theirs, by_code, other)] == [401, 401, 200]


@pytest.mark.parametrize(("days", "opens"), [(30, 200), (31, 401)])
def test_visit_lasts_until_30_days_after_the_event(delegate: Delegate, days: int, opens: int) -> None:
    client = visitor(delegate)
    ended = timezone.now().date() - timedelta(days=days)
    type(delegate.event).objects.filter(pk=delegate.event_id).update(starts=ended, ends=ended)
    assert client.get(HOME).status_code == opens


def test_no_secret_is_stored(delegate: Delegate) -> None:
    link, secret = make_link(delegate, email="a@example.org")
    assert secret.startswith("sojourn_link_")
    assert [secret in str(value) for value in AccessLink.objects.values_list().get(pk=link.pk)].count(True) == 0
    assert LinkSession.objects.count() == 0


def test_a_request_joins_nothing_of_other_areas(delegate: Delegate) -> None:
    client = visitor(delegate)
    with asked() as seen:
        client.get(reverse("participants:my_calendar"))
    visit, *_others = [statement for statement, _values in seen.statements]
    assert [table in visit for table in ("tours_event", "participants_focalpoint", "tours_role")] == [
        True,
        False,
        False,
    ]
