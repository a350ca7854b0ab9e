from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tours", "0015_items_have_capacity_and_duties")]

    operations = [
        migrations.AddField("personalias", "names", models.TextField(blank=True, editable=False)),
    ]
