from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from announcements.posts.redacting import redact_text
from announcements.posts.writing import save_post
from config.running.periodic import drop_kept_files
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.counting import asked
from tests.factories import rows
from tours.metadata.cards import Card, draw_card

pytestmark = pytest.mark.django_db
CARD = "/news/told/card.png"


def test_card_shows_title_place_and_dates(client: Client) -> None:
    published_post(
        slug="told", title="Cities meet", dateline="Seoul, 4–8 September 2017", published_on=date(2017, 9, 12)
    )
    expected = Card("Sojourn · News", "Cities meet", ("Seoul, 4–8 September 2017", "12 September 2017"))
    answer = client.get(CARD)
    assert (answer["Content-Type"], answer.content) == ("image/png", draw_card(expected))
    assert answer["Cache-Control"] == "public, no-cache"


def test_kept_card_costs_one_query_and_changes_with_what_it_shows(client: Client) -> None:
    made = published_post(slug="told", title="Cities meet")
    first = client.get(CARD)
    with asked() as warm:
        again = client.get(CARD, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, warm.queries, warm.rows()) == (304, 1, 1)
    made.body = "Another text."
    save_post(made)
    assert client.get(CARD)["ETag"] == first["ETag"]
    made.title = "Cities part"
    save_post(made)
    assert client.get(CARD)["ETag"] != first["ETag"]


def test_card_of_what_is_not_for_everyone_does_not_exist(client: Client) -> None:
    post(slug="draft")
    published_post(slug="closed", event=closed_event())
    assert [client.get(f"/news/{slug}/card.png").status_code for slug in ("draft", "closed", "none")] == [404] * 3
    client.force_login(rows.coordinator())
    assert client.get("/news/closed/card.png")["Cache-Control"] == "private, no-cache"


def test_worker_drops_cards_of_posts_that_were_deleted_or_changed_and_no_others(
    client: Client, settings: Settings
) -> None:
    event = published_event(title="Smart City Week")
    published_post(slug="stays")
    gone, retitled = published_post(slug="gone"), published_post(slug="retitled", event=event)
    kept = {slug: drawn(client, settings, slug) for slug in ("stays", "gone", "retitled")}
    gone.delete()
    retitled.title = "Cities part"
    save_post(retitled)
    kept["drawn anew"] = drawn(client, settings, "retitled")
    with asked() as seen:
        assert drop_kept_files(timezone.now()) == 2
    assert seen.queries == 6
    assert [name for name, path in kept.items() if path.exists()] == ["stays", "drawn anew"]


def drawn(client: Client, settings: Settings, slug: str) -> Path:
    """The file of the card that is drawn now."""
    before = set(Path(settings.KEPT_DIR).rglob("*.png"))
    assert client.get(f"/news/{slug}/card.png").status_code == 200
    [path] = set(Path(settings.KEPT_DIR).rglob("*.png")) - before
    return path


@pytest.mark.django_db(transaction=True)
def test_redaction_of_its_event_forgets_the_card(client: Client, settings: Settings) -> None:
    event = published_event(title="Smart City Week")
    published_post(slug="told", title="Smart City Week begins", event=event)
    client.get(CARD)
    kept = list(Path(settings.KEPT_DIR).rglob("*-post-*.png"))
    redact_text(event, text="Smart City Week", by=rows.coordinator(), reason="asked for")
    assert [path.exists() for path in kept] == [False]
