"""The field for a point on the earth, typed or pasted as maps write it."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tours.agenda.facts import Point
from tours.models.points import LATITUDES, LONGITUDES

NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
PAIR = re.compile(rf"{NUMBER}(?:\s*[,;]\s*|\s+){NUMBER}", re.ASCII)


class PointField(forms.CharField):
    """A field whose value is a Point, or None where nothing is typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)

    def clean(self, value: Any) -> Point | None:
        text = super().clean(value)
        if not text:
            return None
        pair = PAIR.fullmatch(text)
        latitude, longitude = map(float, pair.groups()) if pair else (None, None)
        if latitude is None or longitude is None or not _is_on_earth(latitude, longitude):
            raise ValidationError(
                _("Write the latitude (-90 to 90) and the longitude (-180 to 180), such as 44.82, 20.46.")
            )
        return Point(latitude=latitude, longitude=longitude)

    def prepare_value(self, value: Any) -> Any:
        """A point as it would be typed, with all its digits."""
        if not isinstance(value, Point):
            return value
        return ", ".join(format(Decimal(repr(degrees)), "f") for degrees in (value.latitude, value.longitude))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def facts_of(point: Point | None) -> dict[str, float | None]:
    """What a row at that point, or nowhere, has."""
    if point is None:
        return {"latitude": None, "longitude": None}
    return {"latitude": point.latitude, "longitude": point.longitude}


def _is_on_earth(latitude: float, longitude: float) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]
