"""Adds the language of a published event, and the key that a merged card had.

`upgrade` writes the language with the rest of the projection; until then none is told.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tours', '0017_lists_of_the_administration_read_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedevent',
            name='language',
            field=models.CharField(default='und', max_length=12),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='personalias',
            name='former_key',
            field=models.BigIntegerField(editable=False, null=True, unique=True),
        ),
    ]
