"""What somebody needs to enter the country of the event, and the latest day to file.

It goes by the country of their city, as a presumption: which passport somebody has stands sealed, and is not opened for this.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from participants.models import Delegate, EntryRequirement
from participants.vocabulary import EntryRule
from tours.models import Country, Event

SOON = timedelta(days=7)
WITH_COUNTRY = (
    "delegation__participation__city__country",
    "delegation__participation__organisation__country",
    "delegation__participation__organisation__city__country",
)
Requirements = Mapping[str | None, EntryRequirement]
"""What each country requires, by its code; under None stands what is required of all others."""


class Entry(NamedTuple):
    """`rule` is None where nobody said what is needed, or the country is not known. `file_by` is for what is filed."""

    country: Country | None
    rule: EntryRule | None
    file_by: date | None = None
    note: str = ""


def requirements_of(event: Event) -> Requirements:
    """One query."""
    return {row.country_id: row for row in EntryRequirement.objects.filter(event=event).select_related("country")}


def country_of(row: Delegate) -> Country | None:
    """The country of the city or organisation that sends them. Read the rows with `WITH_COUNTRY`."""
    if row.delegation is None:
        return None
    city, organisation = row.delegation.participation.city, row.delegation.participation.organisation
    if organisation:
        return organisation.country or (organisation.city.country if organisation.city else None)
    return city.country if city else None


def entry_of(row: Delegate, first: date, requirements: Requirements, *, host: str) -> Entry:
    """`first` is the first day on which they are there; `host` is the code of the event's country, whose people need nothing."""
    country = country_of(row)
    if country is None:
        return Entry(None, None)
    if country.code == host:
        return Entry(country, EntryRule.NONE)
    found = requirements.get(country.code) or requirements.get(None)
    if found is None:
        return Entry(country, None)
    rule = EntryRule(found.rule)
    file_by = None if rule is EntryRule.NONE else first - timedelta(days=found.days_needed)
    return Entry(country, rule, file_by, found.note)


def is_past(file_by: date, today: date) -> bool:
    return file_by < today


def is_soon(file_by: date, today: date) -> bool:
    return today <= file_by <= today + SOON
