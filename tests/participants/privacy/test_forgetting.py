"""The worker lets each class of data go when its time is over, and not before."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from backstage.models import AuditEntry
from participants.models import (
    ChangeRequest,
    Delegate,
    DelegateContact,
    DelegateNeeds,
    Delegation,
    Erasure,
    FocalPoint,
    Leg,
    PersonContact,
    Pickup,
    Preparation,
    SeenEdition,
    Stay,
    SupportingFile,
    TravelDocument,
)
from participants.privacy.erasing import erase
from participants.privacy.forgetting import forget_due
from participants.privacy.rules import RULES
from participants.vocabulary import RequestKind
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel import makers as journeys
from tests.participants.travel.documents.document_makers import document, preparation
from tours.models import Event, Group, Person
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db
ENDS = date(2017, 9, 8)
POSITION = "Deputy for gardens"
SAID = {"reason": "Knows parks", "position": POSITION, "gender": "woman", "level": "elected", "language": "hr"}


def at(day: date) -> int:
    return forget_due(datetime.combine(day, time(12), UTC))


def event(**facts: object) -> Event:
    return makers.published_event(starts=ENDS - timedelta(days=4), ends=ENDS, **facts)


def delegate(of: Event, *, name: str = "Ana Primer", is_accepted: bool = True) -> Delegate:
    by = rows.operator()
    make = makers.accepted if is_accepted else makers.proposed
    row = make(makers.delegation(of, by=by), by=by, name=name, **SAID)
    DelegateContact.objects.create(delegate=row, email="ana@example.org")
    SeenEdition.objects.create(delegate=row, number=1)
    ChangeRequest.objects.create(event=of, delegate=row, kind=RequestKind.OTHER, text="No meat")
    letter = SupportingFile(event=of, delegate=row, file=SimpleUploadedFile("ana.pdf", b"%PDF-1.7\n"))
    letter.full_clean()
    letter.save()
    row.groups.add(Group.objects.create(event=of, name=f"Group {row.pk}"))
    Delegate.objects.filter(pk=row.pk).update(present_from=ENDS, present_until=ENDS)
    assert row.person
    PersonContact.objects.create(person=row.person, email="ana@example.org")
    return row


def left_of(row: Delegate) -> dict[str, bool]:
    row = Delegate.objects.select_related("person").get(pk=row.pk)
    assert row.person
    return {
        "said": bool(row.reason or row.gender or row.level or row.language) or hasattr(row, "seen"),
        "papers": row.files.exists() or row.change_requests.exclude(text="").exists(),
        "contacts": row.contacts.exists() or PersonContact.objects.filter(person=row.person).exists(),
        "name": row.name != "[removed]" or bool(row.position) or in_the_trail(POSITION),
        "place": row.groups.exists() or row.present_from is not None or row.present_until is not None,
        "card": row.person.display_name != "[removed]",
    }


def in_the_trail(word: str) -> bool:
    return any(word in str(entry.changes) for entry in AuditEntry.objects.all())


def all_but(*gone: str) -> dict[str, bool]:
    return {name: name not in gone for name in ("said", "papers", "contacts", "name", "place", "card")}


def test_each_class_of_who_took_part_goes_on_its_day() -> None:
    row = delegate(event())
    steps = {
        ENDS + timedelta(days=29): all_but(),
        ENDS + timedelta(days=30): all_but("said", "papers"),
        date(2019, 9, 7): all_but("said", "papers"),
        date(2019, 9, 8): all_but("said", "papers", "contacts"),
        date(2024, 9, 7): all_but("said", "papers", "contacts"),
        date(2024, 9, 8): all_but("said", "papers", "contacts", "name", "place", "card"),
    }
    found = {}
    for day in steps:
        at(day)
        found[day] = left_of(row)
    assert found == steps


def test_each_class_of_a_journey_goes_on_its_day() -> None:
    row = delegate(event())
    driver = makers.accepted(row.delegation, by=rows.operator(), name="Driver") if row.delegation else row
    Delegate.objects.filter(pk=driver.pk).update(capacity="driver")
    car = journeys.pickup(row.event, driver=driver, note="Of Ana")
    document(row)
    journeys.needs(row)
    journeys.leg(row, pickup=car)
    journeys.stay(row, shares_with=driver)
    preparation(row)
    classes = (DelegateNeeds, TravelDocument, Leg, Stay, Preparation, Pickup)
    found = {}
    for days in (13, 14, 29, 30):
        at(ENDS + timedelta(days=days))
        found[days] = [model.objects.exists() for model in classes]
    assert found == {13: [True] * 6, 14: [False] + [True] * 5, 29: [False] + [True] * 5, 30: [False] * 6}
    trail = AuditEntry.objects.filter(content_type__model__in=["leg", "stay", "pickup"])
    assert {(entry.object_repr, str(entry.changes)) for entry in trail} == {
        (name, "{}") for name in ("flight or train", "stay", "car")
    }


def test_name_of_who_had_no_place_goes_after_a_year() -> None:
    row = delegate(event(), is_accepted=False)
    at(date(2018, 9, 7))
    assert left_of(row)["name"]
    at(date(2018, 9, 8))
    assert left_of(row) == all_but("said", "papers", "name", "place", "card")
    said = str(list(AuditEntry.objects.filter(event_key=row.event_id).values_list("object_repr", "changes")))
    assert "Ana Primer" not in said


def test_contact_stays_until_two_years_after_the_last_event() -> None:
    row, by = delegate(event()), rows.operator()
    later = makers.published_event(starts=date(2018, 9, 3), ends=date(2018, 9, 7))
    again = makers.accepted(makers.delegation(later, by=by), by=by, name="Ana Primer", person=row.person)
    once = makers.accepted(row.delegation, by=by, name="Ivo Primer") if row.delegation else row
    DelegateContact.objects.create(delegate=once, email="ivo@example.org")
    at(date(2019, 9, 8))
    assert (left_of(row)["contacts"], left_of(once)["contacts"]) == (True, False)
    at(date(2020, 9, 7))
    assert not left_of(row)["contacts"]
    assert left_of(again)["name"]


def test_last_contact_of_who_has_no_other_goes_too() -> None:
    row = delegate(event())
    DelegateContact.objects.all().delete()
    at(date(2019, 9, 7))
    assert left_of(row)["contacts"]
    at(date(2019, 9, 8))
    assert not left_of(row)["contacts"]


def test_version_that_was_seen_goes_where_it_is_all_there_is() -> None:
    of, by = event(), rows.operator()
    SeenEdition.objects.create(delegate=makers.accepted(makers.delegation(of, by=by), by=by), number=1)
    assert (at(ENDS + timedelta(days=29)), at(ENDS + timedelta(days=30))) == (0, 1)
    assert not SeenEdition.objects.exists()


def test_speaker_keeps_the_card() -> None:
    row = delegate(event())
    assert row.person
    rows.speaker(rows.item(row.event), row.person)
    at(date(2024, 9, 8))
    assert left_of(row) == all_but("said", "papers", "contacts", "name", "place")


def test_who_is_something_at_another_event_keeps_the_card_and_what_they_are_there() -> None:
    row, other = delegate(event()), makers.published_event()
    assert row.person
    rows.appearance(row.event, row.person)
    there = rows.appearance(other, row.person)
    at(date(2024, 9, 8))
    assert left_of(row)["card"]
    assert list(row.person.appearances.all()) == [there]


def test_who_speaks_at_another_event_is_nothing_any_more_where_they_were_a_delegate() -> None:
    row, other = delegate(event()), makers.published_event()
    assert row.person
    rows.appearance(row.event, row.person)
    rows.speaker(rows.item(other), row.person)
    at(date(2024, 9, 8))
    assert [there.event for there in row.person.appearances.all()] == [other]


def test_of_a_postponed_event_nothing_goes() -> None:
    row = delegate(event())
    Event.objects.filter(pk=row.event_id).update(state=EventState.POSTPONED)
    assert (at(date(2030, 1, 1)), left_of(row)) == (0, all_but())


def test_who_would_have_come_to_a_cancelled_event_goes_after_a_year() -> None:
    row = delegate(event())
    Event.objects.filter(pk=row.event_id).update(state=EventState.CANCELLED)
    at(date(2018, 9, 8))
    assert not left_of(row)["name"]


def test_papers_of_a_delegation_and_focal_points_who_ended_go_too() -> None:
    of = event()
    row = delegate(of)
    words = {"name": "Ivo Primer", "email": "ivo@example.org", "text": "Two of us", "asked_by": "Eva", "answer": "No"}
    ChangeRequest.objects.create(event=of, delegation=row.delegation, kind=RequestKind.SUCCESSOR, **words)
    point = makers.focal_point(of, rows.rijeka(), since=date(2016, 1, 1), ended=date(2017, 9, 8))
    at(date(2019, 9, 7))
    assert set(ChangeRequest.objects.values_list(*words)) == {("", "", "", "", "")}
    assert FocalPoint.objects.get(pk=point.pk).name == "Ana Primer"
    at(date(2019, 9, 8))
    assert FocalPoint.objects.get(pk=point.pk).name == "[removed]"


def test_focal_point_of_an_event_that_is_still_to_end_stays() -> None:
    later = makers.published_event(starts=date(2019, 9, 1), ends=date(2019, 9, 8))
    point = makers.focal_point(later, rows.rijeka(), since=date(2016, 1, 1), ended=date(2017, 1, 1))
    of = makers.delegation(later, by=rows.operator(), city=rows.rijeka())
    Delegation.objects.filter(pk=of.pk).update(focal_point=point)
    at(date(2019, 9, 7))
    assert FocalPoint.objects.get(pk=point.pk).name == "Ana Primer"
    at(date(2021, 9, 8))
    assert FocalPoint.objects.get(pk=point.pk).name == "[removed]"


def test_erasure_is_finished_when_its_last_duty_ends() -> None:
    row = delegate(event())
    assert row.person
    [duty] = erase(row.person, by=rows.operator(), reason="Asked", today=date(2018, 1, 1))
    at(duty.until - timedelta(days=1))
    assert (Delegate.objects.get(pk=row.pk).name, Erasure.objects.get().finished_at) == ("Ana Primer", None)
    at(duty.until)
    assert Delegate.objects.get(pk=row.pk).name == "[removed]"
    assert Erasure.objects.get().finished_at is not None
    assert Person.objects.get(pk=row.person.pk).display_name == "[removed]"


def test_round_that_is_repeated_finds_nothing() -> None:
    delegate(event())
    assert at(date(2030, 1, 1)) > 0
    assert at(date(2030, 1, 1)) == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_what_goes_today_is_what_ended_so_long_ago(rule: object) -> None:
    first = date(2023, 12, 25)
    for today in (first + timedelta(days=number) for number in range(800)):
        last = rule.before(today)  # type: ignore[attr-defined]  # a Rule
        assert rule.after(last) <= today < rule.after(last + timedelta(days=1))  # type: ignore[attr-defined]
