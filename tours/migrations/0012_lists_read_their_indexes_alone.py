from django.db import migrations, models

PARTS = ('publishedcity', 'publishedtheme')
ACCESS = [('public', 'Public'), ('participants', 'Participants only')]


def mark_closed(apps, schema_editor):
    for name in PARTS:
        apps.get_model('tours', name).objects.exclude(event__access='public').update(access='participants')


class Migration(migrations.Migration):

    dependencies = [
        ('tours', '0011_people_appear_at_events'),
    ]

    operations = [
        *[
            migrations.AddField(
                model_name=name,
                name='access',
                field=models.CharField(choices=ACCESS, default='public', max_length=20),
                preserve_default=False,
            )
            for name in PARTS
        ],
        migrations.RunPython(mark_closed, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name='publishedcity', name='published_city_by_event'),
        migrations.RemoveIndex(model_name='publishedevent', name='published_event_in_order'),
        migrations.RemoveIndex(model_name='publishedorganisation', name='published_organisation_by_name'),
        migrations.RemoveIndex(model_name='publisheddocument', name='published_document_by_title'),
        migrations.AlterField(
            model_name='publishedcity',
            name='country_code',
            field=models.CharField(max_length=2),
        ),
        migrations.AlterField(
            model_name='publishedtheme',
            name='slug',
            field=models.CharField(max_length=90),
        ),
        *[
            migrations.AddIndex(model_name=model, index=models.Index(fields=fields, name=name))
            for model, fields, name in (
                ('event', ['-starts', 'title'], 'event_latest_first'),
                ('publishedevent', ['access', '-starts', 'title', 'event', 'ends', 'kind'], 'published_event_in_order'),
                ('publishedevent', ['access', 'event', 'changed_at'], 'published_event_by_key'),
                ('publishedcity', ['slug', 'starts', 'event', 'access'], 'published_city_by_event'),
                ('publishedcity', ['country_code', 'access', 'event'], 'published_city_by_country'),
                ('publishedcity', ['country_footnote', 'access'], 'published_city_by_footnote'),
                ('publishedtheme', ['slug', 'access', 'event'], 'published_theme_by_slug'),
                ('publishedorganisation', ['access', 'name', 'role', 'country_code'], 'published_organisation_by_name'),
                ('publisheddocument', ['access', 'title', 'language', 'media_type'], 'published_document_by_title'),
                ('publisheditem', ['track', 'access', 'day', 'event'], 'published_item_by_track'),
            )
        ],
    ]
