from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_staff(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    users = apps.get_model("accounts", "User").objects
    users.filter(models.Q(roles__isnull=False) | models.Q(is_superuser=True)).update(is_staff=True)


class Migration(migrations.Migration):
    """What users may do comes from their roles alone: the flag and Django's permissions go."""

    dependencies = [
        ("accounts", "0005_keyed_requests"),
        ("tours", "0009_staff_as_coordinators"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, mark_staff, elidable=True),
        migrations.RemoveField("user", "is_staff"),
        migrations.RemoveField("user", "groups"),
        migrations.RemoveField("user", "user_permissions"),
        migrations.AlterField(
            "user",
            "is_superuser",
            models.BooleanField(
                default=False, help_text="Runs the site: may do everything, at every event.", verbose_name="operator"
            ),
        ),
    ]
