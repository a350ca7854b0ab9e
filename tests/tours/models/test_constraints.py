"""Every rule that one row can state: the database holds it, and people are told in a sentence."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tests.factories import rows
from tours.models import (
    AgendaItem,
    City,
    Contact,
    Country,
    CountryName,
    Document,
    Event,
    ItemPart,
    ParticipatingCity,
    Phase,
    Programme,
    Venue,
)
from tours.vocabulary import ItemKind, PersonRole

pytestmark = pytest.mark.django_db


def event(**facts: Any) -> Event:
    base: dict[str, Any] = {
        "programme": rows.programme(),
        "host_city": rows.seoul(),
        "kind": "study_tour",
        "title": "Week",
        "slug": "week",
        "zone": "Asia/Seoul",
        "starts": date(2017, 9, 4),
        "ends": date(2017, 9, 8),
    }
    return Event(**base | facts)


def item(**facts: Any) -> AgendaItem:
    return AgendaItem(**{"event": rows.event(), "title": "Visit", "day": date(2017, 9, 4)} | facts)


def participation(**facts: Any) -> ParticipatingCity:
    return ParticipatingCity(event=rows.event(), **facts)


REFUSED: list[tuple[Callable[[], models.Model], str]] = [
    (lambda: event(ends=date(2017, 9, 3)), "The last day of an event cannot be before its first."),
    (
        lambda: event(starts=date(17, 9, 4), ends=date(17, 9, 8)),
        "Write the year in four figures, between 1900 and 2199.",
    ),
    (lambda: item(day=date(9999, 12, 31)), "Write the year in four figures, between 1900 and 2199."),
    (lambda: item(end=time(10)), "An item that ends at a time must also begin at one."),
    (
        lambda: item(start=time(10), end=time(9)),
        "An item cannot end before it begins. If it ends after midnight, say on which day.",
    ),
    (lambda: item(ends_on=date(2017, 9, 3)), "An item cannot end on a day before it begins."),
    (lambda: item(kind=ItemKind.EVENT), "Value <ItemKind.EVENT: 'event'> is not a valid choice."),
    (lambda: participation(), "Choose either a city or an organisation."),
    (
        lambda: participation(city=rows.rijeka(), organisation=rows.organisation()),
        "Choose either a city or an organisation.",
    ),
    (
        lambda: participation(city=rows.rijeka(), seats=1, taken=2),
        "A city cannot have more delegates than seats. Raise its seats first.",
    ),
    (lambda: Contact(event=rows.event(), name="Desk"), "Give an e-mail address or a telephone number."),
    (
        lambda: ItemPart(item=rows.item(rows.event()), role=PersonRole.SPEAKER, confirmed=True),
        "A part without a person cannot be confirmed.",
    ),
    (lambda: Country(code="kr", name="Korea"), "Write the country's code in two capital letters, such as HR."),
    (
        lambda: CountryName(country=rows.country(), name="X", since=date(2000, 1, 2), until=date(2000, 1, 1)),
        "The last day of a name cannot be before its first.",
    ),
    (
        lambda: Venue(city=rows.seoul(), name="Hall", latitude=37.5),
        "Give both latitude (-90 to 90) and longitude (-180 to 180), or neither.",
    ),
    (
        lambda: Phase(programme=rows.programme(), name="I", starts=date(2014, 1, 1), ends=date(2011, 1, 1)),
        "The last day of a phase cannot be before its first.",
    ),
]


@pytest.mark.parametrize(("make", "sentence"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_rule_is_told_in_a_sentence_and_held_by_the_database(make: Callable[[], models.Model], sentence: str) -> None:
    row = make()
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert sentence in [str(message) for message in refused.value.messages]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_site_has_one_programme_of_its_own() -> None:
    rows.programme(is_own=True)
    with pytest.raises(ValidationError) as refused:
        Programme(name="Other", slug="other", is_own=True).full_clean()
    assert refused.value.messages == ["This site already has a programme of its own."]


def test_document_belongs_to_an_event_or_a_programme() -> None:
    with pytest.raises(ValidationError) as refused:
        Document(title="Brochure").full_clean(exclude=["file"])
    assert refused.value.messages == ["A document belongs to an event or to a programme: choose one of the two."]


def test_item_past_midnight_and_flight_across_zones_are_taken() -> None:
    item(start=time(23), end=time(1), ends_on=date(2017, 9, 5)).full_clean()
    item(start=time(22), end=time(16), ends_on=date(2017, 9, 5), end_zone="Asia/Seoul").full_clean()
    item(start=time(10), end=time(9), end_zone="Europe/London").full_clean()


@pytest.mark.parametrize("zone", ["Seoul", "UTC+9", "Asia/Atlantis"])
def test_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        City(country=rows.country(), name="Seoul", slug="s", zone=zone).full_clean()
    assert refused.value.messages == [
        f"“{zone}” is not a known time zone. Write it as in the IANA list, such as Europe/Belgrade."
    ]
