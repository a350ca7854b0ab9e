from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tours', '0021_events_know_their_published_edit'),
    ]

    operations = [
        migrations.AlterField(
            model_name='keptrows',
            name='step',
            field=models.CharField(choices=[('items', 'Items written together'), ('equal', 'Made equal to a version'), ('import', 'Agenda imported'), ('edit', 'Item changed'), ('add', 'Items added'), ('move', 'Item moved'), ('shift', 'Items shifted'), ('change', 'Items changed together'), ('copy', 'Items copied'), ('delete', 'Items deleted')], max_length=20, verbose_name='step'),
        ),
    ]
