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
from tours.vocabulary import ItemKind, Level, PersonRole

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


def part(role: PersonRole, level: Level) -> ItemPart:
    return ItemPart(item=rows.item(rows.event()), role=role, level=level, confirmed=False)


FOR_WHOM = "Choose “Delegates” or “Staff” for a guide, driver or interpreter, and “Everyone” for any other part."
HOW_MANY = "Write how many people the item takes, from 1 to 10000, or leave it empty."
WITHOUT_DAY = "An item without a day has no times. Choose its day, or take its times out."
ENDS_ON_A_DAY_BEFORE = "An item cannot end on a day before it begins."
ENDS_TOO_EARLY = "An item cannot end before it begins. If it ends after midnight, say on which day."
REFUSED: list[tuple[Callable[[], models.Model], str]] = [
    (lambda: event(ends=date(2017, 9, 3)), "The last day of an event cannot be before its first."),
    (
        lambda: event(starts=date(17, 9, 4), ends=date(17, 9, 8)),
        "Write the year in four figures, between 1900 and 2199.",
    ),
    (lambda: item(day=date(9999, 12, 31)), "Write the year in four figures, between 1900 and 2199."),
    (lambda: item(day=None, start=time(10)), WITHOUT_DAY),
    (lambda: item(day=None, ends_on=date(2017, 9, 4)), WITHOUT_DAY),
    (lambda: item(end=time(10)), "An item that ends at a time must also begin at one."),
    (
        lambda: item(start=time(10), end=time(9)),
        ENDS_TOO_EARLY,
    ),
    (lambda: item(ends_on=date(2017, 9, 3)), ENDS_ON_A_DAY_BEFORE),
    (lambda: item(ends_on=date(2017, 9, 3), start=time(10), end=time(11)), ENDS_ON_A_DAY_BEFORE),
    (lambda: item(ends_on=date(2017, 9, 3), start=time(10), end_zone="Pacific/Honolulu"), ENDS_ON_A_DAY_BEFORE),
    (lambda: item(ends_on=date(2017, 9, 3), end_zone="Pacific/Honolulu"), ENDS_ON_A_DAY_BEFORE),
    (
        lambda: item(
            day=date(1900, 1, 1), ends_on=date(1899, 12, 31), start=time(10), end=time(11), end_zone="Pacific/Honolulu"
        ),
        "Write the year in four figures, between 1900 and 2199.",
    ),
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
    (lambda: item(capacity=0), HOW_MANY),
    (lambda: item(capacity=10_001), HOW_MANY),
    (lambda: part(PersonRole.SPEAKER, Level.DELEGATES), FOR_WHOM),
    (lambda: part(PersonRole.GUIDE, Level.PUBLIC), FOR_WHOM),
    (lambda: part(PersonRole.DRIVER, Level.PUBLIC), FOR_WHOM),
    (lambda: part(PersonRole.INTERPRETER, Level.PUBLIC), FOR_WHOM),
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
        lambda: City(country=rows.country(), name="Busan", slug="busan", zone="Asia/Seoul", longitude=129.1),
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


def test_flight_that_lands_a_day_earlier_is_taken_and_kept() -> None:
    tokyo = rows.venue("Narita", city=rows.city("Tokyo", zone="Asia/Tokyo"))
    flight = item(
        venue=tokyo, start=time(0, 30), end=time(12, 30), ends_on=date(2017, 9, 3), end_zone="Pacific/Honolulu"
    )
    flight.full_clean()
    flight.save()
    flight.refresh_from_db()
    assert flight.ends_on == date(2017, 9, 3)


@pytest.mark.parametrize(
    ("end", "facts"),
    [
        (time(10), {"end_zone": "Asia/Seoul"}),
        (time(14), {"end_zone": "Asia/Seoul"}),
        (time(14), {"end_zone": "Asia/Tokyo"}),
        (time(17), {"end_zone": "Pacific/Auckland"}),
        (time(23), {"end_zone": "Pacific/Honolulu", "ends_on": date(2017, 9, 2)}),
    ],
)
def test_end_in_another_zone_is_compared_by_the_instants(end: time, facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        item(start=time(14), end=end, **facts).full_clean()
    assert refused.value.messages == [ENDS_TOO_EARLY]


def test_clock_of_the_venue_goes_before_that_of_the_event() -> None:
    """10:00 in Belgrade is after 14:00 in Seoul."""
    item(start=time(14), end=time(10), end_zone="Europe/Belgrade").full_clean()
    venue = rows.venue("Dom omladine", city=rows.belgrade())
    with pytest.raises(ValidationError) as refused:
        item(venue=venue, start=time(14), end=time(10), end_zone="Europe/Belgrade").full_clean()
    assert refused.value.messages == [ENDS_TOO_EARLY]


def test_item_that_lacks_a_fact_is_told_of_that_alone() -> None:
    with pytest.raises(ValidationError) as refused:
        AgendaItem(title="Flight", start=time(14), end=time(10), end_zone="Asia/Seoul").full_clean()
    assert refused.value.message_dict == {"event": ["This field cannot be null."], "__all__": [WITHOUT_DAY]}
    with pytest.raises(ValidationError) as refused:
        item(start=time(14), end=time(10), end_zone="Mars/Base").full_clean()
    assert sorted(refused.value.message_dict) == ["end_zone"]


# What a machine has beside the list of places: its own time, an unset clock, other counts of seconds, files of its set-up.
NO_PLACES = ["localtime", "Factory", "posixrules", "posix/Europe/Berlin", "right/Europe/Berlin", "build/etc/localtime"]
NO_PLACES += [
    "tzdata.zi",
    "zone.tab",
    "../etc/localtime",
    "/etc/localtime",
    "europe/berlin",
    "Europe",
    " Europe/Berlin",
]


@pytest.mark.parametrize("zone", ["Seoul", "UTC+9", "Asia/Atlantis", *NO_PLACES])
@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda zone: City(country=rows.country(), name="Seoul", slug="s", zone=zone), "zone"),
        (lambda zone: event(zone=zone), "zone"),
        (lambda zone: item(start=time(14), end=time(15), end_zone=zone), "end_zone"),
    ],
    ids=["city", "event", "item"],
)
def test_unknown_zone_is_refused(make: Callable[[str], models.Model], field: str, zone: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make(zone).full_clean()
    assert refused.value.message_dict == {
        field: [f"“{zone}” is not a known time zone. Write it as in the IANA list, such as Europe/Belgrade."]
    }


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Calcutta", "America/Argentina/Ushuaia", "UTC", "Etc/GMT+9"])
def test_zone_of_the_iana_list_is_taken(zone: str) -> None:
    event(zone=zone).full_clean()
