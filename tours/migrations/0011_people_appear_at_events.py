import django.db.models.deletion
from django.db import migrations, models

FACTS = ('title', 'position', 'organisation_id', 'city_id')


def copy_to_appearances(apps, schema_editor):
    """Everyone appears as what they are today at each event where they have a part. It tells whose facts have no event."""
    appearance, person = apps.get_model('tours', 'Appearance'), apps.get_model('tours', 'Person')
    using = schema_editor.connection.alias
    parts = apps.get_model('tours', 'ItemPart').objects.using(using).filter(person__isnull=False)
    pairs = sorted(set(parts.order_by().values_list('item__event', 'person').distinct()))
    cards = person.objects.using(using).in_bulk({key for _event, key in pairs})
    appearance.objects.using(using).bulk_create(
        [
            appearance(event_id=event, person_id=key, **{name: getattr(cards[key], name) for name in FACTS})
            for event, key in pairs
        ],
        batch_size=2000,
    )
    nowhere = person.objects.using(using).exclude(pk__in=parts.order_by().values('person'))
    for card in nowhere.select_related('organisation', 'city').order_by('pk'):
        facts = ', '.join(str(fact) for fact in (
            card.title,
            card.position,
            card.organisation and card.organisation.name,
            card.city and card.city.name,
        ) if fact)
        if facts:
            print(f'tours.Person {card.pk}: “{facts}” is kept no longer, as the person has no part at any event.')


class Migration(migrations.Migration):

    dependencies = [
        ('tours', '0010_redactions_are_remembered'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(blank=True, help_text='Such as Dr or Prof.', max_length=40, verbose_name='title')),
                ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                (
                    'city',
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='appearances',
                        to='tours.city',
                        verbose_name='city',
                    ),
                ),
                (
                    'event',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='appearances',
                        to='tours.event',
                        verbose_name='event',
                    ),
                ),
                (
                    'organisation',
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='appearances',
                        to='tours.organisation',
                        verbose_name='organisation',
                    ),
                ),
                (
                    'person',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='appearances',
                        to='tours.person',
                        verbose_name='person',
                    ),
                ),
            ],
            options={
                'verbose_name': 'person at an event',
                'verbose_name_plural': 'people at events',
                'ordering': ['person__display_name', 'pk'],
                'constraints': [
                    models.UniqueConstraint(
                        fields=['event', 'person'],
                        name='appearance_once_at_an_event',
                        violation_error_message='This person is already among the people of the event.',
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False, unique=True)),
                (
                    'person',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='tours.person'
                    ),
                ),
            ],
            options={
                'verbose_name': 'UID of a merged card',
                'verbose_name_plural': 'UIDs of merged cards',
                'ordering': ['pk'],
            },
        ),
        migrations.RunPython(copy_to_appearances),
        *[migrations.RemoveField(model_name='person', name=name) for name in ('title', 'position', 'organisation', 'city')],
    ]
