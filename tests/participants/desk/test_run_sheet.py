"""The run-sheet at the desk: what each user sees of the people of a day."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from participants.models import Delegate, DelegateContact
from participants.vocabulary import Attendance, DelegateState, Whose
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import AgendaItem, Contact, Event, Group, ParticipatingCity
from tours.vocabulary import Level, PersonRole, RoleKind, Status

pytestmark = pytest.mark.django_db


def comes(event: Event, name: str) -> Delegate:
    return Delegate.objects.create(event=event, name=name, person=rows.person(name), state=DelegateState.ACCEPTED)


@pytest.fixture
def event() -> Event:
    """Two come, one of them in group B; the driver of its bus is the one with a telephone."""
    event = rows.event()
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=3, taken=2)
    first, second = comes(event, "Petar Vozač"), comes(event, "Ana Primer")
    Delegate.objects.create(event=event, name="Only proposed")
    group = Group.objects.create(event=event, name="Bus B")
    second.groups.add(group)
    rows.item(event, title="Opening")
    bus = rows.item(event, title="Bus", kind="transfer", level=Level.DELEGATES, staff_note="Gate 3.")
    bus.groups.add(group)
    assert first.person is not None
    rows.part(bus, first.person, role=PersonRole.DRIVER, level=Level.STAFF)
    rows.item(event, title="Evening", day=date(2017, 9, 5))
    DelegateContact.objects.create(delegate=first, telephone="+385 51 000")
    DelegateContact.objects.create(delegate=first, whose=Whose.ASSISTANT, telephone="+385 51 999")
    return event


def asked(who: Client, event: Event, query: str = "", *, name: str = "run_sheet") -> Any:
    return who.get(f"{reverse(f'participants:{name}', args=[event.uid])}{query}")


def heads(answer: Any) -> dict[str, str]:
    return {line.title: line.heads for day in answer.context["sheet"].days for line in day.lines}


def test_draft_ends_with_what_waits_for_a_day_and_neither_a_day_nor_a_version_does(event: Event) -> None:
    rows.publish(event)
    rows.item(event, title="Visit", day=None, start=None, end=None)
    browser = browser_of(rows.coordinator())
    titles = {
        query: [day.title for day in asked(browser, event, query).context["sheet"].days]
        for query in ("", "?day=2017-09-05", "?version=1")
    }
    days = ["Monday 4 September 2017", "Tuesday 5 September 2017"]
    assert titles == {"": [*days, "Without a day"], "?day=2017-09-05": days[1:], "?version=1": days}
    answer = asked(browser, event, name="run_sheet_pdf")
    assert "Without a day" in PdfReader(BytesIO(answer.content)).pages[-1].extract_text()


def test_page_tells_who_is_on_duty_how_many_come_and_what_to_mind(event: Event) -> None:
    answer = asked(browser_of(rows.coordinator()), event, "?day=2017-09-04")
    page = answer.content.decode()
    words = ["Petar Vozač", 'href="tel:+38551000"', "Gate 3.", "Bus B", "2 of 3 seats are taken."]
    assert ([word for word in words if word not in page], heads(answer)) == (
        [],
        {"Opening": "For 2 people", "Bus": "For 1 person"},
    )


@pytest.mark.parametrize(
    ("kind", "sees"), [(RoleKind.VIEWER, False), (RoleKind.EDITOR, False), (RoleKind.REGISTRAR, True)]
)
def test_only_who_registers_people_sees_their_telephones(event: Event, kind: RoleKind, sees: bool) -> None:
    page = asked(browser_of(rows.colleague(kind, at=event)), event).content.decode()
    assert ("+385 51 000" in page, "Petar Vozač" in page) == (sees, True)


def test_number_among_the_events_contacts_is_for_all_staff(event: Event) -> None:
    Contact.objects.create(event=event, name="Petar Vozač", phone="+385 91 111", level=Level.STAFF)
    page = asked(browser_of(rows.colleague(RoleKind.VIEWER, at=event)), event).content.decode()
    assert page.count('href="tel:+38591111"') == 2


def test_only_who_is_there_counts(event: Event) -> None:
    first, second = Delegate.objects.holding().order_by("pk")
    Delegate.objects.filter(pk=first.pk).update(attends=Attendance.ONLINE)
    Delegate.objects.filter(pk=second.pk).update(present_from=date(2017, 9, 5))
    AgendaItem.objects.filter(title="Bus").update(status=Status.CANCELLED)
    assert heads(asked(browser_of(rows.coordinator()), event)) == {
        "Opening": "For 0 people",
        "Bus": "",
        "Evening": "For 1 person",
    }


def test_nothing_is_counted_before_anybody_has_a_place() -> None:
    event = rows.event()
    rows.item(event, title="Opening")
    assert heads(asked(browser_of(rows.coordinator()), event)) == {"Opening": ""}


def test_sheet_of_a_version_is_as_published(event: Event) -> None:
    rows.publish(event)
    AgendaItem.objects.filter(title="Evening").update(title="Dinner")
    boss = browser_of(rows.coordinator())
    found = [list(heads(asked(boss, event, query))) for query in ("?day=2017-09-05", "?day=2017-09-05&version=1")]
    assert found == [["Dinner"], ["Evening"]]


def test_paper_is_saved_under_its_day(event: Event) -> None:
    answer = asked(browser_of(rows.coordinator()), event, "?day=2017-09-04", name="run_sheet_pdf")
    [page] = PdfReader(BytesIO(answer.content)).pages
    assert ("+385 51 000" in page.extract_text(), answer["Content-Disposition"]) == (
        True,
        f'attachment; filename="{event.title} - Draft - Staff - Run-sheet - 2017-09-04.pdf"',
    )


@pytest.mark.parametrize("name", ["run_sheet", "run_sheet_pdf"])
@pytest.mark.parametrize("query", ["?day=monday", "?day=2017-02-30", "?version=x"])
def test_what_is_no_day_or_version_is_refused(name: str, query: str) -> None:
    answer = asked(browser_of(rows.coordinator()), rows.event(), query, name=name)
    assert (answer.status_code, "as in" in answer.content.decode()) == (400, True)
