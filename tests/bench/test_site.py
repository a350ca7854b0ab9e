import pytest
from django.db import models

from bench.site.filling import fill
from tours.editions.composing import compose
from tours.editions.projection.writing import project
from tours.editions.publishing import agenda_of
from tours.models import (
    Event,
    PublicOffer,
    PublicPerson,
    PublicWordForm,
    PublishedCity,
    PublishedEvent,
    PublishedItem,
    PublishedOrganisation,
    PublishedPart,
    PublishedPresentation,
    PublishedTheme,
    PublishedWord,
)

OF_EVENT = ("event__slug",)
PROJECTION: dict[type[models.Model], tuple[str, ...]] = {
    PublishedCity: ("slug", "name", "names", "country_code", "takes_part", "is_host"),
    PublishedTheme: ("slug", "name"),
    PublishedOrganisation: ("role", "name", "short_name", "country_code"),
    PublishedItem: ("uid", "kind", "title", "day", "starts_at", "ends_at", "status", "track", "place"),
    PublishedPart: ("item__uid", "uid", "role", "name", "position", "organisation", "city_slug"),
    PublishedPresentation: ("item__uid", "city_slug"),
    PublishedWord: ("item__uid", "city__slug", "word"),
    PublicPerson: ("uid", "slug", "name", "position", "roles"),
}


def projection() -> dict[str, list[str]]:
    forms = {"forms": sorted(map(str, PublicWordForm.objects.values_list("form", "word")))}
    offer = {"offer": list(PublicOffer.objects.values_list("choices", flat=True))}
    return (
        forms
        | offer
        | {
            model.__name__: sorted(map(str, model._default_manager.values_list(*OF_EVENT, *columns)))
            for model, columns in PROJECTION.items()
        }
    )


@pytest.mark.django_db
def test_site_is_what_publishing_would_have_written() -> None:
    """Twenty events: one of fifteen has two versions, one of twenty none."""
    fill(20)
    assert sorted(Event.objects.annotate(n=models.Count("editions")).values_list("n", flat=True)) == [0, *[1] * 18, 2]
    before, facts = projection(), list(PublishedEvent.objects.order_by("pk").values())
    for published in PublishedEvent.objects.select_related("edition", "event"):
        edition, composed = agenda_of(published.edition), compose(published.event)
        assert edition.event == composed.event
        assert {item.uid: item.line for item in edition.items} == {item.uid: item.line for item in composed.items}
        project(published.event)
    assert projection() == before
    assert len(before["PublishedItem"]) > 40
    for now, then in zip(PublishedEvent.objects.order_by("pk").values(), facts, strict=True):
        assert now | {"changed_at": None} == then | {"changed_at": None}
