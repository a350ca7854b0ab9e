"""Adds places, what the public is told of, cities of organisations, and small corrections.

SQLite rebuilds the table of editions for the new column and drops its guard, which then guards that column too.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from tours.editions import guard


class Migration(migrations.Migration):
    dependencies = [("tours", "0013_rows_kept_before_each_step")]

    operations = [
        migrations.RunPython(guard.remove, guard.install),
        migrations.AddField(
            "edition",
            "small",
            models.BooleanField(
                default=False,
                help_text="Only the wording is corrected: no item starts, ends or takes place differently. Readers are not told of a change.",
                verbose_name="small correction",
            ),
        ),
        migrations.RunPython(guard.install, guard.remove),
        migrations.AddField(
            "event",
            "places",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="How many people the event takes in all, such as the seats of the bus. Only staff see it.",
                null=True,
                validators=[
                    django.core.validators.MaxValueValidator(32767, "Write a number from 0 to %(limit_value)s.")
                ],
                verbose_name="places in all",
            ),
        ),
        migrations.AddField(
            "event",
            "tells_of_participants_items",
            models.BooleanField(
                default=False,
                help_text="The page then names the times of items that are for participants, and nothing else of them.",
                verbose_name="tell the public at which times participants have items of their own",
            ),
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=models.Q(("places__range", (0, 32767))),
                name="event_places_within_bounds",
                violation_error_message="Write a number from 0 to 32767.",
            ),
        ),
        migrations.AddField(
            "organisation",
            "city",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="tours.city",
                verbose_name="city",
            ),
        ),
    ]
