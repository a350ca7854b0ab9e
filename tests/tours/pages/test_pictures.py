import pytest
from django.test import Client

from tests.counting import asked
from tests.factories import rows
from tours.editions.redaction.redacting import redact_text
from tours.metadata.cards import Card, draw_card
from tours.models import Event
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db
CARD = "/events/week/card.png"


@pytest.fixture
def week() -> Event:
    made = rows.full_event(3, slug="week", title="Smart City Week")
    rows.publish(made)
    return made


def test_card_shows_the_published_event(client: Client, week: Event) -> None:
    Event.objects.update(title="Not yet published")
    answer = client.get(CARD)
    expected = Card("Sojourn · Study tour", "Smart City Week", ("Seoul, Republic of Korea", "4–8 September 2017"))
    assert (answer["Content-Type"], answer.content) == ("image/png", draw_card(expected))


def test_card_travels_as_it_is_and_costs_one_query_when_kept(client: Client, week: Event) -> None:
    first = client.get(CARD, headers={"Accept-Encoding": "gzip"})
    with asked() as warm:
        again = client.get(CARD, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, warm.queries, warm.rows()) == (304, 1, 1)
    assert ("Content-Encoding" in first, "Vary" in first) == (False, False)
    assert first["Cache-Control"] == "public, no-cache"


def test_card_follows_the_editions(client: Client, week: Event) -> None:
    before = client.get(CARD)
    week.title = "Another week"
    week.save()
    rows.publish(week)
    after = client.get(CARD)
    assert (after.content == before.content, after["ETag"] == before["ETag"]) == (False, False)


def test_card_of_an_event_for_participants_does_not_exist(client: Client) -> None:
    rows.publish(rows.full_event(1, slug="week", access=Access.PARTICIPANTS))
    assert client.get(CARD).status_code == 404
    client.force_login(rows.coordinator())
    assert client.get(CARD)["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db(transaction=True)
def test_redacted_title_leaves_no_card(client: Client, week: Event) -> None:
    before = client.get(CARD).content
    redact_text(week, text="Smart", by=rows.coordinator(), reason="asked for")
    assert client.get(CARD).content != before
