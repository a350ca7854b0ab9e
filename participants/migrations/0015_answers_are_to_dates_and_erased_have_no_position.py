from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Answers of before are to the dates of now. Whoever was erased before leaves the position of their nomination."""
    delegates = apps.get_model("participants", "Delegate").objects.all()
    starts = apps.get_model("tours", "Event").objects.filter(pk=OuterRef("event")).values("starts")
    delegates.filter(confirmed_at__isnull=False).update(confirmed_for=Subquery(starts))
    delegates.filter(name="[removed]").update(position="")


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0014_clocks_of_offers_and_dates_of_answers'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
