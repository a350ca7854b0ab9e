"""The host's link opens the journey of one event, in the name of the liaison and with no more rights, and nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from accounts.models import User
from backstage.models import AuditEntry
from participants.letters.to_registrars.happenings import What, happenings
from participants.links.making import make_link
from participants.links.sessions import open_visit_by_code
from participants.models import AccessLink, Delegate, Leg, LinkSession, Pickup
from participants.people.contacting import write_contacts
from participants.vocabulary import Capacity
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import coming, leg, pickup, stay
from tests.participants.visits import coming_event, visitor
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Role
from tours.rights.granting import end_role, hand_over
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
HOME = "/h/"
LINKS = re.compile(r'(?:href|action|data-hx-get|data-hx-post|src)="([^"]*)"')


@pytest.fixture
def event() -> Event:
    return coming_event(title="Week", zone="Asia/Seoul")


@pytest.fixture
def mayor(event: Event) -> Delegate:
    """With a flight, a car whose driver has a mailbox, and a room."""
    by = rows.operator()
    row = makers.accepted(makers.delegation(event, by=by), by=by, name="Đorđe Čačak")
    driver = coming(event, "Driver", capacity=Capacity.DRIVER)
    write_contacts(driver, own={"email": "driver@example.org"}, assistant={}, by=by)
    leg(row, pickup=pickup(event, driver=driver))
    stay(row)
    return row


@pytest.fixture
def role(event: Event) -> Role:
    liaison = rows.stranger()
    liaison.name = "Min Host"
    liaison.save()
    return rows.role(liaison, RoleKind.HOST, at=event)


@pytest.fixture
def client(role: Role, mayor: Delegate) -> Client:
    return visitor(role)


def below(name: str, *args: object, **kwargs: object) -> str:
    return reverse(f"participants:host:{name}", args=args, kwargs=kwargs)


def pages_of(event: Event, mayor: Delegate) -> list[str]:
    car, flight = event.pickups.get(), mayor.legs.get()
    return [
        HOME,
        *(below(name, event.uid) for name in ("arrivals", "departures", "journey_rooms", "new_pickup")),
        *(below("journey_list", event.uid, name) for name in ("meals", "presence")),
        *(below(kind, event.uid, name) for kind in ("journey_pdf", "journey_xlsx") for name in ("arrivals", "rooms")),
        *(below(name, event.uid, car.driver_id) for name in ("crew", "crew_pdf")),
        below("pickup", event.uid, car.pk),
        *(below(name, event.uid, flight.pk) for name in ("leg", "move_leg")),
        below("new_leg", event.uid, mayor.pk),
        below("journey_stay", mayor.stays.get().pk),
    ]


def test_link_leads_to_the_pages_of_its_event(event: Event, mayor: Delegate, role: Role) -> None:
    _link, secret = make_link(role, email=role.user.email)
    browser = Client()
    answer = browser.post(f"/h/open/?key={secret}")
    assert (answer.status_code, answer["Location"], answer.cookies["host"]["path"]) == (302, HOME, "/h/")
    shown = browser.get(HOME)
    assert (shown.status_code, shown["Cache-Control"], shown["X-Robots-Tag"]) == (200, "private, no-store", "noindex")
    assert "<h1>Week</h1>" in shown.content.decode()
    assert "sessionid" not in browser.cookies


def test_every_page_answers_and_leads_nowhere_else(event: Event, mayor: Delegate, client: Client) -> None:
    """All that their links lead to below /h/ answers, too; beside it there is what the browser draws them with."""
    seen = set(pages_of(event, mayor))
    found: dict[str, tuple[int, str] | None] = {}
    for address in seen:
        answer = client.get(address)
        found[address] = (answer.status_code, answer["Cache-Control"])
        if answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            assert "Min Host" in text
            found |= {each.split("#")[0]: None for each in LINKS.findall(text) if each[0] not in "#?"}
    other = {address for address, got in found.items() if got is None and not address.startswith("/static/")}
    assert {address for address in other if not address.startswith(HOME)} == set()
    answers = {address: client.get(address).status_code for address in other}
    only_posts = {"/h/leave/", *(each for each in other if each.endswith(("/delete/", "/end/")))}
    assert {address: code for address, code in answers.items() if code != 200} == dict.fromkeys(only_posts, 405)
    assert {each for each in found.values() if each} == {(200, "private, no-store")}


@pytest.mark.parametrize(
    "address",
    [
        "/h/desk/",
        "/h/desk/events/{uid}/",
        "/h/desk/events/{uid}/agenda/",
        "/h/desk/events/{uid}/roles/",
        "/h/desk/events/{uid}/delegates/",
        "/h/desk/events/{uid}/seen/",
        "/h/desk/events/{uid}/journey/checklist/",
        "/h/desk/events/{uid}/journey/entry/",
        "/h/desk/events/{uid}/journey/checklist/pdf/",
        "/h/desk/events/{uid}/journey/documents/",
        "/h/desk/events/{uid}/journey/addresses/",
        "/h/desk/events/{other}/journey/arrivals/",
        "/h/desk/events/{other}/journey/meals/pdf/",
        "/h/desk/tokens/new/",
        "/h/desk/audit/",
        "/h/account/",
        "/h/admin/",
        "/h/api/v1/",
        "/h/events/",
        "/h/d/",
        "/h/h/",
    ],
)
def test_nothing_else_is_below_it(event: Event, role: Role, client: Client, address: str) -> None:
    """Not even for who may do everything with their account, nor at another event of which they are the host, too."""
    other = coming_event(title="Other", slug="other", programme=event.programme)
    rows.role(role.user, RoleKind.HOST, at=other)
    User.objects.filter(pk=role.user_id).update(is_superuser=True)
    assert client.get(address.format(uid=event.uid, other=other.uid)).status_code == 404


@pytest.mark.parametrize("address", ["/desk/", "/desk/events/{uid}/journey/arrivals/", "/account/", "/admin/", "/d/"])
def test_the_cookie_opens_nothing_of_the_desk(event: Event, client: Client, address: str) -> None:
    answer = client.get(address.format(uid=event.uid))
    assert answer.status_code in {302, 401}
    assert answer.get("Location", "/account/sign-in/").startswith(("/account/sign-in/", "/admin/login/"))


def test_rows_of_another_event_are_not_there(event: Event, client: Client) -> None:
    other = coming_event(title="Other", slug="other", programme=event.programme)
    guest = coming(other, "Guest")
    their_leg, their_car, their_stay = leg(guest), pickup(other), stay(guest)
    pages = [
        below("leg", event.uid, their_leg.pk),
        below("pickup", event.uid, their_car.pk),
        below("journey_stay", their_stay.pk),
        below("new_leg", event.uid, guest.pk),
    ]
    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert client.post(below("journey_end_stay", their_stay.pk)).status_code == 404


def test_account_beside_it_stays_signed_in_and_gives_no_rights(event: Event, role: Role, mayor: Delegate) -> None:
    browser, theirs = browser_of(rows.operator()), visitor(role)
    browser.cookies["host"] = theirs.cookies["host"].value
    answer = browser.get(below("arrivals", event.uid))
    assert (answer.status_code, answer.context["registers"], answer.context["user"].pk) == (200, False, role.user_id)
    assert browser.get("/h/desk/audit/").status_code == 404
    back = browser.get("/desk/")
    assert (back.status_code, back.context["user"].is_operator) == (200, True)


def test_what_is_changed_is_told_and_names_the_link(
    event: Event, role: Role, mayor: Delegate, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    since, flight = timezone.now(), mayor.legs.get()
    answer = client.post(below("move_leg", event.uid, flight.pk), {"pickup": ""})
    assert (answer.status_code, answer["Location"]) == (302, f"{below('arrivals', event.uid)}#leg-{flight.pk}")
    assert [str(each) for each in get_messages(answer.wsgi_request)] == ["Đorđe Čačak is moved."]
    entry = AuditEntry.objects.filter(content_type__model="leg").latest("pk")
    assert (entry.actor_id, entry.by_link, entry.token) == (role.user_id, "Min Host", "")
    assert [(each.what, each.by) for each in happenings(event, since)] == [(What.HOST, role.user_id)]
    [sent] = mail.outbox
    assert (sent.to, "/h/" in str(sent.body)) == (["driver@example.org"], False)


def test_refused_form_keeps_what_was_typed_and_its_frame(event: Event, client: Client) -> None:
    answer = client.post(below("new_pickup", event.uid), {"vehicle": "Van 7", "day": "no day"})
    text = answer.content.decode()
    assert (answer.status_code, 'value="Van 7"' in text, "Min Host" in text, "/account/" in text) == (
        400,
        True,
        True,
        False,
    )
    assert Pickup.objects.count() == 1


def test_addresses_are_as_before_after_every_answer(event: Event, client: Client) -> None:
    for address in (
        below("arrivals", event.uid),
        below("leg", event.uid, 0),
        f"{below('journey_list', event.uid, 'presence')}?day=x",
    ):
        client.get(address)
        assert get_script_prefix() == "/"
    assert settings.STATIC_URL == "/static/"


def test_without_a_visit_the_answer_is_401(event: Event, mayor: Delegate, client: Client) -> None:
    assert {Client().get(page).status_code for page in pages_of(event, mayor)} == {401}
    delegate = visitor(mayor)
    assert delegate.get(HOME).status_code == 401


def test_leaving_ends_the_visit(client: Client) -> None:
    assert client.get("/h/leave/").status_code == 405
    answer = client.post("/h/leave/")
    assert (answer.status_code, answer["Clear-Site-Data"], LinkSession.objects.count()) == (200, '"storage"', 0)
    assert client.get(HOME).status_code == 401


def _ended(role: Role) -> None:
    end_role(role, by=rows.operator())


def _handed_over(role: Role) -> None:
    hand_over(role, to=rows.coordinator(), by=rows.operator())


def _closed(role: Role) -> None:
    User.objects.filter(pk=role.user_id).update(is_active=False)


def _of_another_kind(role: Role) -> None:
    Role.objects.filter(pk=role.pk).update(kind=RoleKind.VIEWER)


def _of_another_address(role: Role) -> None:
    User.objects.filter(pk=role.user_id).update(email="new@example.org")


def _long_ago(role: Role) -> None:
    day = timezone.now().date() - timedelta(days=31)
    Event.objects.filter(roles=role).update(starts=day, ends=day)


@pytest.mark.parametrize(
    "change",
    [_ended, _handed_over, _closed, _of_another_kind, _of_another_address, _long_ago],
    ids=lambda each: each.__name__,
)
def test_link_ends_with_the_role(role: Role, client: Client, change: Any) -> None:
    assert (client.get(HOME).status_code, AccessLink.objects.live(timezone.now()).count()) == (200, 1)
    change(role)
    assert (client.get(HOME).status_code, AccessLink.objects.live(timezone.now()).count()) == (401, 0)


def test_visit_by_code_ends_when_the_role_is_handed_over(role: Role) -> None:
    visit, _secret = open_visit_by_code(role.user.email, holder=role)
    assert LinkSession.objects.live(timezone.now()).get() == visit
    _handed_over(role)
    assert not LinkSession.objects.live(timezone.now()).exists()


def test_first_page_costs_few_queries(event: Event, client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        client.get(HOME)


def test_flight_is_not_told_by_get(event: Event, mayor: Delegate, client: Client) -> None:
    flight = mayor.legs.get()
    for name in ("delete_leg", "move_leg"):
        client.get(below(name, event.uid, flight.pk))
    assert Leg.objects.filter(pk=flight.pk, pickup=flight.pickup_id).exists()
