"""The export holds all that the site holds on a person, and of an event that its reader does not register nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from pytest_django import Settings

from backstage.models import AuditEntry
from participants.links.ending import end_links
from participants.models import Delegate
from participants.privacy.erasing import erase
from participants.privacy.exporting import as_plain, known_of
from participants.vocabulary import LinkEnd
from tests.counting import asked
from tests.factories import rows
from tests.participants.privacy.worlds import CYRILLIC, EMAIL, FORMER, FORMER_EMAIL, NAME, World, world
from tours.models import Event, Person
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db
SECTIONS = {
    "announcements.NoticeRecipient": "told",
    "participants.AccessLink": "links",
    "participants.ChangeRequest": "requests",
    "participants.Delegate": "participations",
    "participants.DelegateContact": "contacts",
    "participants.DelegateNeeds": "needs",
    "participants.Delegate_groups": "participations",
    "participants.Delegate_starred": "participations",
    "participants.Erasure": "erasures",
    "participants.FeedToken": "calendars",
    "participants.Leg": "legs",
    "participants.LinkSession": "visits",
    "participants.PersonContact": "last_contact",
    "participants.Pickup": "cars",
    "participants.Preparation": "preparations",
    "participants.SeenEdition": "seen",
    "participants.Stay": "stays",
    "participants.SupportingFile": "files",
    "participants.TravelDocument": "documents",
    "tours.Appearance": "appearances",
    "tours.ItemPart": "parts",
    "tours.PersonAlias": "names",
    "tours.PersonName": "names",
    "tours.Portrait": "portrait",
}
"""Where the export tells of each row that leads to a person or a delegate."""


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
    assert [row["subject"] for row in told["mails"]] == ["Your former place", "Your place"]
    assert [row["version"] for row in told["editions"]] == [1, 1]
    assert {row["title"] for row in told["texts"]} == {f"{NAME} comes", "Of the site", f"With {NAME}"}
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
    assert (once.queries, again.queries) == (62, 62)


def test_export_tells_of_links_where_they_went_and_when_they_ended(known: World) -> None:
    row = known.coming
    end_links(row, LinkEnd.ASKED)
    found = as_plain(known_of(known.person))
    assert [(each["email"], each["whose"], each["end"]) for each in found["links"]] == [
        (FORMER_EMAIL, "Own", "Ended on request"),
        (FORMER_EMAIL, "Own", ""),
    ]
    assert [(each["mailbox"], each["whose"]) for each in found["visits"]] == [(EMAIL, "Own")]
    assert [*found["calendars"][0]] == ["event", "made_at", "fetched_at", "ended_at"]
    assert [each["number"] for each in found["seen"]] == [1, 1]
    assert [words for words in (f"calendar {row.pk}", "sealed") if f"'{words}'" in str(found)] == []


def test_each_row_that_leads_to_a_person_stands_in_a_section(known: World) -> None:
    """A new table that names people needs a line here and a section of the export."""
    told = exported(known)
    leading = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model in (Person, Delegate)
    }
    assert leading == SECTIONS.keys()
    assert [label for label, key in SECTIONS.items() if key not in told] == ["participants.Erasure"]


def test_export_tells_of_notices_and_of_cars_without_those_who_sit_in_them(known: World) -> None:
    told = exported(known)
    assert [(row["what"], row["at"]) for row in told["told"]] == [(f"With {NAME}", None)] * 2
    assert [(row["vehicle"], "passenger" in str(row)) for row in told["cars"]] == [("Van 1", False)] * 2
    ours = as_plain(known_of(known.person, at=[known.coming.event]))
    assert [len(ours[key]) for key in ("told", "cars", "visits")] == [1, 1, 1]
