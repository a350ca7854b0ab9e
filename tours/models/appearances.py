"""What a person is at one event. Speakers and delegates share it."""

from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.models.events import Event
from tours.models.people import Organisation, PeopleQuerySet, Person
from tours.models.places import City
from tours.models.rights import PartOfEventQuerySet, at_event
from tours.role_powers import Power


class AppearanceQuerySet(PartOfEventQuerySet["Appearance"]):
    edited_with = PeopleQuerySet.edited_with

    def visible_to(self, user: User | AnonymousUser) -> "AppearanceQuerySet":
        """The appearances that the user may see. These are the people who have a part at an event that the user may
        read. Delegates without a part are seen by users who may edit them.
        """
        speaking = Person.objects.filter(pk=OuterRef("person"), parts__item__event=OuterRef("event")).order_by()
        edited = at_event(user, *self.edited_with, path=self.event_path)
        return self.filter(at_event(user, Power.READ, path=self.event_path) & (edited | Exists(speaking)))

    def latest_first(self) -> "AppearanceQuerySet":
        """The latest event first; of events that begin on one day, the appearance that was made last."""
        return self.order_by("-event__starts", "-pk")


class Appearance(models.Model):
    """A person at an event. Everyone with a part there has one; `tours.record.appearances` sees to it.

    It stays as it is when the person rises: the event keeps the position that they had then.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="appearances", verbose_name=_("event"))
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appearances", verbose_name=_("person"))
    title = models.CharField(_("title"), max_length=40, blank=True, help_text=_("Such as Dr or Prof."))
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("organisation"),
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="appearances", verbose_name=_("city")
    )

    FACTS: ClassVar = ("title", "position", "organisation", "city")

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("person at an event")
        verbose_name_plural = _("people at events")
        ordering = ["person__display_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person"],
                name="appearance_once_at_an_event",
                violation_error_message=_("This person is already among the people of the event."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
