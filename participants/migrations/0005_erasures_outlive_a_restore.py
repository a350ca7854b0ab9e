"""Erasures get what the journal calls them by, and focal points have them too. What was erased before has no traces of names."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_uids(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("participants", "Erasure").objects.using(editor.connection.alias)
    for row in rows.iterator(chunk_size=1000):
        row.uid = uuid.uuid4()
        row.save(update_fields=["uid"])


class Migration(migrations.Migration):
    dependencies = [("participants", "0004_position_as_given")]

    operations = [
        migrations.AddField("erasure", "uid", models.UUIDField(editable=False, null=True)),
        migrations.AddField("erasure", "traces", models.JSONField(blank=True, default=list, editable=False)),
        migrations.AddField(
            "erasure",
            "focal_point",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="erasures",
                to="participants.focalpoint",
                verbose_name="focal point",
            ),
        ),
        migrations.AlterField(
            "erasure",
            "person",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="erasures",
                to="tours.person",
                verbose_name="person",
            ),
        ),
        migrations.RunPython(give_uids, migrations.RunPython.noop),
        migrations.AlterField("erasure", "uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
        migrations.AddConstraint(
            "erasure",
            models.CheckConstraint(
                condition=models.Q(focal_point__isnull=True, person__isnull=False)
                | models.Q(focal_point__isnull=False, person__isnull=True),
                name="erasure_of_person_or_focal_point",
                violation_error_message="It is of a person or of a focal point.",
            ),
        ),
    ]
