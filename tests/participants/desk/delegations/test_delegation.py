"""The desk's page of one delegation."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participants.delegations.answering import accept_invitation, close
from participants.delegations.seats import set_seats
from participants.models import Delegation, SupportingFile
from participants.nominations.deciding import reserve
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegations.pages import table
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def address(of: Delegation) -> str:
    return reverse("participants:delegation", args=[of.pk])


def shown_to(kind: RoleKind, of: Delegation) -> Any:
    return browser_of(rows.colleague(kind, at=of.participation.event)).get(address(of))


@pytest.fixture
def rijeka() -> Delegation:
    """Accepted, with two names."""
    event, by = makers.published_event(), rows.coordinator()
    makers.focal_point(event, rows.rijeka(), telephone="+385 51 000")
    ours = makers.delegation(event, by=by, city=rows.rijeka())
    accept_invitation(ours, by=by, replied_by="Secretary")
    makers.accepted(ours, by=by, name="Mia Primer")
    makers.proposed(ours, by=by, name="Iva Primer", capacity="head")
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4 letter")
    SupportingFile.objects.create(event=event, delegation=ours, file=letter, file_name="letter.pdf", size=15)
    return ours


def steps(page: Any) -> list[str]:
    return list(page.context["steps"])


def test_registrar_sees_names_in_order_of_choice_contacts_files_and_steps(rijeka: Delegation) -> None:
    page = shown_to(RoleKind.REGISTRAR, rijeka)
    assert table(page) == [
        ["1", "Mia Primer", "Delegate", "Has a place"],
        ["2", "Iva Primer", "Head of delegation", "Proposed"],
    ]
    words = page.content.decode()
    assert [text for text in ("ana@example.org", "+385 51 000", "Secretary", "letter.pdf") if text not in words] == []
    assert steps(page) == ["propose", "decline", "close", "cancel", "seats", "move-seat", "facts"]
    assert re.findall(rf'href="{address(rijeka)}([a-z-]+)/"', words) == [*steps(page), "address"]
    assert f'href="{address(rijeka)}confirmation/pdf/"' in words


def test_editor_sees_names_by_the_alphabet_and_no_contact(rijeka: Delegation) -> None:
    page = shown_to(RoleKind.EDITOR, rijeka)
    assert table(page) == [
        ["Iva Primer", "Head of delegation", "Proposed"],
        ["Mia Primer", "Delegate", "Has a place"],
    ]
    hidden = ("Ana Primer", "ana@example.org", "+385 51 000", "Secretary", "letter.pdf", "Order of choice", "propose/")
    assert [text for text in hidden if text in page.content.decode()] == []


def test_viewer_sees_counts_alone(rijeka: Delegation) -> None:
    page = shown_to(RoleKind.VIEWER, rijeka)
    words = page.content.decode()
    assert (page.context["counts"], "1 of 2 taken" in words) == ({"waiting": 1, "reserves": 0}, True)
    assert [text for text in ("Mia", "Iva", "Ana", "Secretary", "letter.pdf", "<table") if text in words] == []


def test_others_find_nothing(rijeka: Delegation) -> None:
    elsewhere = rows.colleague(RoleKind.COORDINATOR, at=rows.event())
    for user in (rows.stranger(), elsewhere):
        assert is_not_found(browser_of(user).get(address(rijeka)))


def test_free_seat_is_offered_to_the_first_reserve_by_a_link(rijeka: Delegation) -> None:
    by = rows.coordinator()
    first, _second = (
        reserve(makers.proposed(rijeka, by=by, name=name), by=by) for name in ("Eva Primer", "Ada Primer")
    )
    offer = f'<a href="{reverse("participants:delegate_step", args=[first.pk, "offer"])}">Offer the free seat to Eva Primer</a>'
    assert offer in shown_to(RoleKind.REGISTRAR, rijeka).content.decode()
    assert shown_to(RoleKind.EDITOR, rijeka).context["offer_to"] is None
    set_seats(rijeka, 1, by=by)
    assert shown_to(RoleKind.REGISTRAR, rijeka).context["offer_to"] is None


def test_closed_delegation_can_be_opened_again_and_takes_no_names(rijeka: Delegation) -> None:
    close(rijeka, by=rows.coordinator())
    assert steps(shown_to(RoleKind.REGISTRAR, rijeka)) == ["reopen", "seats", "move-seat", "facts"]
