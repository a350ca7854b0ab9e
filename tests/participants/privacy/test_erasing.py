"""After an erasure the name is found nowhere, but where a duty is named."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from announcements.models import Post
from backstage.mail.outbox import Outbox
from backstage.models import MailState, OutgoingMail, Undeliverable
from participants.models import (
    Delegate,
    DelegateNeeds,
    Erasure,
    FeedToken,
    Leg,
    LinkSession,
    Preparation,
    SeenEdition,
    Stay,
    TravelDocument,
)
from participants.privacy.duties import years_after
from participants.privacy.erasing import erase
from participants.privacy.forgetting import forget_due
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants import makers
from tests.participants.privacy.searching import places_of
from tests.participants.privacy.worlds import EMAIL, NAME, WORDS, World, world
from tours.editions.preview import preview
from tours.editions.publishing import agenda_of
from tours.models import Document, Edition, Event, Person, Portrait
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db
REASON = "She asked for it"


@pytest.fixture(scope="module")
def known(shared_rows: Path) -> World:
    return world()


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = shared_rows


def test_name_is_found_nowhere_but_where_a_duty_is_named(
    known: World, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    for event in known.events:
        assert client.get(f"/events/{event.slug}/").status_code == 200  # its output is kept by now
    before = places_of(WORDS)
    with django_capture_on_commit_callbacks(execute=True):
        duties = erase(known.person, by=known.by, reason=f"{NAME} asked for it")
    ends = known.came.event.ends
    assert [(duty.delegate, duty.event, duty.until) for duty in duties] == [
        (known.came, known.came.event, years_after(ends, 7))
    ]
    assert len(before) > 40
    kept = [f"participants.Delegate.{fact} {known.came.pk}" for fact in ("name", "position")]
    assert places_of(WORDS) == kept
    assert Erasure.objects.get().reason == "[removed] asked for it"


def test_duty_keeps_name_position_and_city_and_nothing_else(known: World) -> None:
    erase(known.person, by=known.by, reason=REASON)
    row = Delegate.objects.get(pk=known.came.pk)
    there = row.event.appearances.get(person=known.person)
    assert (row.name, row.state, there.position) == (NAME, DelegateState.ACCEPTED, "Mayor")
    assert there.city
    said = (row.reason, row.gender, row.level, row.language, row.shares_contact, row.starred.count())
    assert said == ("", "", "", "", False, 0)
    assert (row.contacts.count(), row.files.count()) == (0, 0)
    assert (SeenEdition.objects.count(), FeedToken.objects.count(), LinkSession.objects.count()) == (0, 0, 0)
    journeys = (
        Leg.objects.filter(delegate=row),
        Stay.objects.filter(delegate=row),
        DelegateNeeds.objects,
        TravelDocument.objects,
        Preparation.objects,
    )
    assert [found.count() for found in journeys] == [0] * 5


def test_who_still_comes_is_withdrawn_and_frees_the_seat(known: World) -> None:
    delegation = known.coming.delegation
    assert delegation
    assert makers.taken(delegation) == 1
    erase(known.person, by=known.by, reason=REASON)
    row = Delegate.objects.get(pk=known.coming.pk)
    assert (makers.taken(delegation), row.state, row.name) == (0, DelegateState.WITHDRAWN, "[removed]")


def test_without_a_duty_the_erasure_is_finished_at_once(known: World, django_capture_on_commit_callbacks: Any) -> None:
    """Nobody came to an event that was cancelled."""
    Event.objects.filter(pk=known.came.event_id).update(state=EventState.CANCELLED)
    with django_capture_on_commit_callbacks(execute=True):
        assert erase(known.person, by=known.by, reason=REASON) == []
    assert places_of(WORDS) == []
    assert Erasure.objects.get().finished_at is not None


def test_card_keeps_its_parts_without_a_name(known: World) -> None:
    erase(known.person, by=known.by, reason=REASON)
    assert Person.objects.get(pk=known.person.pk).display_name == "[removed]"
    assert known.person.parts.count() == 2
    assert [NAME in edition.agenda for edition in Edition.objects.all()] == [False, False]


def test_card_at_no_event_loses_its_name_and_its_portrait(known: World) -> None:
    other = rows.person("Ivo Primer")
    of_another = Portrait.objects.get()
    Portrait.objects.filter(pk=of_another.pk).update(person=other)
    assert erase(other, by=known.by, reason=REASON) == []
    assert (Person.objects.get(pk=other.pk).display_name, Portrait.objects.count()) == ("[removed]", 0)


def test_how_they_were_told_of_changes_is_forgotten(known: World) -> None:
    erase(known.person, by=known.by, reason=REASON)
    assert set(Delegate.objects.filter(person=known.person).values_list("news_by", flat=True)) == {"calendar"}


def test_mails_of_others_stay_and_those_that_name_the_person_lose_their_text(known: World) -> None:
    erase(known.person, by=known.by, reason=REASON)
    mails = list(OutgoingMail.objects.order_by("pk"))
    assert [(mail.subject, mail.recipient.split()[0], bool(mail.content)) for mail in mails] == [
        ("[removed]", "[removed]", False),
        ("The bus", "driver@example.org", False),
        ("[removed]", "[removed]", False),
        ("The names", "city@example.org", False),
        ("Another", "city@example.org", True),
    ]


def test_calendar_in_a_mail_names_the_person_though_the_name_is_folded(known: World) -> None:
    mail = EmailMultiAlternatives("Moved", "The opening is moved.", to=["other@example.org"])
    folded = f"DESCRIPTION:{NAME[:9]}\r\n {NAME[9:]}"
    calendar = f"BEGIN:VCALENDAR\r\n{folded}\r\nEND:VCALENDAR\r\n"
    mail.attach_alternative(calendar, "text/calendar; method=REQUEST")
    Outbox().send_messages([mail])
    erase(known.person, by=known.by, reason=REASON)
    assert [bytes(row.content) for row in OutgoingMail.objects.filter(recipient="other@example.org")] == [b""]


def test_letter_that_says_so_forgets_where_it_went_once_it_has_gone(known: World, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    erase(known.person, by=known.by, reason=REASON)
    mail = OutgoingMail.objects.get(key__startswith="deletion done")
    forget_due(timezone.now())
    of_mail = [f"backstage.OutgoingMail.{column} {mail.pk}" for column in ("content", "recipient")]
    assert places_of([EMAIL]) == [*of_mail, f"mail {mail.pk}"]
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, settled_at=timezone.now())
    Undeliverable.objects.create(address=EMAIL, since=timezone.now())
    forget_due(timezone.now())
    assert places_of([EMAIL]) == []


def test_mailbox_that_somebody_else_has_too_keeps_its_mails(known: World) -> None:
    makers.focal_point(known.coming.event, rows.rijeka(), email=EMAIL)
    erase(known.person, by=known.by, reason=REASON)
    assert OutgoingMail.objects.filter(recipient=EMAIL).count() == 1


def test_name_that_somebody_else_has_goes_from_the_events_of_the_person_alone(known: World) -> None:
    rows.person(NAME)
    elsewhere = rows.event(summary=f"With {NAME}.")
    erase(known.person, by=known.by, reason=REASON)
    elsewhere.refresh_from_db()
    of_event = Post.objects.get(event=known.coming.event)
    assert (elsewhere.summary, of_event.title) == (f"With {NAME}.", "[removed] comes")
    assert Person.objects.filter(display_name=NAME).count() == 1


def test_versions_and_files_of_events_without_the_person_forget_their_own_names(
    known: World, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    elsewhere = rows.event(summary=f"Thanks to {NAME.upper()}, {EMAIL}.")
    for owner in ({"event": elsewhere}, {"programme": elsewhere.programme}):
        row = Document(title="Slides", file=SimpleUploadedFile(f"{NAME}.pdf", b"%PDF-1.7\n"), **owner)
        row.full_clean()
        row.save()
    rows.publish(elsewhere)
    client.get(f"/events/{elsewhere.slug}/")
    with django_capture_on_commit_callbacks(execute=True):
        erase(known.person, by=known.by, reason=REASON)
    assert places_of(WORDS) == [f"participants.Delegate.{fact} {known.came.pk}" for fact in ("name", "position")]
    assert agenda_of(elsewhere.editions.get()).event.summary == "Thanks to [removed], [removed]."
    assert preview(Event.objects.get(pk=elsewhere.pk)).is_empty
    Event.objects.filter(pk=elsewhere.pk).update(summary=f"Thanks to {NAME}.")
    with pytest.raises(ValidationError, match="Nothing is published"):
        rows.publish(Event.objects.get(pk=elsewhere.pk))


def test_erasure_needs_a_reason(known: World) -> None:
    with pytest.raises(ValidationError, match="Say why the person is erased"):
        erase(known.person, by=known.by, reason=" ")
    assert Person.objects.get(pk=known.person.pk).display_name == NAME


def test_seven_years_after_the_29th_of_february_is_the_first_of_march() -> None:
    assert years_after(date(2024, 2, 29), 7) == date(2031, 3, 1)
    assert years_after(date(2024, 2, 28) + timedelta(days=2), 7) == date(2031, 3, 1)
