from django.db import migrations

from tours import guards


class Migration(migrations.Migration):
    dependencies = [("tours", "0001_event_record")]

    operations = [migrations.RunPython(guards.install, guards.remove)]
