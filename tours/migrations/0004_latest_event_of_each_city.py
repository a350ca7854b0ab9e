import django.db.models.deletion
from django.db import migrations, models


def copy_first_days(apps, schema_editor):
    event = apps.get_model('tours', 'PublishedEvent')
    starts = event.objects.filter(pk=models.OuterRef('event')).values('starts')
    apps.get_model('tours', 'PublishedCity').objects.update(starts=models.Subquery(starts))


def find_latest(apps, schema_editor):
    """Finds, for each city of public events, its row at the latest of them."""
    public = apps.get_model('tours', 'PublicCity')
    rows = apps.get_model('tours', 'PublishedCity').objects.filter(event__access='public')
    newest = rows.filter(slug=models.OuterRef('slug')).order_by('-starts', '-event_id').values('pk')[:1]
    slugs = rows.order_by().values_list('slug', flat=True).distinct()
    public.objects.bulk_create([public(slug=slug) for slug in slugs], batch_size=2000)
    public.objects.update(latest=models.Subquery(newest))


class Migration(migrations.Migration):

    dependencies = [
        ('tours', '0003_numbers_within_bounds'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='publishedevent',
            index=models.Index(fields=['access', 'starts'], name='published_event_in_order'),
        ),
        migrations.AddField(
            model_name='publishedcity',
            name='starts',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(copy_first_days, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='publishedcity',
            name='starts',
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name='publishedcity',
            name='slug',
            field=models.CharField(max_length=90),
        ),
        migrations.AddIndex(
            model_name='publishedcity',
            index=models.Index(fields=['slug', 'starts', 'event'], name='published_city_by_event'),
        ),
        migrations.CreateModel(
            name='PublicCity',
            fields=[
                ('slug', models.CharField(max_length=90, primary_key=True, serialize=False)),
                (
                    'latest',
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='tours.publishedcity'),
                ),
            ],
        ),
        migrations.RunPython(find_latest, migrations.RunPython.noop),
    ]
