"""What the pages of events and items cost: the same, however many rows they have and however their choices are made."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.pages import undrawn
from tours.admin import choices
from tours.models import AgendaItem, Event, EventOrganisation, ParticipatingCity
from tours.vocabulary import OrganisationRole, RoleKind

pytestmark = pytest.mark.django_db


def with_rows(size: int) -> Event:
    """A published event, changed since, with so many cities and organisations, and items with so many people."""
    event = rows.full_event(2)
    for number in range(size):
        organisation = rows.organisation(f"Organisation {number}")
        EventOrganisation.objects.create(event=event, organisation=organisation, role=OrganisationRole.PARTNER)
        ParticipatingCity.objects.create(event=event, city=rows.city(f"City-{number}"))
        for item in event.items.all():
            rows.speaker(item, f"Person {number}")
    rows.publish(event)
    event.summary = "Changed."
    event.save()
    return event


def queries(browser: Client, row: Event | AgendaItem) -> int:
    address = reverse(f"admin:tours_{row._meta.model_name}_change", args=[row.pk])
    with undrawn():
        browser.get(address)
    with asked() as of_database:
        assert browser.get(address).status_code == 200
    return of_database.queries


@pytest.mark.parametrize("size", [1, 12])
@pytest.mark.parametrize(("most", "counts"), [(100, (60, 21)), (0, (56, 20))])
def test_form_costs_the_same_however_many_rows_it_has(
    monkeypatch: pytest.MonkeyPatch, size: int, most: int, counts: tuple[int, int]
) -> None:
    """In a select of a few rows, and by typing where there are many."""
    monkeypatch.setattr(choices, "MOST_IN_SELECT", most)
    event = with_rows(size)
    browser = Client()
    browser.force_login(rows.colleague(RoleKind.COORDINATOR, at=event.programme))
    assert (queries(browser, event), queries(browser, event.items.all()[0])) == counts
