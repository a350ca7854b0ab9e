"""Where on the earth a row is: its two numbers, their range, and what both are together."""

from typing import Any, TypeAlias

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tours.agenda.facts import Point

LATITUDES = (-90, 90)
LONGITUDES = (-180, 180)
Degrees: TypeAlias = "models.FloatField[float | None, float | None]"


def latitude_field(**options: Any) -> Degrees:
    return _degrees(_("latitude"), LATITUDES, **options)


def longitude_field(**options: Any) -> Degrees:
    return _degrees(_("longitude"), LONGITUDES, **options)


def _degrees(name: Any, between: tuple[int, int], **options: Any) -> Degrees:
    lowest, highest = between
    checks = [MinValueValidator(lowest), MaxValueValidator(highest)]
    return models.FloatField(name, null=True, blank=True, validators=checks, **options)


def point_on_earth(name: str) -> models.CheckConstraint:
    """A row has both latitude and longitude, or neither."""
    return models.CheckConstraint(
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(
            latitude__isnull=False,
            longitude__isnull=False,
            latitude__range=LATITUDES,
            longitude__range=LONGITUDES,
        ),
        name=name,
        violation_error_message=_("Give both latitude (-90 to 90) and longitude (-180 to 180), or neither."),
    )


class WithPoint(models.Model):
    """A row that may be somewhere on the earth. It says for itself which help its two fields have."""

    latitude: Degrees
    longitude: Degrees

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(latitude=self.latitude, longitude=self.longitude)
