"""Groups of delegates, and tracks, to which items of an agenda belong."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tours.models.event_parts import Positioned
from tours.models.events import Event
from tours.models.fields import (
    POSITION_WITHIN_BOUNDS,
)
from tours.models.rights import PartOfAgendaQuerySet


class Group(models.Model):
    """A group of delegates, such as those on the second bus."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=60)

    objects = PartOfAgendaQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name"],
                name="group_once_per_event",
                violation_error_message=_("This event already has a group of that name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Track(Positioned):
    """A track, which tells apart items that run at the same time."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=60)

    objects = PartOfAgendaQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = False
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        constraints: ClassVar = [
            POSITION_WITHIN_BOUNDS,
            models.UniqueConstraint(
                fields=["event", "name"],
                name="track_once_per_event",
                violation_error_message=_("This event already has a track of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
