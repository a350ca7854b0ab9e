"""Keeps, for each city of public events, which of its rows is that of the latest event, and how many events it has."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from tours.models import Event, PublicCity, PublishedCity


def city_slugs(event: Event) -> set[str]:
    """The cities of the event as it is published now."""
    return set(PublishedCity.objects.filter(event=event.pk).values_list("slug", flat=True).order_by())


def write_latest(slugs: Iterable[str]) -> None:
    """Finds the latest public event of each of these cities again; a city without one leaves. Three queries.

    Call it after `tick`, whose lock lets one transaction at a time do this.
    """
    cities = PublicCity.objects.filter(slug__in=slugs)
    newest = PublishedCity.objects.of_public_city(OuterRef("slug"))
    PublicCity.objects.bulk_create((PublicCity(slug=slug) for slug in slugs), ignore_conflicts=True)
    number = newest.order_by().values("slug").annotate(number=Count("pk")).values("number")
    cities.update(
        latest=Subquery(newest.values("pk")[:1]),
        country_code=Coalesce(Subquery(newest.values("country_code")[:1]), Value("")),
        events=Coalesce(Subquery(number), 0),
    )
    cities.filter(latest=None).delete()
