"""Organisations, and who people are. What a person is at an event stands in `tours.models.appearances`."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.models.fields import WebAddressField
from tours.models.files import Picture
from tours.models.names import OtherName
from tours.models.places import City, Country
from tours.models.rights import SharedQuerySet, anywhere, at_event, at_programme
from tours.role_powers import Power


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
    logo = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )

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


class PeopleQuerySet(models.QuerySet["Person"]):
    edited_with: ClassVar[tuple[Power, ...]] = (Power.AGENDA, Power.EVENT, Power.PEOPLE)
    """Who has any of these powers at an event may edit its people; who has one anywhere may make cards."""

    def visible_to(self, user: User | AnonymousUser) -> "PeopleQuerySet":
        """People whose appearance at an event the user may see, and those of programmes where the user registers people."""
        own = _appearances_of_each()
        registered = own.filter(at_programme(user, Power.PEOPLE, path="event__programme__"))
        return self._at(Exists(own.visible_to(user)) | Exists(registered), user)

    def editable_by(self, user: User | AnonymousUser) -> "PeopleQuerySet":
        """People of whom the user may edit the people at every event: their name is the same at all of them."""
        own, here = _appearances_of_each(), at_event(user, *self.edited_with, path="event__")
        return self._at(Exists(own.filter(here)), user).filter(~Exists(own.exclude(here)))

    def with_uid(self, *uids: uuid.UUID | str) -> "PeopleQuerySet":
        """People who have one of the UIDs, or had it on a card that was merged into theirs."""
        aliases = PersonAlias.objects.filter(uid__in=uids).order_by().values("person")
        return self.filter(Q(uid__in=uids) | Q(pk__in=aliases))

    def _at(self, there: Exists | Q, user: User | AnonymousUser) -> "PeopleQuerySet":
        """The people for whom the condition holds at an event. Users who may make cards also get cards that are at no
        event.

        Such a card tells of no event. The user who made it must find it, to give the person a part.
        """
        somewhere = Q(appearances__isnull=False) | Q(parts__isnull=False)
        appearing = Person.objects.filter(somewhere, pk=OuterRef("pk"))
        return self.filter(there | (~Exists(appearing) & anywhere(user, *self.edited_with)))


def _appearances_of_each() -> Any:
    """The appearances of each person at events. Their model knows this one, so it is looked up here. A page of people
    asks few of them, however many events there are.
    """
    return Person._meta.get_field("appearances").related_model._default_manager.order_by().filter(person=OuterRef("pk"))


class Person(models.Model):
    """A speaker or delegate, at every event. Names are printed as written: same capitals, same order."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    display_name = models.CharField(_("name"), max_length=200, help_text=_("Exactly as it is to be printed."))

    objects = PeopleQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["display_name"]
        indexes = [models.Index(fields=["display_name", "-id"], name="person_by_name")]
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


class PersonAlias(models.Model):
    """The UID of a card that was merged into the person's. Editions from before call the person by it."""

    uid = models.UUIDField(unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    names = models.TextField(blank=True, editable=False)
    """Every name of the merged card, one a line: a redaction of the person takes them out too."""
    former_key = models.BigIntegerField(null=True, editable=False, unique=True)
    """The key of the merged card. Rows that are kept for undoing lead to it. Cards merged long ago have none here."""

    class Meta:
        verbose_name = _("UID of a merged card")
        verbose_name_plural = _("UIDs of merged cards")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.uid)
