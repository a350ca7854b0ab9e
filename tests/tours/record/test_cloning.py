"""An event is made again at other days: what is copied, what is not, and that every model is said to be one of the two."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from pytest_django import DjangoAssertNumQueries

from backstage.actor import acting_as
from backstage.audit.wording import describe
from backstage.models import AuditEntry
from tests.factories import rows
from tests.participants.makers import delegation
from tours.models import (
    AgendaItem,
    Contact,
    Document,
    Event,
    EventOrganisation,
    Group,
    ItemLink,
    ItemPart,
    ParticipatingCity,
    PracticalNote,
    Purpose,
    Theme,
    Track,
)
from tours.record.cloning import FACTS_LEFT, ITEM_FACTS_LEFT, OF_EVENT, Clone, clone_event
from tours.vocabulary import Access, EventState, Level, PersonRole, Status

LEFT = {
    "announcements.Notice",
    "announcements.Post",
    "participants.Delegate",
    "participants.Delegate_groups",
    "participants.Delegate_starred",
    "participants.Delegation",
    "participants.Invitation",
    "participants.SupportingFile",
    "participants.ChangeRequest",
    "participants.Checklist",
    "participants.EntryRequirement",
    "participants.Pickup",
    "tours.AgendaItem_documents",
    "tours.ApiToken",
    "tours.Appearance",
    "tours.Document",
    "tours.DraftLink",
    "tours.Edition",
    "tours.FormerAddress",
    "tours.ItemLink",
    "tours.KeptRows",
    "tours.PublishedEvent",
    "tours.Redacted",
    "tours.Role",
}
"""The models that lead to an event, or to a row that is copied, and of which nothing is copied."""


def related(*models_: type[models.Model]) -> set[str]:
    fields: Any = (field for model in models_ for field in model._meta.get_fields(include_hidden=True))
    return {field.related_model._meta.label for field in fields if field.one_to_many or field.one_to_one}


def test_every_model_of_an_event_is_copied_or_left() -> None:
    models_: tuple[Any, ...] = (*OF_EVENT, AgendaItem, ItemPart, Event.themes.through, AgendaItem.groups.through)
    copied = {model._meta.label for model in models_}
    found = related(Event, AgendaItem, *OF_EVENT)
    assert found == copied | LEFT
    assert copied & LEFT == set()


def test_every_fact_of_an_event_and_of_an_item_is_kept_or_begins_anew() -> None:
    """A new field is copied. This holds it up until somebody has thought whether it should be."""
    event = {field.name for field in Event._meta.concrete_fields}
    assert event - {"id", "uid", "title", "slug", "starts", "ends", "created_at", "updated_at", *FACTS_LEFT} == {
        *("programme", "kind", "summary", "language", "zone", "host_city", "organised", "tier", "conditions"),
        *("places", "tells_of_participants_items", "picture", "access"),
    }
    item = {field.name for field in AgendaItem._meta.concrete_fields}
    assert item - {"id", "uid", "event", "day", "ends_on", "track", *ITEM_FACTS_LEFT} == {
        *("kind", "title", "summary", "start", "end", "end_zone", "status", "level", "venue", "room", "position"),
        *("language", "capacity", "staff_note"),
    }
    lists = {field.name for model in (Event, AgendaItem) for field in model._meta.many_to_many}
    assert lists == {"themes", "groups", "documents"}


def made_of(event: Event, **facts: Any) -> Clone:
    again: dict[str, Any] = {"starts": date(2018, 3, 5), "title": "Week again"} | facts
    return clone_event(event, **again)


@pytest.mark.django_db
def test_item_without_a_day_waits_at_the_new_event_too() -> None:
    event = rows.event()
    rows.item(event, title="Visit", day=None, start=None, end=None)
    assert list(made_of(event).event.items.values_list("title", "day")) == [("Visit", None)]


@pytest.mark.django_db
def test_facts_stay_and_days_and_names_are_new() -> None:
    event = rows.event(
        access=Access.PARTICIPANTS, state=EventState.POSTPONED, conditions="Own travel.", places=40, url="https://a.org"
    )
    event.themes.add(Theme.objects.create(programme=event.programme, name="Traffic", slug="traffic"))
    made = made_of(event).event
    assert (made.title, made.slug, made.starts, made.ends) == (
        "Week again",
        "week-again",
        date(2018, 3, 5),
        date(2018, 3, 9),
    )
    assert (made.access, made.conditions, made.places, made.zone) == ("participants", "Own travel.", 40, "Asia/Seoul")
    assert (made.state, made.url, made.editions.count()) == (EventState.PLANNED, "", 0)
    assert [theme.name for theme in made.themes.all()] == ["Traffic"]
    assert made.uid != event.uid


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "facts", "copied"),
    [
        (Purpose, {"text": "Learn", "position": 3}, {"text": "Learn", "position": 3}),
        (
            PracticalNote,
            {"heading": "Hotel", "body": "Near.", "level": Level.DELEGATES},
            {"heading": "Hotel", "body": "Near.", "level": "delegates"},
        ),
        (Contact, {"name": "Desk", "phone": "+82 2"}, {"name": "Desk", "phone": "+82 2", "level": "delegates"}),
        (Track, {"name": "Blue", "position": 1}, {"name": "Blue", "position": 1}),
        (Group, {"name": "Bus 2"}, {"name": "Bus 2"}),
    ],
)
def test_part_is_copied(model: Any, facts: dict[str, Any], copied: dict[str, Any]) -> None:
    event = rows.event()
    row = model.objects.create(event=event, **facts)
    made = made_of(event)
    copy = model.objects.get(event=made.event)
    assert {name: getattr(copy, name) for name in copied} == copied
    assert getattr(copy, "uid", "") != getattr(row, "uid", None)
    assert {counted: count for counted, count in made.copied.items() if count} == {model: 1}


@pytest.mark.django_db
def test_organisations_keep_their_roles_and_cities_their_seats_but_nobody_sits_there() -> None:
    event, by = rows.event(), rows.coordinator()
    rows.publish(event)
    EventOrganisation.objects.create(event=event, organisation=rows.organisation(), role="host")
    ours = delegation(event, by=by, seats=3).participation
    ParticipatingCity.objects.filter(pk=ours.pk).update(taken=2, comes=False)
    made = made_of(event).event
    assert [(str(row.organisation), row.role) for row in made.organisations.all()] == [
        (str(rows.organisation()), "host")
    ]
    city = made.participating_cities.get()
    assert (city.city, city.seats, city.taken, city.comes) == (ours.city, 3, 0, True)
    assert not hasattr(city, "delegation")


@pytest.mark.django_db
def test_items_move_with_the_first_day_in_their_tracks_and_groups() -> None:
    event = rows.event()
    track, group = Track.objects.create(event=event, name="Blue"), Group.objects.create(event=event, name="Bus 2")
    item = rows.item(
        event,
        title="Night flight",
        day=date(2017, 9, 6),
        start=time(22, 0),
        end=time(1, 0),
        ends_on=date(2017, 9, 7),
        track=track,
        venue=rows.venue(),
        report="It was said.",
        external_id="A7",
        staff_note="Book.",
        status=Status.TENTATIVE,
    )
    item.groups.add(group)
    made = made_of(event).event
    copy = made.items.get()
    assert (copy.title, copy.day, copy.ends_on, copy.start) == (
        "Night flight",
        date(2018, 3, 7),
        date(2018, 3, 8),
        time(22, 0),
    )
    assert (copy.track, list(copy.groups.all()), copy.venue) == (made.tracks.get(), [made.groups.get()], item.venue)
    assert (copy.report, copy.external_id, copy.staff_note, copy.status) == ("", "", "Book.", "tentative")
    assert copy.uid != item.uid


@pytest.mark.django_db
def test_parts_stay_open_and_nobody_comes_along() -> None:
    event = rows.event()
    rows.speaker(rows.item(event))
    rows.part(event.items.get(), "Guide", role=PersonRole.GUIDE, level=Level.STAFF)
    made = made_of(event)
    parts = ItemPart.objects.filter(item__event=made.event)
    assert [(part.role, part.person, part.confirmed, part.level) for part in parts] == [
        ("speaker", None, False, "public"),
        ("guide", None, False, "staff"),
    ]
    assert (made.event.appearances.count(), made.copied[ItemPart]) == (0, 2)


@pytest.mark.django_db
def test_cancelled_items_links_and_documents_stay_behind() -> None:
    event = rows.event()
    off = rows.item(event, status=Status.CANCELLED)
    group = Group.objects.create(event=event, name="Bus")
    off.groups.add(group)
    rows.speaker(off)
    item = rows.item(event)
    ItemLink.objects.create(item=item, label="Slides", url="https://a.org/slides")
    item.documents.add(Document.objects.create(event=event, title="Note", digest="0" * 64, file_name="a", size=1))
    made = made_of(event)
    copy = made.event.items.get()
    assert (copy.links.count(), copy.documents.count(), made.event.documents.count()) == (0, 0, 0)
    assert (made.cancelled, made.copied[AgendaItem], made.copied[ItemPart]) == (1, 1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"starts": date(2199, 12, 30)}, "ends"),
        ({"starts": date(1850, 1, 1)}, "starts"),
        ({"title": " "}, "title"),
    ],
)
def test_nothing_is_made_where_it_would_be_no_event(facts: dict[str, Any], field: str) -> None:
    event = rows.event()
    with pytest.raises(ValidationError) as refused:
        made_of(event, **facts)
    assert field in refused.value.message_dict
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_made_where_an_item_would_leave_the_calendar() -> None:
    event = rows.event()
    rows.item(event, day=date(2017, 9, 20))
    with pytest.raises(ValidationError, match="between 1900 and 2199"):
        made_of(event, starts=date(2199, 12, 25))
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_trail_tells_in_one_entry_what_was_copied_of_which_event() -> None:
    event, by = rows.full_event(2, title="Smart City Week"), rows.coordinator()
    with acting_as(by):
        made = made_of(event).event
    _added, *others = AuditEntry.objects.filter(event_key=made.pk).order_by("pk")
    told = [(each.who, {change.label: change.after for change in each.changes}) for each in map(describe, others)]
    copied = {
        "Copied from": "Smart City Week",
        "Organisations with a role": "1",
        "Participating cities": "2",
        "Purposes": "1",
        "Practical information": "1",
        "Contacts": "1",
        "Agenda items": "2",
        "Parts": "2",
    }
    assert told == [(str(by), copied)]


@pytest.mark.django_db
@pytest.mark.parametrize(("items", "queries"), [(1, 48), (40, 48)])
def test_costs_grow_only_with_what_the_database_takes_at_once(
    django_assert_num_queries: DjangoAssertNumQueries, items: int, queries: int
) -> None:
    event = rows.full_event(items)
    with django_assert_num_queries(queries):
        made_of(event)
