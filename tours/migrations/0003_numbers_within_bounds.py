import backstage.text.slugs
import django.core.validators
import tours.models.names
from django.db import migrations, models


def bring_within(apps, schema_editor):
    """SQLite took numbers that no other database can hold. Such a position stays last; such a count is as high as it may be."""
    for model in apps.get_app_config('tours').get_models():
        for field in model._meta.concrete_fields:
            if field.get_internal_type() in MOST and not field.is_relation:
                most = MOST[field.get_internal_type()]
                cut = model._default_manager.filter(**{field.name + '__gt': most}).update(**{field.name: most})
                if cut:
                    print(f'{model._meta.label}: {field.name} of {cut} rows was larger than {most}, and is {most} now.')


MOST = {'PositiveSmallIntegerField': 32767, 'PositiveIntegerField': 2147483647}


class Migration(migrations.Migration):

    dependencies = [
        ("tours", "0002_item_may_end_on_the_day_before"),
    ]

    operations = [
        migrations.RunPython(bring_within, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='agendaitem',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, help_text='Among items that begin at the same time.', validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='city',
            name='slug',
            field=models.SlugField(max_length=90, unique=True, validators=[backstage.text.slugs.validate_free], verbose_name='name in web addresses'),
        ),
        migrations.AlterField(
            model_name='cityname',
            name='script',
            field=models.CharField(default='Latn', max_length=4, validators=[tours.models.names.script_code], verbose_name='script'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='document',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='event',
            name='slug',
            field=models.SlugField(help_text="The page's address. It should not change once published.", max_length=90, unique=True, validators=[backstage.text.slugs.validate_free], verbose_name='name in web addresses'),
        ),
        migrations.AlterField(
            model_name='eventorganisation',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='itemlink',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='itempart',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='organisationname',
            name='script',
            field=models.CharField(default='Latn', max_length=4, validators=[tours.models.names.script_code], verbose_name='script'),
        ),
        migrations.AlterField(
            model_name='participatingcity',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='participatingcity',
            name='seats',
            field=models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='seats'),
        ),
        migrations.AlterField(
            model_name='participatingcity',
            name='taken',
            field=models.PositiveSmallIntegerField(default=0, help_text='How many of the seats have a delegate.', validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='taken'),
        ),
        migrations.AlterField(
            model_name='personname',
            name='script',
            field=models.CharField(default='Latn', max_length=4, validators=[tours.models.names.script_code], verbose_name='script'),
        ),
        migrations.AlterField(
            model_name='phasecomponent',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='practicalnote',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='programme',
            name='slug',
            field=models.SlugField(max_length=90, unique=True, validators=[backstage.text.slugs.validate_free], verbose_name='name in web addresses'),
        ),
        migrations.AlterField(
            model_name='programmeorganisation',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='purpose',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='theme',
            name='slug',
            field=models.SlugField(max_length=90, unique=True, validators=[backstage.text.slugs.validate_free], verbose_name='name in web addresses'),
        ),
        migrations.AlterField(
            model_name='tier',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='track',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='agendaitem_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='contact_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='document_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='eventorganisation',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='eventorganisation_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='itemlink',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='itemlink_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='itempart',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='itempart_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='participatingcity_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.CheckConstraint(condition=models.Q(('seats__range', (0, 32767))), name='participation_seats_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='participatingcity',
            constraint=models.CheckConstraint(condition=models.Q(('taken__range', (0, 32767))), name='participation_taken_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='phasecomponent',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='phasecomponent_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='practicalnote',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='practicalnote_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='programmeorganisation',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='programmeorganisation_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='purpose',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='purpose_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='theme_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='tier',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='tier_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='track',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='track_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
    ]
