"""Gives groups UIDs. Each gets the one by which editions of the first format name it: see `tours.agenda.upgrades`."""

import uuid

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from backstage.text.tidying import tidy
from tours.agenda.upgrades import group_uid


def give_uids(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    groups = apps.get_model("tours", "Group").objects.using(editor.connection.alias)
    for group in groups.select_related("event").iterator(chunk_size=1000):
        group.uid = group_uid(str(group.event.uid), tidy(group.name))
        group.save(update_fields=["uid"])


class Migration(migrations.Migration):
    dependencies = [("tours", "0008_words_of_each_row")]

    operations = [
        migrations.AddField("group", "uid", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(give_uids, migrations.RunPython.noop),
        migrations.AlterField("group", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]
