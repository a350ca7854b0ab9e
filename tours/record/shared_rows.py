"""The verb that writes rows that events share: cities, venues, organisations, and the cards of people."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from backstage.text.slugs import free_slug
from tours.models import City, Country, Organisation, Person, Venue
from tours.record.saving import save_valid
from tours.told_of_shared import tell_of_shared

Shared = City | Venue | Organisation | Person
RELATIONS = frozenset({"names"})
"""Facts that are rows of their own, written after the row's."""


class CountryNamed(NamedTuple):
    """A country by its code. It is made where there is none with that code and a name is given."""

    code: str
    name: str = ""


class OtherNameGiven(NamedTuple):
    """A name in another language or script."""

    text: str
    language: str
    script: str = "Latn"


@transaction.atomic
def save_shared(row: Shared, facts: Mapping[str, Any]) -> Shared:
    """Writes the facts that are given, by the names of the row's fields; those that are not stay. Raises ValidationError.

    A city is given by its slug, a country as CountryNamed, and `names`, which are sent whole, as OtherNameGiven. A new city
    without a slug gets one made from its name.
    """
    plain = {name: value for name, value in facts.items() if name not in RELATIONS}
    if plain.get("city"):
        plain["city"] = _city(plain["city"])
    if plain.get("country"):
        plain["country"] = _country(plain["country"])
    for name, value in plain.items():
        setattr(row, name, value)
    if isinstance(row, City) and not row.slug:
        row.slug = free_slug(City, row.name, otherwise="city")
    save_valid(row)
    if "names" in facts:
        _set_names(row, facts["names"])
    tell_of_shared(row)
    return row


def _city(slug: str) -> City:
    city = City.objects.filter(slug=slug).first()
    if city is None:
        raise ValidationError({"city": [_("There is no city with this slug.")]})
    return city


def _country(named: CountryNamed) -> Country:
    country = Country.objects.filter(code=named.code).first()
    if country is None and named.name:
        country = Country(code=named.code, name=named.name)
        try:
            save_valid(country)
        except ValidationError as refusal:
            raise ValidationError({"country": refusal.messages}) from refusal
    if country is None:
        raise ValidationError({"country": [_("There is no country with this code. Give its name, and it is made.")]})
    return country


def _set_names(row: Any, given: Sequence[OtherNameGiven]) -> None:
    """A name stays the row that it is while it has its language and script."""
    there = {(name.language, name.script): name for name in row.names.all()}
    for gone in there.keys() - {(value.language, value.script) for value in given}:
        there.pop(gone).delete()
    made = row.names.model
    [owner] = [field.name for field in made._meta.fields if field.is_relation]
    for place, value in enumerate(given):
        name = there.pop((value.language, value.script), None) or made(**{owner: row}, **value._asdict())
        if name._state.adding or name.text != value.text:
            name.text = value.text
            try:
                name.full_clean()
            except ValidationError as refusal:
                told = {f"names.{place}": refusal.messages}
                raise ValidationError(told) from refusal
            name.save()
