import backstage.text.slugs
import django.core.validators
from django.conf import settings
from django.db import migrations, models


def bring_within(apps, schema_editor):
    """SQLite took numbers that no other database can hold. Such a position stays last; such a count is as high as it may be."""
    for model in apps.get_app_config('announcements').get_models():
        for field in model._meta.concrete_fields:
            if field.get_internal_type() in MOST and not field.is_relation:
                most = MOST[field.get_internal_type()]
                cut = model._default_manager.filter(**{field.name + '__gt': most}).update(**{field.name: most})
                if cut:
                    print(f'{model._meta.label}: {field.name} of {cut} rows was larger than {most}, and is {most} now.')


MOST = {'PositiveSmallIntegerField': 32767, 'PositiveIntegerField': 2147483647}


class Migration(migrations.Migration):

    dependencies = [
        ('announcements', '0001_initial'),
        ('tours', '0003_numbers_within_bounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(bring_within, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='category',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, help_text='Among the categories of a post, as they are printed.', validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='category',
            name='slug',
            field=models.SlugField(blank=True, help_text='If left empty, it is made for you.', max_length=90, unique=True, validators=[backstage.text.slugs.validate_free], verbose_name='name in web addresses'),
        ),
        migrations.AlterField(
            model_name='post',
            name='earlier_views',
            field=models.PositiveIntegerField(default=0, help_text='How often it was read on the site it came from.', validators=[django.core.validators.MaxValueValidator(2147483647, 'Write a number from 0 to %(limit_value)s.')], verbose_name='earlier views'),
        ),
        migrations.AlterField(
            model_name='post',
            name='slug',
            field=models.SlugField(blank=True, help_text='If left empty, it is made for you.', max_length=90, unique=True, validators=[backstage.text.slugs.validate_free], verbose_name='name in web addresses'),
        ),
        migrations.AlterField(
            model_name='testimonial',
            name='order',
            field=models.PositiveSmallIntegerField(default=0, help_text='The first one is shown on the home page.', validators=[django.core.validators.MaxValueValidator(32767, 'Write a number from 0 to %(limit_value)s.')], verbose_name='order'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.CheckConstraint(condition=models.Q(('position__range', (0, 32767))), name='category_position_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('earlier_views__range', (0, 2147483647))), name='post_earlier_views_within_bounds', violation_error_message='Write a number from 0 to 2147483647.'),
        ),
        migrations.AddConstraint(
            model_name='testimonial',
            constraint=models.CheckConstraint(condition=models.Q(('order__range', (0, 32767))), name='testimonial_order_within_bounds', violation_error_message='Write a number from 0 to 32767.'),
        ),
    ]
