"""Two registrars at one form: the second is refused, reads what the first stored, loses nothing typed, and saves it knowingly."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.delegations.facts import change_facts
from participants.delegations.focal_points import change_focal_point
from participants.delegations.invitations import set_invitation
from participants.delegations.seats import set_seats
from participants.models import Delegate, Delegation, FocalPoint, Invitation
from participants.nominations.describing import describe
from participants.people.contacting import write_contacts
from tests.factories import rows
from tests.participants import makers
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return makers.published_event()


@pytest.fixture
def by(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event.programme)


@pytest.fixture
def desk(by: User) -> Client:
    return browser_of(by)


@pytest.fixture
def point(event: Event) -> FocalPoint:
    return makers.focal_point(event, rows.rijeka(), email="ana@example.org")


@pytest.fixture
def ours(event: Event, by: User, point: FocalPoint) -> Delegation:
    return makers.delegation(event, by=by, city=rows.rijeka(), seats=3, nominate_by=date(2017, 8, 1))


@pytest.fixture
def ana(ours: Delegation, by: User) -> Delegate:
    return makers.proposed(ours, by=by, name="Ana", position="Architect")


def sent(page: Any, **typed: Any) -> dict[str, Any]:
    """What the browser sends of the form that was shown, with what was typed in it."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**shown, **typed}.items() if value is not None}


def refused(desk: Client, address: str, old: dict[str, Any]) -> tuple[Any, list[str]]:
    """The page that comes back, and what it says of colleagues."""
    page = desk.post(address, old)
    first, *said = page.context["form"].non_field_errors()
    assert (page.status_code, first[:17]) == (400, "Nothing is saved:")
    return page, said


def step_of(row: Delegate | Delegation, step: str) -> str:
    name = "delegate_step" if isinstance(row, Delegate) else "delegation_step"
    return reverse(f"participants:{name}", args=[row.pk, step])


def test_facts_of_a_delegate(desk: Client, by: User, ana: Delegate) -> None:
    address = step_of(ana, "facts")
    old = sent(desk.get(address), position="Deputy", language="hr")
    describe(ana, {"position": "Mayor", "level": "elected"}, by=by)
    page, said = refused(desk, address, old)
    assert said == [
        "Position: a colleague changed it too, to “Mayor”. Yours stands here, and replaces it when you save.",
        "Kind of office is now “Elected”.",
    ]
    assert desk.post(address, sent(page)).status_code == 302
    ana.refresh_from_db()
    assert (ana.position, ana.level, ana.language) == ("Deputy", "elected", "hr")


def test_contacts_of_a_delegate(desk: Client, by: User, ana: Delegate) -> None:
    address = step_of(ana, "contact")
    old = sent(desk.get(address), own_telephone="1")
    write_contacts(ana, own={"email": "a@example.org"}, assistant={"name": "Iva", "email": "i@example.org"}, by=by)
    page, said = refused(desk, address, old)
    assert said == [
        "E-mail is now “a@example.org”.",
        "Name of the assistant is now “Iva”.",
        "E-mail of the assistant is now “i@example.org”.",
    ]
    assert desk.post(address, sent(page)).status_code == 302
    kept = list(ana.contacts.order_by("pk").values_list("name", "email", "telephone"))
    assert kept == [("", "a@example.org", "1"), ("Iva", "i@example.org", "")]


def test_what_is_agreed_with_a_delegation(desk: Client, by: User, ours: Delegation, point: FocalPoint) -> None:
    address = step_of(ours, "facts")
    old = sent(desk.get(address), extra="2")
    change_facts(ours, {"nominate_by": date(2017, 8, 2), "focal_point": None}, by=by)
    page, said = refused(desk, address, old)
    assert said == [
        "Names by is now “2017-08-02”.",
        "Focal point is now empty.",
    ]
    assert desk.post(address, sent(page)).status_code == 302
    ours.refresh_from_db()
    assert (ours.extra, ours.nominate_by, ours.focal_point) == (2, date(2017, 8, 2), None)


def test_seats(desk: Client, by: User, ours: Delegation) -> None:
    address = step_of(ours, "seats")
    old = sent(desk.get(address), seats="5")
    set_seats(ours, 4, by=by)
    _page, said = refused(desk, address, old)
    assert said == ["Seats: a colleague changed it too, to “4”. Yours stands here, and replaces it when you save."]


def test_focal_point(desk: Client, by: User, point: FocalPoint) -> None:
    address = reverse("participants:focal_point", args=[point.programme.slug, point.pk])
    old = sent(desk.get(address), name="Iva Primer")
    change_focal_point(point, {"telephone": "2"}, by=by)
    page, said = refused(desk, address, old)
    assert said == ["Telephone is now “2”."]
    assert desk.post(address, sent(page)).status_code == 302
    point.refresh_from_db()
    assert (point.name, point.telephone) == ("Iva Primer", "2")


def test_address_to_which_the_invitation_goes_again(
    desk: Client, by: User, ours: Delegation, point: FocalPoint, mailoutbox: list[Any]
) -> None:
    address = reverse("participants:correct_address", args=[ours.pk])
    old = sent(desk.get(address), email="mine@example.org")
    change_focal_point(point, {"email": "theirs@example.org"}, by=by)
    _page, said = refused(desk, address, old)
    assert [sentence[:59] for sentence in said] == ["E-mail address: a colleague changed it too, to “theirs@exam"]
    assert mailoutbox == []


def test_invitation_with_its_paragraphs(desk: Client, by: User, event: Event) -> None:
    """One paragraph was typed over, one was not; one was added, and one removed."""
    texts = {"hr": "Hrvatski", "mk": "Makedonski", "sq": "Shqip"}
    set_invitation(event, {"costs": "None"}, by=by, paragraphs=texts)
    address = reverse("participants:invitation", args=[event.uid])
    old = _whole(desk.get(address)) | {"profile": "Planners", "paragraphs-0-text": "Moj"}
    changed = {"hr": "Njihov", "mk": "Nov", "ko": "안녕"}
    set_invitation(event, {"costs": "All"}, by=by, paragraphs=changed)
    page, said = refused(desk, address, old)
    assert said == [
        "Costs covered is now “All”.",
        "Paragraph in Croatian: a colleague changed it too, to “Njihov”. Yours stands here, and replaces it when you save.",
        "Paragraph in Korean is now “안녕”.",
        "Paragraph in Macedonian is now “Nov”.",
        "Paragraph in Albanian is gone.",
    ]
    assert desk.post(address, _whole(page)).status_code == 302
    row = Invitation.objects.get()
    assert (row.profile, row.costs) == ("Planners", "All")
    assert dict(row.paragraphs.values_list("language", "text")) == {"hr": "Moj", "mk": "Nov", "ko": "안녕"}


def _whole(page: Any) -> dict[str, Any]:
    paragraphs = page.context["paragraphs"]
    fields = [*paragraphs.management_form, *(field for form in paragraphs for field in form)]
    values = {field.html_name: field.value() for field in fields}
    values |= {"paragraphs-shown": page.context["tag"]}
    return sent(page) | {name: value for name, value in values.items() if value is not None}
