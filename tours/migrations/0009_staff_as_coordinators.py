from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_coordinators(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Staff could edit every event. As coordinators of every programme they can still, and no more."""
    Role = apps.get_model("tours", "Role")
    staff = apps.get_model("accounts", "User").objects.filter(is_staff=True, is_superuser=False, is_active=True)
    programmes = list(apps.get_model("tours", "Programme").objects.all())
    roles = (Role(user=user, kind="coordinator", programme=programme) for user in staff for programme in programmes)
    Role.objects.bulk_create(roles, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_users"),
        ("tours", "0008_external_ids"),
    ]

    operations = [migrations.RunPython(make_coordinators, migrations.RunPython.noop, elidable=True)]
