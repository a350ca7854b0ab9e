"""Where things happen: countries, cities, venues."""

from datetime import date
from typing import ClassVar

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from backstage.text.slugs import validate_free
from tours.models.fields import PLAUSIBLE_DAY, CodeField, ZoneField
from tours.models.names import OtherName
from tours.models.points import WithPoint, latitude_field, longitude_field, point_on_earth
from tours.models.rights import SharedQuerySet


class Country(models.Model):
    """A country. Its code stays when its name changes. `XK` is a user-assigned code, outside ISO 3166."""

    code = CodeField(
        _("code"), max_length=2, primary_key=True, validators=[MinLengthValidator(2)], help_text=_("ISO 3166, or XK.")
    )
    name = models.CharField(_("name today"), max_length=100, unique=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code=Upper("code")),
                name="country_code_in_capitals",
                violation_error_message=_("Write the country's code in two capital letters, such as HR."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """The name of the country on `day`. Reads `former_names`: prefetch them for many countries."""
        former = [name for name in self.former_names.all() if name.holds_on(day)]
        return former[0].name if former else self.name


class CountryName(models.Model):
    """A former name of a country, with the period when it was used."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=100)
    since = models.DateField(_("since"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    until = models.DateField(_("until"), validators=PLAUSIBLE_DAY, help_text=_("The last day of this name."))

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["until"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(since__lte=F("until")),
                name="country_name_until_not_before_since",
                violation_error_message=_("The last day of a name cannot be before its first."),
            ),
            models.UniqueConstraint(fields=["country", "until"], name="country_name_once_until_a_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and day <= self.until


class City(WithPoint):
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="cities", verbose_name=_("country"))
    name = models.CharField(_("name"), max_length=100, help_text=_("As written in English, with its diacritics."))
    slug = models.SlugField(_("name in web addresses"), max_length=90, unique=True, validators=[validate_free])
    zone: "models.CharField[str, str]" = ZoneField(_("time zone"), help_text=_("Such as Europe/Belgrade."))
    latitude = latitude_field(
        help_text=_("In degrees, such as 44.82. With it and the longitude the city stands on maps.")
    )
    longitude = longitude_field(help_text=_("In degrees, such as 20.46; west of Greenwich it is negative."))

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="city_once_in_a_country",
                violation_error_message=_("This country already has a city of that name."),
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="city_has_slug",
                violation_error_message=_("A city needs a name in web addresses, such as belgrade."),
            ),
            point_on_earth("city_point_is_on_earth"),
        ]

    def __str__(self) -> str:
        return self.name


class CityName(OtherName):
    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="names")

    class Meta(OtherName.Meta):
        abstract = False
        verbose_name = _("name in another script")
        verbose_name_plural = _("names in other scripts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["city", "language", "script"], name="city_name_once_a_language_and_script")
        ]


class Venue(WithPoint):
    """A building or site. It uses the time zone of its city."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="venues", verbose_name=_("city"))
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    local_name = models.CharField(_("name in the local script"), max_length=200, blank=True)
    local_address = models.CharField(_("address in the local script"), max_length=300, blank=True)
    latitude = latitude_field()
    longitude = longitude_field()

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "name"],
                name="venue_once_in_a_city",
                violation_error_message=_("This city already has a venue of that name."),
            ),
            point_on_earth("venue_point_is_on_earth"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city.name}"
