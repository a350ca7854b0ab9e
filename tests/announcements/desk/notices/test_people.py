"""Those whom a notice is for: who sees numbers, and focal points in copy."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from announcements.desk.notices.people import People
from announcements.models import Notice
from announcements.notices.concern.readers import ReaderKind
from participants.models import Delegate, PersonContact
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change
from tests.factories import rows
from tests.participants.letters.values import contact
from tests.participants.makers import accepted, delegation, focal_point
from tours.models import AgendaItem, Event
from tours.vocabulary import Access, RoleKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("registers", "numbers"), [(True, ["+381 11 22"]), (False, [])])
def test_numbers_are_for_who_registers_people(event: Event, registers: bool, numbers: list[str]) -> None:
    ana = makers.told(event, "Ana")
    ana.contacts.update(telephone="+381 11 22")
    shown: Any = event
    shown.registers = registers
    (line,) = People(event, [(ReaderKind.DELEGATE, ana.pk)], rows.operator()).lines([(ReaderKind.DELEGATE, ana.pk)])
    assert (line.name, [number.telephone for number in line.numbers]) == ("Ana", numbers)


def test_number_of_a_speaker_is_for_who_registers_them_somewhere(event: Event) -> None:
    kim = rows.person("Kim")
    PersonContact.objects.create(person=kim, telephone="+82 2 33")
    shown: Any = event
    shown.registers = True
    about = (ReaderKind.PERSON, kim.pk)
    by = rows.colleague(RoleKind.REGISTRAR, at=event)

    def numbers() -> list[str]:
        (line,) = People(event, [about], by).lines([about])
        return [number.telephone for number in line.numbers]

    assert numbers() == []
    Delegate.objects.filter(pk=makers.told(event, "Kim").pk).update(person=kim)
    assert numbers() == ["+82 2 33"]


def test_focal_points_are_counted_once_they_get_a_copy(browser: Client, event: Event, visit: AgendaItem) -> None:
    by = rows.operator()
    body = delegation(event, by=by)
    point = focal_point(event, body.participation.city, telephone="+381 21 33")
    type(body).objects.filter(pk=body.pk).update(focal_point=point, letter_at=EVENING)
    theirs = accepted(body, by=by, name="Vera")
    Delegate.objects.filter(pk=theirs.pk).update(told_state=theirs.state)
    theirs.groups.set(event.groups.filter(name="B"))
    contact(theirs, "vera@example.org")
    change(visit, room="Gate 4")
    notice = makers.published_and_raised(event, at=EVENING)
    assert notice is not None
    address = reverse("announcements:desk_notice", args=[event.uid, notice.pk])
    assert browser.get(address).context["counts"]["focal_point"] == 0
    browser.post(address, {"version": str(notice.number), "step": "keep", "words": "", "copies": "on"})
    page = browser.get(address)
    found = {line.name: (line.part, [each.telephone for each in line.numbers]) for line, _ in page.context["lines"]}
    assert (page.context["counts"]["focal_point"], found["Ana Primer"]) == (1, ("focal point", ["+381 21 33"]))


def test_different_texts_are_shown_with_how_many_read_each(browser: Client, event: Event, visit: AgendaItem) -> None:
    """What somebody gave a star to makes no other text."""
    a, b = event.groups.order_by("name")
    makers.told(event, "Wu", b).starred.add(visit)
    walk = makers.visit(event, a, title="Walk", room="Gate 1")
    rows.publish(event)
    Notice.objects.create(event=event, since=1, number=2, state="cancelled", ended_at=EVENING)
    change(visit, room="Gate 4")
    change(walk, room="Gate 4")
    notice = makers.published_and_raised(event, at=EVENING)
    assert notice is not None
    page = browser.get(reverse("announcements:desk_notice", args=[event.uid, notice.pk]))
    examples = page.context["examples"]
    assert [(each.people, each.said[0].title) for each in examples.shown] == [(2, "Traffic centre"), (1, "Walk")]
    assert examples.others == 0


def test_text_for_a_chat_leads_nowhere_where_the_event_is_not_public(browser: Client, event: Event) -> None:
    Event.objects.update(access=Access.PARTICIPANTS)
    event.refresh_from_db()
    item = makers.visit(event)
    rows.publish(event)
    change(item, room="Gate 4")
    notice = makers.published_and_raised(event, at=EVENING)
    assert notice is not None
    chat = browser.get(reverse("announcements:desk_notice", args=[event.uid, notice.pk])).context["chat"]
    assert ("Gate 2 -> Gate 4" in chat, "http" in chat) == (True, False)
