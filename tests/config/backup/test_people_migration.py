"""The migration that moves what people are from their cards to the events: each event has it, whatever kind of database."""

from datetime import date
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

NAME = ("tours", "0011_people_appear_at_events")
pytestmark = pytest.mark.django_db(transaction=True)


def made_before(site: str) -> Apps:
    """The models before the migration, with all tables made at once: migration by migration takes ten times as long."""
    loader = MigrationExecutor(connections[site]).loader
    before = [tuple(parent.key) for parent in loader.graph.node_map[NAME].parents]
    apps = loader.project_state(before).apps
    with connections[site].schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
    recorder = MigrationRecorder(connections[site])
    recorder.ensure_schema()
    for name in {name for each in before for name in loader.graph.forwards_plan(each)}:
        recorder.record_applied(*name)
    return apps


def migrated(site: str) -> Apps:
    """The models after the migration, which alone is run."""
    executor = MigrationExecutor(connections[site])
    executor.migrate([NAME])
    return executor.loader.project_state([NAME]).apps


def made(apps: Apps, model: str, site: str, /, **facts: Any) -> Any:
    return apps.get_model("tours", model).objects.using(site).create(**facts)


def test_everyone_appears_as_what_they_are_where_they_have_a_part(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    then = made_before(site)
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
    now = migrated(site)
    rows = now.get_model("tours", "Appearance").objects.using(site).order_by("event")
    moved = rows.values_list("event__slug", "person__display_name", "title", "position", "organisation", "city")
    assert list(moved) == [(slug, "Ana", "Dr", "Mayor", host.pk, city.pk) for slug in ("one", "two")]
    dropped = "“Adviser, Rijeka” is kept no longer, as the person has no part at any event."
    assert capsys.readouterr().out == f"tours.Person {lost.pk}: {dropped}\n"
