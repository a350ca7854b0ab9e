"""What the audit trail tells of those who come, and to whom."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from backstage.audit.forgetting import forget_everywhere
from backstage.audit_watch import watch_of
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from participants.data_classes import DataClass
from participants.field_classes import FIELD_CLASSES
from participants.models import Delegate
from participants.nominations import deciding, describing
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
PAGE = "/desk/audit/"
WHY = Grounds("Elections", "telephone", by_link="Iva Primer")


@pytest.fixture
def event() -> Event:
    return makers.published_event()


@pytest.fixture
def row(event: Event) -> Delegate:
    """A delegate whose order of choice, language and consents were changed before they were withdrawn."""
    by = rows.coordinator()
    row = makers.proposed(makers.delegation(event, by=by), by=by, name="Ana")
    private = {"language": "hr", "gender": "woman", "level": "elected", "shares_contact": True}
    describing.describe(row, {"rank": 7777, "capacity": "adviser", **private}, by=by)
    deciding.withdraw(Delegate.objects.get(pk=row.pk), by=None, grounds=WHY)
    return row


def page_of(user: User, **asked: Any) -> Any:
    browser = Client()
    browser.force_login(user)
    return browser.get(PAGE, asked)


def told(user: User, row: Delegate) -> list[list[str]]:
    """The fields of each entry of the row, the newest first."""
    lines = page_of(user, thing=f"participants.delegate:{row.pk}").context["lines"]
    return [[change.label for change in line.described.changes] for line in lines]


def test_trail_keeps_of_a_delegate_names_order_of_choice_and_what_was_told_alone() -> None:
    classes, watch = FIELD_CLASSES["Delegate"], watch_of(Delegate)
    assert watch.fields - {*classes[DataClass.NAMES]} == watch.private_fields == {"rank", "told_state"}


def test_registrar_reads_the_order_of_choice_why_and_by_whose_link(event: Event, row: Delegate) -> None:
    registrar = rows.colleague(RoleKind.REGISTRAR, at=event)
    assert told(registrar, row)[:2] == [["State"], ["Comes as", "Order of choice"]]
    html = page_of(registrar).content.decode()
    assert ("Why: Elections" in html, "By the personal link of Iva Primer" in html) == (True, True)


@pytest.mark.parametrize("page", ["list", "entry"])
def test_editor_reads_that_a_state_changed_and_no_more(event: Event, row: Delegate, page: str) -> None:
    editor = rows.colleague(RoleKind.EDITOR, at=event)
    assert told(editor, row)[:2] == [["State"], ["Comes as"]]
    browser = Client()
    browser.force_login(editor)
    keys = AuditEntry.objects.filter(object_pk=str(row.pk), content_type__model="delegate").values_list("pk", flat=True)
    addresses = [PAGE] if page == "list" else [f"{PAGE}{key}/" for key in keys]
    html = "".join(browser.get(address).content.decode() for address in addresses)
    assert "Ana" in html
    assert [
        words for words in ("Elections", "Iva", "Order of choice", "7777", "Elected", "Woman") if words in html
    ] == []


def test_viewer_does_not_read_of_delegates(event: Event, row: Delegate) -> None:
    assert told(rows.colleague(RoleKind.VIEWER, at=event), row) == []


def test_search_finds_nobody_by_the_order_of_choice(event: Event, row: Delegate) -> None:
    """Not even where a redaction has put the words together again."""
    editor = rows.colleague(RoleKind.EDITOR, at=event)
    assert list(page_of(editor, q="7777").context["lines"]) == []
    assert forget_everywhere(["Ana"]) > 0
    assert list(page_of(editor, q="7777").context["lines"]) == []


def test_registrar_of_another_event_reads_no_order_of_choice_where_they_are_an_editor(
    event: Event, row: Delegate
) -> None:
    editor = rows.colleague(RoleKind.EDITOR, at=event)
    rows.role(editor, RoleKind.REGISTRAR, at=rows.event())
    assert told(editor, row)[:2] == [["State"], ["Comes as"]]
