"""The page of one delegate: which facts whom it shows, its history, and the steps that it offers."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from accounts.models import User
from backstage.grounds import Grounds
from participants.models import Delegate, DelegateContact, Delegation, SupportingFile
from participants.nominations import deciding, describing, proposing
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegates.reading import page_of, table
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db

PRIVATE = ("office@example.org", "+385 51 000", "Knows parks", "Elected", "letter.png", "Elections", "By telephone")


def full(event: Event, ours: Delegation, registrar: User) -> Delegate:
    """A delegate of whom everything is known."""
    facts = {"reason": "Knows parks", "level": "elected", "language": "hr"}
    row = makers.proposed(ours, by=registrar, name="Ana Primer", **facts)
    deciding.accept(row, by=registrar, grounds=Grounds("Elections", "telephone"))
    DelegateContact.objects.create(delegate=row, email="office@example.org", telephone="+385 51 000")
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    file = SupportingFile(event=event, delegate=row, file=ContentFile(picture.getvalue(), "letter.png"))
    file.full_clean()
    file.save()
    return Delegate.objects.get(pk=row.pk)


def steps(page: object) -> list[str]:
    return [step.slug for step in page.context["steps"]]  # type: ignore[attr-defined]


def test_registrar_sees_all(event: Event, registrar: User, ours: Delegation) -> None:
    row = full(event, ours, registrar)
    page = browser_of(registrar).get(page_of(row))
    html = page.content.decode()
    assert [words for words in PRIVATE if words not in html] == []
    assert [str(words) for words in page.context["missing"]] == ["position"]
    assert steps(page) == ["withdraw", "confirm", "facts", "contact"]


def test_editor_sees_names_and_nothing_private(event: Event, registrar: User, ours: Delegation, editor: User) -> None:
    row = full(event, ours, registrar)
    describing.describe(row, {"rank": 7, "language": "sr", "capacity": "adviser"}, by=registrar)
    page = browser_of(editor).get(page_of(row))
    html = page.content.decode()
    assert [words for words in PRIVATE if words in html] == []
    assert ("Order of choice" in html, "steps" in page.context, "participants:register" in html) == (
        False,
        False,
        False,
    )
    assert [row[2] for row in table(page)][:2] == [
        "Comes as: Delegate → Adviser",
        "State: Proposed → Has a placeTakes a seat: no → yes",
    ]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("calendar", "a calendar that subscribes shows the change"),
        ("invitations", "an invitation for each changed item"),
    ],
)
def test_registrar_reads_how_they_are_told_of_changes(
    event: Event, registrar: User, ours: Delegation, editor: User, way: str, words: str
) -> None:
    row = full(event, ours, registrar)
    describing.describe(row, {"news_by": way}, by=registrar)
    read = [words in browser_of(user).get(page_of(row)).content.decode() for user in (registrar, editor)]
    assert read == [True, False]


def test_viewer_and_others_find_nothing(event: Event, registrar: User, ours: Delegation) -> None:
    row = full(event, ours, registrar)
    viewer, elsewhere = (rows.colleague(RoleKind.VIEWER, at=event), rows.colleague(RoleKind.REGISTRAR, at=rows.event()))
    file = reverse("participants:file", args=[row.files.get().pk])
    for user in (viewer, elsewhere):
        assert all(is_not_found(browser_of(user).get(address)) for address in (page_of(row), file))


def test_history_says_who_when_why_and_how(event: Event, registrar: User, ours: Delegation) -> None:
    row = full(event, ours, registrar)
    deciding.withdraw(row, by=None, grounds=Grounds("Is ill", "link", by_link="Iva Primer"))
    lines = [line[1:] for line in table(browser_of(registrar).get(page_of(row)))]
    assert lines[:2] == [
        ["Iva Primer", "State: Has a place → Withdrawn", "Is ill", "By personal link"],
        ["Maja", "State: Proposed → Has a placeTakes a seat: no → yes", "Elections", "By telephone"],
    ]


def test_editor_does_not_learn_whose_personal_link_was_used(
    event: Event, registrar: User, ours: Delegation, editor: User
) -> None:
    row = full(event, ours, registrar)
    deciding.withdraw(row, by=None, grounds=Grounds("Is ill", "link", by_link="Iva Primer"))
    page = browser_of(editor).get(page_of(row))
    assert table(page)[0][1:] == ["the system", "State: Has a place → Withdrawn"]
    assert "Iva Primer" not in page.content.decode()


def test_earlier_participations_are_of_events_that_the_user_may_see(
    event: Event, registrar: User, ours: Delegation
) -> None:
    row = makers.accepted(ours, by=registrar)
    coordinator = rows.coordinator()
    seen, unseen = makers.published_event(title="Seen"), makers.published_event(title="Unseen")
    rows.role(registrar, RoleKind.REGISTRAR, at=seen)
    for at in (seen, unseen):
        there = makers.delegation(at, by=coordinator)
        proposing.propose(there, "Ana", by=coordinator, facts={"person": row.person})
    page = browser_of(registrar).get(page_of(row))
    assert [other.event for other in page.context["elsewhere"]] == [seen]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("proposed", ["endorse", "accept", "reserve", "decline", "withdraw", "facts", "contact", "card"]),
        ("reserve", ["accept", "offer", "decline", "withdraw", "facts", "contact", "card"]),
        ("declined", ["accept", "reserve", "propose-again", "facts", "contact", "card"]),
    ],
)
def test_steps_are_those_of_the_table_of_states(
    event: Event, registrar: User, ours: Delegation, state: str, expected: list[str]
) -> None:
    row = makers.proposed(ours, by=registrar)
    verbs = {"reserve": deciding.reserve, "declined": deciding.decline}
    if state in verbs:
        verbs[state](row, by=registrar)
    assert steps(browser_of(registrar).get(page_of(row))) == expected


def test_file_is_downloaded_and_kept_nowhere(event: Event, registrar: User, ours: Delegation, editor: User) -> None:
    file = full(event, ours, registrar).files.get()
    address = reverse("participants:file", args=[file.pk])
    page = browser_of(registrar).get(address)
    headers = ("Content-Disposition", "Cache-Control", "X-Content-Type-Options", "Content-Type")
    assert [page[name] for name in headers] == [
        'attachment; filename="letter.png"',
        "private, no-store",
        "nosniff",
        "image/png",
    ]
    assert len(page.getvalue()) == file.size
    assert is_not_found(browser_of(editor).get(address))
    assert browser_of(registrar).post(address).status_code == 405
