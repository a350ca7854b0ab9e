"""Finds published events, items, cities and people by what people type."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from tours.models import (
    PublicPerson,
    PublicPersonWord,
    PublishedCity,
    PublishedEvent,
    PublishedItem,
    PublishedWord,
)
from tours.models.editions.published import PublishedEventQuerySet, shown_to
from tours.search.asked import Day, Meant, Query, begins, public_words, query_words
from tours.search.matching import Matches, looked_through, matching, matching_or_near, rank, rank_of_each

LONGEST_EVENT = timedelta(days=366)
"""An event that began earlier is not looked for on a day, so that an index has those to look at."""


def events_matching(events: PublishedEventQuerySet, text: str) -> PublishedEventQuerySet:
    """Events that match by their own facts: title, summary, programme, themes, cities and organisations."""
    return matching_or_near(events, text, spelled=_event_words(), key="event", near=public_words(_event_words()))


def items_matching(items: QuerySet[PublishedItem], text: str) -> QuerySet[PublishedItem]:
    """Items that match by title, summary, place, track or people."""
    return matching_or_near(items, text, spelled=_item_words(), key="item", near=public_words(_item_words()))


def found_events(query: Query, user: User | AnonymousUser) -> Matches[PublishedEvent]:
    """Events that match: first those with every word as a whole word, then the others; within each, the latest first. Of a
    query with a day and its year, those that take place then.
    """
    if query.day:
        return Matches(_events_of(query.day, user, query.meant)).ordered("-starts", "title", "pk")
    rows, spelled = PublishedEvent.objects.visible_to(user), _event_words()
    found = looked_through(rows, query.text, _shown(spelled, user), "event", query.meant)
    return found.ordered(rank_of_each(query.text, spelled, "event", query.meant), "-starts", "title", "pk")


def found_items(query: Query, user: User | AnonymousUser) -> Matches[PublishedItem]:
    """Items that match by title, summary, place, track or people, or those of a day. They are ordered by rank, then by event
    (the latest first), then by time. Only the columns that a list shows are read, of items and of events, as the database
    sorts all columns that it reads.
    """
    if day := query.day:
        shown = PublishedItem.objects.filter(shown_to(user, path="event__"), day__in=day.days)
        found, order = Matches(_with_words(shown, day.rest, _item_words(), "item", query.meant)), []
    else:
        rows = PublishedItem.objects.filter(shown_to(user, path="event__", access="event__access"))
        found = looked_through(rows, query.text, _shown(_item_words(), user), "item", query.meant)
        order = [rank_of_each(query.text, _item_words(), "item", query.meant)]
    of_event = ("-event__starts", "-event_id", "day", F("starts_at").asc(nulls_first=True), "pk")
    return Matches(_columns_of_a_list(found.rows), found.is_cut).ordered(*order, *of_event)


def found_cities(query: Query, user: User | AnonymousUser) -> QuerySet[PublishedCity]:
    """Cities that match by their names in any language. Each comes once, as its latest event names it."""
    latest = PublishedCity.objects.latest_visible_to(user)
    spelled = PublishedWord.objects.filter(city__in=latest.order_by().values("pk"))
    found = matching(latest, query.text, spelled=spelled, key="city", meant=query.meant)
    return found.order_by(rank(query.text, spelled=spelled, key="city", meant=query.meant), "name", "pk")


def cities_matching(text: str) -> QuerySet[PublishedCity]:
    """The rows of cities at their latest public event that match by their names in any language."""
    latest = PublishedCity.objects.latest_visible_to(AnonymousUser())
    spelled = PublishedWord.objects.filter(city__in=latest.order_by().values("pk"))
    return matching_or_near(latest, text, spelled=spelled, key="city", near=public_words(spelled))


def found_people(query: Query) -> QuerySet[PublicPerson]:
    """People with a part in public events who match by name, position, organisation or city."""
    spelled = PublicPersonWord.objects.all()
    found = matching(PublicPerson.objects.all(), query.text, spelled=spelled, key="person", meant=query.meant)
    return found.order_by(rank(query.text, spelled=spelled, key="person", meant=query.meant), "name", "pk")


def _events_of(day: Day, user: User | AnonymousUser, meant: Meant) -> QuerySet[PublishedEvent]:
    """The events that take place on a day with its year."""
    if not (day.has_year and day.days):
        return PublishedEvent.objects.none()
    [on] = day.days
    rows = PublishedEvent.objects.visible_to(user).filter(starts__range=(on - LONGEST_EVENT, on), ends__gte=on)
    return _with_words(rows, day.rest, _event_words(), "event", meant)


def _with_words(
    rows: QuerySet[Any], text: str, spelled: QuerySet[PublishedWord], key: str, meant: Meant
) -> QuerySet[Any]:
    """The rows that have the words too. For few rows."""
    for word in query_words(text):
        rows = rows.filter(Exists(spelled.filter(begins(word, meant), **{key: OuterRef("pk")})))
    return rows


def _columns_of_a_list(items: QuerySet[PublishedItem]) -> QuerySet[PublishedItem]:
    own: Sequence[str] = ("uid", "title", "kind", "status", "day", "starts_at", "about")
    of_event = ("slug", "title", "language", "zone")
    return items.select_related("event").only(*own, *(f"event__{name}" for name in of_event))


def _shown(spelled: QuerySet[PublishedWord], user: User | AnonymousUser) -> QuerySet[PublishedWord]:
    """The words of events that the user may see, whose event is looked up for each word that is read."""
    return spelled.filter(Exists(PublishedEvent.objects.visible_to(user).filter(pk=OuterRef("event"))))


def _event_words() -> QuerySet[PublishedWord]:
    return PublishedWord.objects.filter(item__isnull=True, city__isnull=True)


def _item_words() -> QuerySet[PublishedWord]:
    return PublishedWord.objects.filter(item__isnull=False)
