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
    ]
