"""A person of whom the site knows all that it can know, at an event to come and at one that has taken place."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.models import User
from announcements.models import Notice, NoticeRecipient
from backstage.mail.outbox import Outbox
from backstage.models import Job, OutgoingMail, Undeliverable
from participants.models import (
    AccessLink,
    ChangeRequest,
    Delegate,
    DelegateContact,
    FeedToken,
    LinkSession,
    MailedCode,
    PersonContact,
    SeenEdition,
    SupportingFile,
)
from participants.nominations import deciding, proposing
from participants.vocabulary import RequestKind
from tests.announcements.makers import new_testimonial, published_post
from tests.browser.test_posts_desk import png
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel import makers as journeys
from tests.participants.travel.documents.document_makers import document, preparation
from tours.models import Event, Person, PersonName, Portrait
from tours.record.merging import merge
from tours.record.portraits import save_portrait

NAME, CYRILLIC, FORMER, EMAIL = "Zdenka Šarić-Petković", "Зденка Шарић", "Zdenka Babić", "zdenka@example.org"
POSITION = "Deputy for parks and gardens"
FORMER_EMAIL = "z.babic@example.org"
WORDS = (
    NAME,
    CYRILLIC,
    FORMER,
    EMAIL,
    FORMER_EMAIL,
    "Zdenka",
    "zdenka",
    "385 51 77",
    "Knows all about parks",
    POSITION,
)
PDF = b"%PDF-1.7\nof Zdenka\n"


class World(NamedTuple):
    person: Person
    coming: Delegate
    came: Delegate
    by: User

    @property
    def events(self) -> tuple[Event, Event]:
        return self.coming.event, self.came.event


def world(*, ended_days_ago: int = 30) -> World:
    by, person = rows.operator(), rows.person(NAME)
    PersonName.objects.create(person=person, text=CYRILLIC, language="sr", script="Cyrl")
    former = rows.person(FORMER)
    merge(former, into=person, by=by)
    coming = _delegate(person, by, _event(starts_in=30, speaker=person))
    came = _delegate(person, by, _event(starts_in=-ended_days_ago - 2, speaker=person))
    PersonContact.objects.create(person=person, email=EMAIL, telephone="+385 51 77")
    _mails()
    _portrait(person, by)
    published_post(event=coming.event, title=f"{NAME} comes", body=f"We look forward to {NAME.upper()}.")
    published_post(title="Of the site", body=f"{CYRILLIC} spoke.")
    new_testimonial("I learned much.", name=NAME)
    Job.objects.create(title=f"Letter to {NAME}", task="letters", arguments=[NAME], asked_by=by)
    kind = ContentType.objects.get_for_model(Person)
    LogEntry.objects.create(
        user_id=by.pk,
        content_type_id=kind.pk,
        object_id=str(person.pk),
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=NAME,
    )
    return World(person, coming, came, by)


def _portrait(person: Person, by: User) -> None:
    face = ContentFile(png(), f"{EMAIL}.png")
    agreed = {"agreed_on": timezone.localdate(), "agreed_how": f"{NAME} wrote it"}
    save_portrait(Portrait(person=person, file=face, **agreed), by=by)


def _event(*, starts_in: int, speaker: Person) -> Event:
    starts = timezone.localdate() + timedelta(days=starts_in)
    event = rows.event(starts=starts, ends=starts + timedelta(days=2), summary=f"With {NAME}.")
    item = rows.item(event, day=starts, title=f"Talk of {NAME}")
    rows.speaker(item, speaker)
    rows.publish(event)
    return event


def _delegate(person: Person, by: User, event: Event) -> Delegate:
    said = {
        "reason": "Knows all about parks",
        "position": POSITION,
        "gender": "woman",
        "level": "elected",
        "language": "hr",
        "shares_contact": True,
        "news_by": "invitations",
    }
    of = makers.delegation(event, by=by, city=rows.city(f"Town of {event.pk}", zone="Europe/Belgrade"))
    row = deciding.accept(proposing.propose(of, NAME, by=by, facts={"person": person, **said}), by=by)
    event.appearances.filter(person=person).update(position="Mayor")
    row.starred.add(event.items.get())
    DelegateContact.objects.create(delegate=row, email=EMAIL, telephone="+385 51 77", name="")
    ChangeRequest.objects.create(
        event=event, delegate=row, kind=RequestKind.NAME, name=FORMER, text=f"I am {NAME}", asked_by=NAME
    )
    ChangeRequest.objects.create(event=event, delegation=of, kind=RequestKind.OTHER, text=f"{NAME} eats no meat")
    of.replied_by, of.letter_to = NAME, EMAIL
    of.save()
    letter = SupportingFile(event=event, delegate=row, file=SimpleUploadedFile("zdenka.pdf", PDF))
    letter.full_clean()
    letter.save()
    _journey(row)
    _links(row)
    _notice(row)
    return row


def _journey(row: Delegate) -> None:
    document(row, surname="Šarić", number="HR5551234")
    journeys.needs(row, access=f"{NAME} walks slowly")
    journeys.leg(row, carrier="Korean Air", told_by=NAME)
    journeys.stay(row, room="612", note=NAME)
    preparation(row)
    journeys.pickup(row.event, driver=row)


def _links(row: Delegate) -> None:
    """One to the address that she had, and what she did by it; and that she is to become a focal point."""
    now = timezone.now()
    link = AccessLink.objects.create(delegate=row, email=FORMER_EMAIL, digest=f"link {row.pk}")
    proof = {"mailbox": EMAIL, "proven_at": now, "expires_at": now + timedelta(days=3)}
    LinkSession.objects.create(delegate=row, link=link, digest=f"visit {row.pk}", **proof)
    FeedToken.objects.create(delegate=row, digest=f"calendar {row.pk}", sealed="sealed")
    SeenEdition.objects.create(delegate=row, number=1, groups=["A"])
    successor = {"kind": RequestKind.SUCCESSOR, "name": NAME, "email": EMAIL.upper()}
    ChangeRequest.objects.create(event=row.event, delegation=row.delegation, **successor)


def _notice(row: Delegate) -> None:
    """A message to others that names her and says where she is reached."""
    words = f"Ask {NAME}, {EMAIL}, who knows the place."
    notice = Notice.objects.create(event=row.event, subject=f"With {NAME}", words=words)
    NoticeRecipient.objects.create(notice=notice, delegate=row)


def _mails() -> None:
    """Two to the person, one to the city that names her, and one that says how she is reached; one came back. And a code."""
    letters = [
        EmailMessage("Your former place", f"Dear {FORMER}, you have a place.", to=[FORMER_EMAIL]),
        EmailMessage("The bus", f"Questions to {EMAIL}.", to=["driver@example.org"]),
        EmailMessage("Your place", f"Dear {NAME}, you have a place.", to=[EMAIL]),
        EmailMessage("The names", f"{NAME} has a place.", to=["city@example.org"]),
        EmailMessage("Another", "Somebody else has a place.", to=["city@example.org"]),
    ]
    Outbox().send_messages(letters)
    assert OutgoingMail.objects.count() == len(letters)
    OutgoingMail.objects.filter(recipient=FORMER_EMAIL).update(reason=f"550 {FORMER_EMAIL}: no such address")
    Undeliverable.objects.create(address=FORMER_EMAIL, since=timezone.now())
    code = {"digest": "code", "digest_key": "key", "tries_left": 3, "expires_at": timezone.now()}
    MailedCode.objects.create(address=EMAIL, **code)
