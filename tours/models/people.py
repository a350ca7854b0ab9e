"""Organisations, and the public cards of people."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tours.models.fields import WebAddressField
from tours.models.names import OtherName
from tours.models.places import City, Country
from tours.models.rights import PeopleQuerySet, SharedQuerySet


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("city"),
    )
    url = WebAddressField(_("web address"), blank=True)

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationName(OtherName):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")

    class Meta(OtherName.Meta):
        abstract = False
        verbose_name = _("name in another script")
        verbose_name_plural = _("names in other scripts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "language", "script"], name="organisation_name_once_a_language_and_script"
            )
        ]


class Person(models.Model):
    """What anyone may know about a speaker or delegate. Names are printed as written: same capitals, same order."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField(_("name"), max_length=200, help_text=_("Exactly as it is to be printed."))
    title = models.CharField(_("title"), max_length=40, blank=True, help_text=_("Such as Dr or Prof."))
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("city")
    )

    objects = PeopleQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["display_name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(display_name=""),
                name="person_has_name",
                violation_error_message=_("A person needs a name."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name


class PersonName(OtherName):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")

    class Meta(OtherName.Meta):
        abstract = False
        verbose_name = _("name in another script")
        verbose_name_plural = _("names in other scripts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "language", "script"], name="person_name_once_a_language_and_script"
            )
        ]
