"""A focal point changes their details, and names who succeeds them. The desk confirms it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import ChangeRequest, Delegation, FocalPoint, LinkSession
from participants.requests import deciding
from tests.factories import rows
from tests.participants import makers
from tests.participants.focal_point.worlds import NAME, browser, invited, point
from tests.participants.visits import proven_visitor
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
DETAILS, ADDRESS, SUCCESSOR = "/f/details/", "/f/details/address/", "/f/details/successor/"


def proven() -> Client:
    return proven_visitor(point(), mailbox="zdenka@example.org")


def test_name_and_telephone_are_changed_and_nothing_else() -> None:
    invited()
    browser().post(DETAILS, {"name": "Zdenka Horvat", "telephone": "+385 51", "email": "x@example.org", "main": ""})
    made = point()
    assert (made.name, made.telephone, made.email, made.main) == (
        "Zdenka Horvat",
        "+385 51",
        "zdenka@example.org",
        True,
    )


def test_what_a_colleague_changed_meanwhile_is_not_taken_back() -> None:
    invited()
    client = browser()
    tag = client.get(DETAILS).context["form"]["row_tag"].value()
    FocalPoint.objects.update(telephone="+385 99")
    answer = client.post(DETAILS, {"name": "Zdenka Horvat", "telephone": "", "row_tag": tag})
    form = answer.context["form"]
    assert (answer.status_code, form["name"].value(), form["telephone"].value()) == (400, "Zdenka Horvat", "+385 99")
    assert (point().name, point().telephone) == (NAME, "+385 99")


def test_another_address_ends_the_links_to_the_old_one() -> None:
    invited()
    client, other = proven(), proven()
    page = client.post(ADDRESS, {"email": "new@example.org"})
    assert (page.status_code, point().email) == (200, "new@example.org")
    assert [each.get("/f/").status_code for each in (client, other)] == [401, 401]


def test_successor_is_a_request_and_nothing_changes_by_itself() -> None:
    ours, client = invited(), proven()
    client.post(SUCCESSOR, {"name": "First Primer", "email": "first@example.org"})
    client.post(SUCCESSOR, {"name": "Nova Primer", "email": "nova@example.org"})
    assert ChangeRequest.objects.values_list(
        "kind", "name", "email", "focal_point", "delegation", "asked_by"
    ).get() == (
        "successor",
        "Nova Primer",
        "nova@example.org",
        point().pk,
        ours.pk,
        NAME,
    )
    assert point().name == NAME
    assert "Nova Primer, nova@example.org" in client.get(DETAILS).content.decode()


def test_without_an_invitation_nobody_could_decide() -> None:
    ours = invited()
    client = proven()
    ours.delete()
    page = client.post(SUCCESSOR, {"name": "Nova Primer", "email": "nova@example.org"})
    assert (page.status_code, "Write to the office." in page.content.decode()) == (400, True)


def test_registrar_confirms_the_successor_at_the_desk(client: Client) -> None:
    ours, visit = invited(), proven()
    visit.post(SUCCESSOR, {"name": "Nova Primer", "email": "nova@example.org"})
    row, old = ChangeRequest.objects.get(), point()
    client.force_login(rows.colleague(RoleKind.REGISTRAR, at=ours.participation.event))
    address = reverse("participants:request", args=[row.pk])
    html = client.get(address).content.decode()
    assert ("Nova Primer, nova@example.org" in html, "zdenka@example.org" in html) == (True, True)
    client.post(address, {"decision": "grant"})
    old.refresh_from_db()
    ours.refresh_from_db()
    new = FocalPoint.objects.get(email="nova@example.org")
    assert (old.ended, new.since, new.main, new.city, ours.focal_point) == (
        timezone.localdate(),
        timezone.localdate(),
        True,
        old.city,
        new,
    )
    assert visit.get("/f/").status_code == 401


def test_successor_of_one_who_has_ended_is_refused_and_the_request_stays_open() -> None:
    invited()
    proven().post(SUCCESSOR, {"name": "Nova Primer", "email": "nova@example.org"})
    FocalPoint.objects.update(ended=timezone.localdate())
    with pytest.raises(Exception, match="has ended already"):
        deciding.grant(ChangeRequest.objects.get(), by=rows.operator())
    assert (ChangeRequest.objects.get().state, FocalPoint.objects.count()) == ("open", 1)


def test_desk_notes_no_successor_for_somebody(client: Client) -> None:
    ours = invited()
    client.force_login(rows.operator())
    address = reverse("participants:note_request", args=[ours.participation.event.uid], query={"delegation": ours.pk})
    assert 'value="successor"' not in client.get(address).content.decode()


def test_request_for_a_successor_that_was_decided_stays_and_a_new_one_stands_beside_it() -> None:
    invited()
    client = proven()
    client.post(SUCCESSOR, {"name": "First Primer", "email": "first@example.org"})
    deciding.refuse(ChangeRequest.objects.get(), by=rows.operator(), answer="Not now")
    client.post(SUCCESSOR, {"name": "Nova Primer", "email": "nova@example.org"})
    assert list(ChangeRequest.objects.order_by("pk").values_list("name", "state")) == [
        ("First Primer", "refused"),
        ("Nova Primer", "open"),
    ]


def test_request_for_a_successor_waits_at_the_latest_invitation() -> None:
    first = invited()
    days = {
        "starts": first.participation.event.starts + timedelta(300),
        "ends": first.participation.event.ends + timedelta(300),
    }
    latest = invited(makers.published_event(**days))
    Delegation.objects.filter(pk=first.pk).update(invited_at=timezone.now())
    proven().post(SUCCESSOR, {"name": "Nova Primer", "email": "nova@example.org"})
    assert ChangeRequest.objects.get().delegation == latest


@pytest.mark.parametrize("path", [ADDRESS, SUCCESSOR])
def test_address_and_successor_are_for_who_has_just_typed_a_code(path: str) -> None:
    invited()
    for client in (browser(), proven()):
        LinkSession.objects.exclude(mailbox="").update(proven_at=timezone.now() - timedelta(hours=1))
        client.post(path, {"name": "Nova Primer", "email": "new@example.org"})
        assert (point().email, ChangeRequest.objects.count()) == ("zdenka@example.org", 0)
