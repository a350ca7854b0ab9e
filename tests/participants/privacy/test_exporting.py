"""The export holds all that the site holds on a person, and of an event that its reader does not register nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.serializers.json import DjangoJSONEncoder
from pytest_django import Settings

from backstage.models import AuditEntry
from participants.links.ending import end_links
from participants.links.making import make_link
from participants.models import FeedToken, SeenEdition
from participants.privacy.erasing import erase
from participants.privacy.exporting import as_plain, known_of
from participants.vocabulary import LinkEnd
from tests.counting import asked
from tests.factories import rows
from tests.participants.privacy.worlds import CYRILLIC, EMAIL, FORMER, NAME, World, world
from tours.models import Event
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def known(shared_rows: Path) -> World:
    return world()


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = shared_rows


def exported(known: World) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(as_plain(known_of(known.person)), cls=DjangoJSONEncoder))
    return read


def test_export_has_everything(known: World) -> None:
    told = exported(known)
    assert [row["name"] for row in told["names"]] == [NAME, CYRILLIC, FORMER]
    assert [row["position"] for row in told["appearances"]] == ["Mayor", "Mayor"]
    assert [row["item"] for row in told["parts"]] == [f"Talk of {NAME}"] * 2
    assert [(row["email"], row["telephone"]) for row in told["contacts"]] == [(EMAIL, "+385 51 77")] * 2
    assert [row["email"] for row in told["last_contact"]] == [EMAIL]
    assert [(row["text"], row["name"]) for row in told["requests"]] == [(f"I am {NAME}", FORMER)] * 2
    assert [row["file"] for row in told["files"]] == ["zdenka.pdf"] * 2
    assert [row["subject"] for row in told["mails"]] == ["Your place"]
    assert [row["version"] for row in told["editions"]] == [1, 1]
    assert {row["title"] for row in told["texts"]} == {f"{NAME} comes", "Of the site"}
    first = told["participations"][0]
    said = [first[name] for name in ("reason", "gender", "level", "language", "shares_contact", "starred")]
    assert said == ["Knows all about parks", "Woman", "Elected", "hr", True, [f"Talk of {NAME}"]]
    assert first["news_by"].startswith("Words by mail, and an invitation for each changed item")
    assert {row["what"] for row in told["audit"]} >= {"delegate", "contact of a delegate", "last known contact"}


def test_part_in_an_item_without_a_day_stands_last(known: World) -> None:
    item = rows.item(known.coming.event, title="Visit", day=None, start=None, end=None)
    rows.speaker(item, known.person)
    assert [(row["item"], row["day"]) for row in exported(known)["parts"]][-1] == ("Visit", "")


def test_export_has_the_journeys_and_opens_documents_for_a_user_alone(known: World) -> None:
    told, opened = exported(known), as_plain(known_of(known.person, opened_by=known.by))
    assert [row["access"] for row in told["needs"]] == [f"{NAME} walks slowly"] * 2
    assert [(row["carrier"], row["number"]) for row in told["legs"]] == [("Korean Air", "KE 938")] * 2
    assert [row["room"] for row in told["stays"]] == ["612"] * 2
    assert [row["insurance"] for row in told["preparations"]] == ["Own insurance"] * 2
    assert [row["locked"] for row in told["documents"]] == ["Yes. Each look into it is noted."] * 2
    assert [(row["kind"], row["number"]) for row in opened["documents"]] == [("Passport", "HR5551234")] * 2
    looks = AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).values_list("actor", "reason")
    assert list(looks) == [(known.by.pk, "Export for the person")] * 2


def test_export_says_what_no_key_opens(known: World, settings: Settings) -> None:
    settings.TRAVEL_KEYS = [Fernet.generate_key().decode()]
    opened = as_plain(known_of(known.person, opened_by=known.by))["documents"]
    assert ["The key that sealed this document is not here" in row["locked"] for row in opened] == [True, True]


def test_export_opens_nothing_of_who_does_not_travel_any_more(known: World) -> None:
    Event.objects.update(state=EventState.CANCELLED)
    opened = as_plain(known_of(known.person, opened_by=known.by))["documents"]
    assert [(row["locked"], row["number"]) for row in opened] == [("No document is kept of them.", None)] * 2


def test_export_names_nobody_else(known: World) -> None:
    rows.speaker(known.coming.event.items.get(), "Boris Drugi")
    assert [word for word in ("Boris", known.by.name) if word in json.dumps(exported(known))] == []


def test_who_registers_at_one_event_sees_nothing_of_another(known: World) -> None:
    told = as_plain(known_of(known.person, at=[known.coming.event]))
    events = {str(row["event"]) for rows_of in told.values() for row in rows_of if "event" in row}
    assert events == {str(known.coming.event)}
    assert [len(told[key]) for key in ("participations", "contacts", "files", "editions")] == [1, 1, 1, 1]
    assert [key for key in ("mails", "texts") if key in told] == []


def test_after_erasure_the_export_says_what_is_kept(known: World) -> None:
    erase(known.person, by=known.by, reason="She asked for it")
    told = exported(known)
    assert [row["name"] for row in told["participations"]] == [NAME, "[removed]"]
    assert [key for key in ("contacts", "last_contact", "files", "mails", "texts") if key in told] == []
    assert [row["reason"] for row in told["erasures"]] == ["She asked for it"]


def test_export_costs_as_much_however_much_there_is(known: World) -> None:
    with asked() as once:
        known_of(known.person)
    for number in range(5):
        rows.appearance(rows.event(title=f"Week {number}"), known.person)
    with asked() as again:
        known_of(known.person)
    assert (once.queries, again.queries) == (58, 58)


def test_export_tells_of_links_where_they_went_and_when_they_ended(known: World) -> None:
    row = known.coming
    make_link(row, email="zdenka@example.org")
    end_links(row, LinkEnd.ASKED)
    FeedToken.objects.create(delegate=row, digest="digest of it", sealed="sealed one")
    SeenEdition.objects.create(delegate=row, number=3)
    found = as_plain(known_of(known.person))
    assert [(each["email"], each["whose"], each["end"]) for each in found["links"]] == [
        ("zdenka@example.org", "Own", "Ended on request")
    ]
    assert ([*found["calendars"][0]], found["seen"][0]["number"]) == (["event", "made_at", "fetched_at", "ended_at"], 3)
    assert [words for words in ("digest of it", "sealed one") if words in str(found)] == []
