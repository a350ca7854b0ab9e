"""The page of one step: every verb at the desk on behalf of others, what it refuses, and whose card it is."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch

from accounts.models import User
from backstage.models import AuditEntry
from participants.models import Delegate, DelegateContact, Delegation, PersonContact
from participants.nominations import deciding, proposing
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegates.reading import page_of, sentences, step_of
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Group, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 letter"


@pytest.fixture
def desk(registrar: User) -> Client:
    return browser_of(registrar)


def nameless(ours: Delegation, by: User, name: str = "Ana Primer") -> Delegate:
    """Somebody put forward of whom no card is chosen."""
    return proposing.propose(ours, name, by=by)


def after(row: Delegate) -> str:
    return Delegate.objects.get(pk=row.pk).state


@pytest.mark.parametrize(
    ("begin", "step", "state"),
    [
        ([], "endorse", "endorsed"),
        ([], "accept", "accepted"),
        ([], "reserve", "reserve"),
        ([], "decline", "declined"),
        ([], "withdraw", "withdrawn"),
        ([deciding.reserve], "offer", "offered"),
        ([deciding.decline], "propose-again", "proposed"),
    ],
)
def test_step_moves_the_state_with_its_grounds(
    registrar: User, ours: Delegation, desk: Client, begin: list[Any], step: str, state: str
) -> None:
    row = makers.proposed(ours, by=registrar)
    for verb in begin:
        verb(row, by=registrar)
    assert desk.get(step_of(row, step)).status_code == 200
    file = SimpleUploadedFile("letter.pdf", PDF)
    facts = {"reason": "They wrote", "told": "letter", "file": file, "hours": "4"}
    assert desk.post(step_of(row, step), facts)["Location"] == page_of(row)
    entry = AuditEntry.objects.filter(object_repr=row.name, content_type__model="delegate").order_by("-pk")[0]
    assert (after(row), entry.actor, entry.reason, entry.told) == (state, registrar, "They wrote", "letter")
    assert [(kept.file_name, kept.delegation) for kept in row.files.all()] == [("letter.pdf", None)]


def test_yes_that_was_told_by_telephone_is_noted_once(registrar: User, ours: Delegation, desk: Client) -> None:
    """A place that is taken, a no and its way back are steps already: every answer of a delegate can be given on their behalf."""
    row = makers.proposed(ours, by=registrar)
    assert step_of(row, "confirm") not in desk.get(page_of(row)).content.decode()
    assert desk.post(step_of(row, "confirm"), {"told": "telephone"}).status_code == 400
    deciding.accept(row, by=registrar)
    assert step_of(row, "confirm") in desk.get(page_of(row)).content.decode()
    desk.post(step_of(row, "confirm"), {"told": "telephone"})
    now = Delegate.objects.get(pk=row.pk)
    entry = AuditEntry.objects.filter(object_pk=str(row.pk), changes__has_key="confirmed_for").latest("pk")
    assert (now.is_confirmed, entry.actor, entry.told) == (True, registrar, "telephone")
    assert step_of(row, "confirm") not in desk.get(page_of(row)).content.decode()


def test_reading_changes_nothing_and_only_registrars_may(
    event: Event, registrar: User, ours: Delegation, desk: Client, editor: User
) -> None:
    row = makers.proposed(ours, by=registrar)
    desk.get(step_of(row, "accept"), {"card": "new"})
    assert after(row) == "proposed"
    assert [
        browser_of(editor).get(step_of(row, "accept")).status_code,
        browser_of(editor).post(step_of(row, "accept")).status_code,
    ] == [403, 403]
    for user in (rows.colleague(RoleKind.VIEWER, at=event), rows.colleague(RoleKind.REGISTRAR, at=rows.event())):
        assert is_not_found(browser_of(user).post(step_of(row, "accept")))
    assert after(row) == "proposed"


def test_unknown_step_has_no_address(registrar: User, ours: Delegation) -> None:
    row = makers.proposed(ours, by=registrar)
    with pytest.raises(NoReverseMatch):
        step_of(row, "promote")


def test_decision_is_quiet(registrar: User, ours: Delegation, desk: Client) -> None:
    row = makers.proposed(ours, by=registrar)
    told = {
        step: "Nobody is told until you tell them." in desk.get(step_of(row, step)).content.decode()
        for step in ("accept", "endorse", "facts")
    }
    assert told == {"accept": True, "endorse": False, "facts": False}


def test_refused_place_says_what_can_be_done(registrar: User, event: Event, desk: Client) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    makers.accepted(ours, by=registrar)
    row = makers.proposed(ours, by=registrar)
    page = desk.post(step_of(row, "accept"), {"reason": "Wanted"})
    assert (page.status_code, after(row)) == (400, "proposed")
    assert [words.partition(".")[0] for words in sentences(page)] == [f"All seats of {ours} are taken"]
    html = page.content.decode()
    assert [words in html for words in (step_of(row, "reserve"), "Change the seats", "Wanted")] == [True] * 3


def test_file_that_is_refused_undoes_the_step(registrar: User, ours: Delegation, desk: Client) -> None:
    row = makers.proposed(ours, by=registrar)
    page = desk.post(step_of(row, "accept"), {"file": SimpleUploadedFile("virus.exe", b"MZ")})
    assert (page.status_code, after(row), makers.taken(ours)) == (400, "proposed", 0)


def test_step_outside_the_table_is_refused(registrar: User, ours: Delegation, desk: Client) -> None:
    row = makers.accepted(ours, by=registrar)
    assert "This cannot be done in the present state." in desk.get(step_of(row, "reserve")).content.decode()
    page = desk.post(step_of(row, "reserve"))
    assert sentences(page) == [f"{row} is in the state “Has a place”, and cannot get from there to “Reserve”."]


def test_second_place_is_refused_in_plain_words(registrar: User, ours: Delegation, desk: Client) -> None:
    row = makers.accepted(ours, by=registrar)
    assert f"{row} has a place already." in desk.get(step_of(row, "accept")).content.decode()
    page = desk.post(step_of(row, "accept"))
    assert (page.status_code, sentences(page)) == (400, [f"{row} has a place already."])


def test_place_asks_for_the_card_where_none_is_chosen(
    event: Event, registrar: User, ours: Delegation, desk: Client
) -> None:
    row, card = nameless(ours, registrar, "Ana Marija Primer"), rows.person("Ana Primer")
    hidden = rows.person("Ana Primer Elsewhere")
    rows.appearance(rows.event(), hidden, position="Mayor")
    page = desk.get(step_of(row, "accept"))
    assert [str(label) for _value, label in page.context["form"].fields["card"].choices] == [
        "Ana Primer",
        "Make a new card",
    ]
    refused = desk.post(step_of(row, "accept"))
    assert sentences(refused) == ["Choose the card, or make a new one."]
    assert desk.post(step_of(row, "accept"), {"card": str(hidden.uid)}).status_code == 400
    desk.post(step_of(row, "accept"), {"card": str(card.uid)})
    assert Delegate.objects.get(pk=row.pk).person == card


def test_new_card_is_made_with_the_place_or_not_at_all(event: Event, registrar: User, desk: Client) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    first, second = nameless(ours, registrar), nameless(ours, registrar, "Iva Primer")
    facts = {"card": "new", "name_on_card": "Ana PRIMER"}
    desk.post(step_of(first, "accept"), facts)
    row = Delegate.objects.get(pk=first.pk)
    assert (row.state, str(row.person), row.name) == ("accepted", "Ana PRIMER", "Ana Primer")
    page = desk.post(step_of(second, "accept"), {**facts, "name_on_card": "Iva"})
    assert (page.status_code, Person.objects.filter(display_name="Iva").exists()) == (400, False)
    assert sentences(desk.post(step_of(second, "accept"), {"card": "new"})) == ["Type the name for the new card."]


def test_cards_are_found_by_typed_words(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    row, card = nameless(ours, registrar), rows.person("Đorđe Čačak")
    DelegateContact.objects.create(delegate=row, email="office@example.org")
    rows.appearance(event, card, position="Mayor", city=rows.rijeka())
    page = desk.get(step_of(row, "card"), {"q": "cacak dordje"})
    assert [str(label) for _value, label in page.context["form"].fields["card"].choices] == [
        f"Đorđe Čačak: Mayor, Rijeka, at {event}",
        "Make a new card",
    ]
    desk.post(f"{step_of(row, 'card')}?q=cacak", {"card": str(card.uid)})
    assert Delegate.objects.get(pk=row.pk).person == card
    assert PersonContact.objects.get(person=card).email == "office@example.org"


def test_facts_are_changed(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    row = makers.accepted(ours, by=registrar)
    group = Group.objects.create(event=event, name="B")
    facts = {
        "capacity": "head",
        "rank": "2",
        "attends": "in_person",
        "present_from": "2017-09-05",
        "groups": [group.pk],
        "chosen_because": "Knows parks",
        "gender": "woman",
        "level": "elected",
        "language": "hr",
        "position": "Mayor",
        "shares_photograph": "on",
        "news_by": "invitations",
        "reason": "She said so",
    }
    assert desk.post(step_of(row, "facts"), facts).status_code == 302
    row = Delegate.objects.get(pk=row.pk)
    assert (row.capacity, row.rank, row.reason, row.shares_photograph) == ("head", 2, "Knows parks", True)
    assert row.news_by == "invitations"
    assert (list(row.groups.all()), event.appearances.get(person=row.person).position) == ([group], "Mayor")
    again = desk.get(step_of(row, "facts")).context["form"]
    assert (again.initial["chosen_because"], again.initial["position"]) == ("Knows parks", "Mayor")
    other = Group.objects.create(event=rows.event(), name="C")
    assert desk.post(step_of(row, "facts"), {**facts, "groups": [other.pk]}).status_code == 400
    page = desk.post(step_of(row, "facts"), {**facts, "present_until": "2017-09-04"})
    assert sentences(page) == ["A delegate cannot leave before the day of arrival."]


def test_contacts_are_kept_and_begin_the_next_event(
    event: Event, registrar: User, ours: Delegation, desk: Client
) -> None:
    row = makers.proposed(ours, by=registrar)
    facts = {"own_email": "ana@example.org", "assistant_email": "office@example.org", "assistant_name": "Iva"}
    desk.post(step_of(row, "contact"), facts)
    said = DelegateContact.objects.values_list("whose", "name", "email")
    assert sorted(said) == [("assistant", "Iva", "office@example.org"), ("own", "", "ana@example.org")]
    assert PersonContact.objects.get(person=row.person).email == "ana@example.org"
    desk.post(step_of(row, "contact"), {"own_email": "ana@example.org"})
    assert DelegateContact.objects.count() == 1
    assert desk.post(step_of(row, "contact"), {"own_email": "no address"}).status_code == 400
    DelegateContact.objects.all().delete()
    assert desk.get(step_of(row, "contact")).context["form"].initial["own_email"] == "ana@example.org"
