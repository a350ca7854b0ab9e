"""What a reader has chosen, as a page and as a calendar: from the address alone, and only what everyone may see."""

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.counting import asked
from tests.factories import rows
from tours.agenda.chosen import MOST_CHOSEN
from tours.models import AgendaItem, Event
from tours.vocabulary import Access, Level, Status

pytestmark = pytest.mark.django_db
PAGE, FILE = "/events/week/my-programme/", "/events/week/my-programme.ics"
COMING = timezone.now().date() + timedelta(days=20)


def week(**facts: object) -> Event:
    return rows.event(slug="week", title="Week", starts=COMING, ends=COMING, **facts)


def query(items: Iterable[AgendaItem], **others: int) -> dict[str, str | int]:
    return {"items": ".".join(item.uid.hex for item in items), **others}


def told(client: Client, *items: AgendaItem, **others: int) -> str:
    """The text of the page."""
    html = client.get(PAGE, query(items, **others)).content.decode()
    return " ".join(re.sub("<[^>]+>", " ", html[html.index("<main") : html.index("</main>")]).split())


def queries_of(client: Client, address: str, items: Iterable[AgendaItem], **others: int) -> int:
    with asked() as seen:
        client.get(address, query(items, **others))
    return seen.queries


def listed(client: Client, *items: AgendaItem) -> list[str]:
    html = client.get(PAGE, query(items)).content.decode()
    return re.findall(r'<h4>(?:<s>)?<a href="[^"]*"><bdi>([^<]*)</bdi></a>', html)


def test_chosen_items_stand_in_the_order_of_the_programme_and_no_others(client: Client) -> None:
    event = week()
    tea, talk = (
        rows.item(event, title="Tea", start=time(15), end=time(16)),
        rows.item(event, title="Talk", start=time(9), end=time(10)),
    )
    rows.item(event, title="Other")
    rows.publish(event)
    assert listed(client, tea, talk) == ["Talk", "Tea"]


def test_calendar_has_the_chosen_items_under_the_uids_of_the_programme(client: Client) -> None:
    event = week()
    tea = rows.item(event, title="Tea")
    rows.item(event, title="Other")
    rows.publish(event)
    answer = client.get(FILE, query([tea]))
    found = re.findall("^(?:UID|SUMMARY):(.*)\r$", answer.content.decode(), re.MULTILINE)
    assert (found, answer["Content-Type"]) == (["Tea", str(tea.uid)], "text/calendar; charset=utf-8")
    assert answer["Content-Disposition"] == 'inline; filename="week-my-programme.ics"'
    page = client.get(PAGE, query([tea])).content.decode()
    assert f'href="webcal://127.0.0.1:8000{FILE}?items={tea.uid.hex}"' in page
    assert f'href="{FILE}?items={tea.uid.hex}" download' in page


def test_page_and_calendar_cost_two_queries_at_three_items_and_at_sixty(client: Client) -> None:
    event = week()
    few = [rows.item(event) for _number in range(3)]
    rows.publish(event)
    costs = [queries_of(client, address, few) for address in (PAGE, FILE)]
    many = [*few, *(rows.item(event) for _number in range(57))]
    rows.publish(event)
    costs += [queries_of(client, address, many) for address in (PAGE, FILE)]
    assert costs == [2, 2, 2, 2]
    assert [queries_of(client, PAGE, items, since=1) for items in (few, many)] == [3, 3]


def test_what_changed_and_was_cancelled_since_is_said(client: Client) -> None:
    event = week()
    moved, off, gone, same = (rows.item(event, title=title, room="Hall") for title in ("Moved", "Off", "Gone", "Same"))
    rows.publish(event)
    AgendaItem.objects.filter(pk=moved.pk).update(room="Attic")
    rows.publish(event)
    AgendaItem.objects.filter(pk=off.pk).update(status=Status.CANCELLED)
    gone.delete()
    rows.publish(event)
    text = told(client, moved, off, gone, same, since=1)
    assert [
        text.count(words) for words in ("Changed Moved", "Place Attic was: Hall", "Cancelled Off", "Cancelled Gone")
    ] == [1, 1, 1, 1]
    later = told(client, moved, off, gone, same, since=2)
    assert [later.count(words) for words in ("was: Hall", "Cancelled Off", "Cancelled Gone")] == [0, 1, 1]
    assert "Changed since version 1 None of your items has changed." in told(client, same, since=1)
    assert "Changed since" not in told(client, moved, since=3)
    assert listed(client, off, gone, same) == ["Gone", "Off", "Same"]
    new = rows.item(event, title="New")
    rows.publish(event)
    assert "Changed since version 1 None of your items has changed." in told(client, new, since=1)
    cancelled = client.get(FILE, query([off, gone, same])).content.decode()
    assert cancelled.count("STATUS:CANCELLED") == 2


