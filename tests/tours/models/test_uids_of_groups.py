"""The migration that gave groups UIDs: rows and editions of before agree on them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.factories import rows
from tours.agenda import snapshots
from tours.editions.composing import compose
from tours.models import Group
from tours.vocabulary import Level

pytestmark = pytest.mark.django_db


def test_group_has_the_uid_that_editions_of_the_first_format_give_it() -> None:
    event = rows.event()
    group = Group.objects.create(event=event, name="Аутобус 1")
    rows.item(event, level=Level.DELEGATES).groups.add(group)
    stored = snapshots.snapshot(compose(event)).text.replace(f'"{group.uid}"]', '"Аутобус 1"]')
    import_module("tours.migrations.0009_groups_have_uids").give_uids(apps, connection.schema_editor())
    group.refresh_from_db()
    assert snapshots.read(stored, 1).items[0].line == compose(event).items[0].line
