from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tours", "0030_people_cities_and_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("choices", models.TextField()),
            ],
        ),
        migrations.AddIndex(
            model_name="publishedevent",
            index=models.Index(fields=["access", "title", "-starts", "event"], name="published_event_by_title"),
        ),
        migrations.AddIndex(
            model_name="publishedevent",
            index=models.Index(fields=["access", "ends", "-starts", "title", "event"], name="published_event_by_end"),
        ),
        migrations.AddIndex(
            model_name="publishedorganisation",
            index=models.Index(fields=["access", "-role", "name"], name="published_organisation_last"),
        ),
    ]
