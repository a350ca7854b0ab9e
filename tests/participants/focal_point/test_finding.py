"""A focal point opens what their city or organisation is invited to, and nothing else."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from participants.focal_point.urls import urlpatterns
from participants.models import Delegation, Invitation, InvitationFile
from tests.factories import rows
from tests.participants import makers
from tests.participants.focal_point.worlds import accepted_with, at, browser, invited, named, point
from tests.participants.visits import coming_event, visitor
from tours.editions.withdrawing import withdraw
from tours.models import Programme

pytestmark = pytest.mark.django_db
OF_NAME = ("name", "withdraw", "someone_else", "again")
POSTED = ("order", "again")


def addresses(ours: Delegation, key: int) -> dict[str, str]:
    """Every address of an invitation, by its name."""
    extra: dict[str, tuple[object, ...]] = dict.fromkeys(OF_NAME, (key,))
    extra |= {"file": (1,), "document": ("0" * 64, "a.pdf")}
    names = [str(pattern.name).removeprefix("focal_point_") for pattern in urlpatterns]  # type: ignore[union-attr]
    own = {"home", "details", "address", "successor"}
    return {name: at(name, ours, *extra.get(name, ())) for name in names if name not in own}


def statuses(client: Client, found: dict[str, str]) -> set[int]:
    return {(client.post if name in POSTED else client.get)(address).status_code for name, address in found.items()}


def test_all_addresses_open_to_who_is_invited() -> None:
    ours = accepted_with("Ana Primer")
    found = addresses(ours, named("Ana Primer").pk)
    client = browser()
    answers = {
        name: (client.post if name in POSTED else client.get)(address).status_code for name, address in found.items()
    }
    assert answers == dict.fromkeys(found, 200) | {"file": 404, "document": 404, "order": 302, "again": 404}


def test_another_citys_invitation_is_404_everywhere() -> None:
    ours = accepted_with("Ana Primer")
    other = makers.focal_point(ours.participation.event, rows.belgrade(), name="Other Primer")
    found = addresses(ours, named("Ana Primer").pk)
    assert statuses(visitor(other), found) == {404}
    assert "Smart City Week" not in visitor(other).get("/f/").content.decode()


def test_name_of_another_city_is_404() -> None:
    ours = accepted_with("Ana Primer")
    theirs = makers.delegation(ours.participation.event, by=rows.operator(), city=rows.belgrade())
    row = makers.proposed(theirs, by=rows.operator(), name="Of Belgrade")
    found = {name: at(name, ours, row.pk) for name in OF_NAME}
    assert statuses(browser(), found) == {404}
    pages = [at(page, ours) for page in ("invitation", "sheet", "agenda", "confirm", "companion")]
    assert ["Of Belgrade" in browser().get(page).content.decode() for page in pages] == [False] * 5


def test_nothing_opens_without_a_visit_or_by_an_account(client: Client) -> None:
    ours = accepted_with("Ana Primer")
    found = addresses(ours, named("Ana Primer").pk)
    assert statuses(client, found) == {401}
    client.force_login(rows.operator())
    assert statuses(client, found) == {401}


def test_other_focal_point_of_the_city_sees_the_same_and_another_programme_nothing() -> None:
    ours = invited()
    event = ours.participation.event
    second = makers.focal_point(event, rows.rijeka(), name="Second Primer", main=False)
    elsewhere = makers.focal_point(event, rows.rijeka(), name="Elsewhere Primer", main=False)
    elsewhere.programme = Programme.objects.create(name="Another Programme", slug="another-programme")
    elsewhere.save()
    answers = [visitor(who).get(at("invitation", ours)).status_code for who in (point(), second, elsewhere)]
    assert answers == [200, 200, 404]


def test_event_that_is_withdrawn_is_gone() -> None:
    ours = invited()
    withdraw(ours.participation.event.editions.get(), by=rows.operator())
    assert browser().get(at("invitation", ours)).status_code == 404


def test_file_of_another_events_invitation_is_404() -> None:
    ours = invited()
    other = makers.delegation(coming_event(slug="other", title="Other"), by=rows.operator(), city=rows.belgrade())
    found = {}
    for delegation in (ours, other):
        row = Invitation.objects.create(event=delegation.participation.event)
        file = InvitationFile(invitation=row, title="Letter", file=ContentFile(b"%PDF-1.7 letter", "letter.pdf"))
        file.full_clean()
        file.save()
        answer: Any = browser().get(at("file", ours, file.pk))
        found[delegation.pk] = answer.status_code
        assert answer.status_code == 404 or b"".join(answer.streaming_content) == b"%PDF-1.7 letter"
    assert list(found.values()) == [200, 404]


def test_cancelled_event_takes_nothing() -> None:
    ours = accepted_with("Ana Primer")
    event = ours.participation.event
    event.state = "cancelled"
    event.save()
    rows.publish(event)
    assert statuses(browser(), {name: at(name, ours, named("Ana Primer").pk) for name in OF_NAME}) == {404}
    assert "This event is cancelled." in browser().get(at("invitation", ours)).content.decode()
    assert (
        reverse("participants:focal_point_ask", args=[event.uid])
        not in browser().get(at("invitation", ours)).content.decode()
    )
