from django.db import migrations, models

PARTS = ('publisheddocument', 'publisheditem', 'publishedorganisation')
ACCESS = [('public', 'Public'), ('participants', 'Participants only')]


def mark_closed(apps, schema_editor):
    for name in PARTS:
        apps.get_model('tours', name).objects.exclude(event__access='public').update(access='participants')


class Migration(migrations.Migration):

    dependencies = [
        ('tours', '0006_languages_are_tags'),
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
        *[
            migrations.AddIndex(model_name=model, index=models.Index(fields=['access', *fields], name=name))
            for model, fields, name in (
                ('publisheddocument', ['title'], 'published_document_by_title'),
                ('publisheddocument', ['size'], 'published_document_by_size'),
                ('publisheddocument', ['digest'], 'published_document_by_digest'),
                ('publishedevent', ['changed_at'], 'published_event_by_change'),
                ('publisheditem', ['day', 'event', 'kind', 'status'], 'published_item_in_order'),
                ('publisheditem', ['title'], 'published_item_by_title'),
                ('publishedorganisation', ['name', 'role'], 'published_organisation_by_name'),
                ('publishedorganisation', ['role', 'name'], 'published_organisation_by_role'),
            )
        ],
    ]
