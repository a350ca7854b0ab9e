from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Trunc


def of_versions_made_after_the_last_edit(apps, schema_editor):
    """Versions have no parts of a second, so an edit in the second of a version is taken as before it."""
    event = apps.get_model("tours", "Event")
    edition = apps.get_model("tours", "Edition")
    moment = edition.objects.filter(event=OuterRef("pk")).order_by("-number").values("published_at")[:1]
    withdrawn = edition.objects.exclude(withdrawn_at=None).order_by().values("event")
    rows = event.objects.exclude(published=None).exclude(pk__in=withdrawn)
    rows = rows.annotate(second=Trunc("updated_at", "second"), moment=Subquery(moment))
    keys = list(rows.filter(second__lte=F("moment")).values_list("pk", flat=True))
    event.objects.filter(pk__in=keys).update(published_edit_at=F("updated_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0020_agendas_are_imported"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="published_edit_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(of_versions_made_after_the_last_edit, migrations.RunPython.noop, elidable=True),
    ]
