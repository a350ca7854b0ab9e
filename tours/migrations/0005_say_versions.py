from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tours", "0004_index_words_without_the_empty_ones")]

    operations = [
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": ["event", "number"],
                "verbose_name": "version",
                "verbose_name_plural": "versions",
            },
        ),
    ]
