"""The migration that moves what people are from their cards to the events: each event has it, whatever kind of database."""

from datetime import date
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

NAME = ("tours", "0011_people_appear_at_events")
pytestmark = pytest.mark.django_db(transaction=True)


def migrate(site: str, *, before: bool = False) -> Apps:
    """The models of the database as it is then."""
    executor = MigrationExecutor(connections[site])
    targets = [key for key in executor.loader.graph.node_map[NAME].parents if key.key[0] == "tours"] if before else []
    keys = [tuple(node.key) for node in targets] or [NAME]
    executor.migrate(keys)
    return executor.loader.project_state(keys).apps


def made(apps: Apps, model: str, site: str, /, **facts: Any) -> Any:
    return apps.get_model("tours", model).objects.using(site).create(**facts)


@pytest.mark.slow  # it makes the tables, migration by migration
def test_everyone_appears_as_what_they_are_where_they_have_a_part(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    then = migrate(site, before=True)
    country = made(then, "Country", site, code="HR", name="Croatia")
    city = made(then, "City", site, name="Rijeka", slug="rijeka", country=country, zone="Europe/Zagreb")
    host = made(then, "Organisation", site, name="City of Rijeka")
    programme = made(then, "Programme", site, name="UPP", slug="upp")
    ana = made(then, "Person", site, display_name="Ana", title="Dr", position="Mayor", organisation=host, city=city)
    made(then, "Person", site, display_name="Nobody")
    lost = made(then, "Person", site, display_name="Maja", position="Adviser", city=city)
    on = date(2017, 9, 4)
    for slug in ("one", "two", "three"):
        facts = {"programme": programme, "host_city": city, "kind": "course", "zone": "Europe/Zagreb"}
        event = made(then, "Event", site, title=slug, slug=slug, starts=on, ends=on, **facts)
        for number in range(2):
            item = made(then, "AgendaItem", site, event=event, title=f"Talk {number}", day=on)
            made(then, "ItemPart", site, item=item, role="speaker", confirmed=False)
            if slug != "three":
                made(then, "ItemPart", site, item=item, role="moderator", person=ana)
    now = migrate(site)
    rows = now.get_model("tours", "Appearance").objects.using(site).order_by("event")
    moved = rows.values_list("event__slug", "person__display_name", "title", "position", "organisation", "city")
    assert list(moved) == [(slug, "Ana", "Dr", "Mayor", host.pk, city.pk) for slug in ("one", "two")]
    dropped = "“Adviser, Rijeka” is kept no longer, as the person has no part at any event."
    assert capsys.readouterr().out == f"tours.Person {lost.pk}: {dropped}\n"
