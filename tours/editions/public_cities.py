"""Keeps, for each city of public events, which of its rows is that of the latest event."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from tours.models import Event, PublicCity, PublishedCity
from tours.vocabulary import Access


def city_slugs(event: Event) -> set[str]:
    """The cities of the event as it is published now."""
    return set(PublishedCity.objects.filter(event=event.pk).values_list("slug", flat=True).order_by())


def write_latest(slugs: Iterable[str]) -> None:
    """Finds the latest public event of each of these cities again; a city without one leaves. Three queries.

    Call it after `tick`, whose lock lets one transaction at a time do this.
    """
    cities = PublicCity.objects.filter(slug__in=slugs)
    rows = PublishedCity.objects.filter(slug=OuterRef("slug"), access=Access.PUBLIC)
    PublicCity.objects.bulk_create((PublicCity(slug=slug) for slug in slugs), ignore_conflicts=True)
    cities.update(latest=Subquery(rows.newest_first().values("pk")[:1]))
    cities.filter(latest=None).delete()