def test_item_that_the_programme_no_longer_knows_is_told_and_found_in_no_calendar(client: Client) -> None:
    event = week()
    kept, secret = rows.item(event, title="Kept"), rows.item(event, title="Briefing", level=Level.DELEGATES)
    rows.publish(event)
    unknown = AgendaItem(uid=uuid4())
    assert listed(client, kept, secret, unknown) == ["Kept"]
    assert "2 items are no longer in the programme." in told(client, kept, secret, unknown)
    assert client.get(FILE, query([kept, secret])).content.count(b"BEGIN:VEVENT") == 1
    assert client.get(FILE, query([secret])).status_code == 404


def test_without_a_choice_the_page_says_how_to_choose_and_what_needs_a_script(client: Client) -> None:
    rows.publish(week())
    assert "They need JavaScript: without it, add single items or days to your calendar" in told(client)
    assert client.get(FILE).status_code == 404


@pytest.mark.parametrize(
    ("asked_for", "message"),
    [
        ({"items": "x"}, "This address does not name items of a programme. Go to the programme and choose them."),
        ({"items": "a\0b"}, "This address does not name items of a programme. Go to the programme and choose them."),
        ({"items": ".".join(f"{n:032x}" for n in range(101))}, "Choose at most 100 items."),
        ({"since": "today"}, "Changes are told since a version, as in since=2."),
        ({"since": "9" * 30}, "Changes are told since a version, as in since=2."),
    ],
)
def test_address_that_cannot_be_is_refused_with_a_sentence(
    client: Client, asked_for: dict[str, str], message: str
) -> None:
    rows.publish(week())
    answers = [client.get(address, asked_for) for address in (PAGE, FILE)[: 2 if "items" in asked_for else 1]]
    assert {(answer.status_code, answer.context["message"]) for answer in answers} == {(400, message)}


def test_as_many_as_may_be_chosen_fit_an_address() -> None:
    """A server refuses a line of more than 4094 bytes (gunicorn)."""
    longest = (
        f"GET /events/{'x' * 90}/my-programme.ics?items={'.'.join([uuid4().hex] * MOST_CHOSEN)}&since=999 HTTP/1.1"
    )
    assert len(longest) < 4094


def test_programme_for_participants_is_chosen_from_by_them_alone(client: Client) -> None:
    event = week(access=Access.PARTICIPANTS)
    tea = rows.item(event)
    rows.publish(event)
    assert [client.get(address, query([tea])).status_code for address in (PAGE, FILE)] == [404, 404]
    client.force_login(rows.coordinator())
    answers = [client.get(address, query([tea])) for address in (PAGE, FILE)]
    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [(200, "private, no-cache")] * 2


def test_former_address_leads_to_the_present_one_with_the_choice(client: Client) -> None:
    event = week()
    tea = rows.item(event)
    rows.publish(event)
    event.slug = "new-week"
    event.save()
    rows.publish(event)
    moved = client.get(FILE, query([tea]))
    assert (moved.status_code, moved["Location"]) == (301, f"/events/new-week/my-programme.ics?items={tea.uid.hex}")


def test_pages_of_event_and_item_lead_there_and_name_what_the_script_needs(client: Client) -> None:
    event = rows.event(slug="week", starts=date(2040, 9, 4), ends=date(2040, 9, 4))
    tea = rows.item(event, title="Tea & cake")
    rows.publish(event)
    pages = [client.get(address).content.decode() for address in ("/events/week/", f"/events/week/items/{tea.uid}/")]
    assert [f'data-event="{event.uid}" data-version="1"' in page for page in pages] == [True, True]
    assert [f'data-item="{tea.uid}" data-title="Tea &amp; cake"' in page for page in pages] == [False, True]
    assert [page.count(f'<a href="{PAGE}">See my programme</a>') for page in pages] == [1, 1]
