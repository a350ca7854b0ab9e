"""One row for each item of an agenda."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tours.labels import ITEM_KINDS, LEVELS, STATUSES, choices
from tours.models.agenda.groups import Group, Track
from tours.models.events import Event
from tours.models.fields import (
    MISTYPED_YEAR,
    PAGES,
    PARAGRAPHS,
    PLAUSIBLE_DAY,
    POSITION_WITHIN_BOUNDS,
    SMALL,
    ZoneField,
    no_longer_than,
    validate_visible,
)
from tours.models.files import Document
from tours.models.names import LanguageField
from tours.models.places import Venue
from tours.models.rights import PartOfAgendaQuerySet
from tours.plausible_days import FIRST_DAY, LAST_DAY
from tours.vocabulary import ItemKind, Level, Status
from tours.zones import instant, known_zones

ENDS_TOO_EARLY = _("An item cannot end before it begins. If it ends after midnight, say on which day.")
ENDS_WITHOUT_START = _("An item that ends at a time must also begin at one.")
ENDS_ON_DAY_BEFORE = _("An item cannot end on a day before it begins.")
TIME_WITHOUT_DAY = _("An item without a day has no times. Choose its day, or take its times out.")
MOST_TAKEN = 10_000
HOW_MANY = _("Write how many people the item takes, from 1 to 10000, or leave it empty.")
ROW_KINDS = [choice for choice in choices(ITEM_KINDS) if choice[0] != ItemKind.EVENT]


class AgendaItem(models.Model):
    """One line of the agenda. Its times are local times at its venue, or at the event if it has no venue.

    An item without a day waits in the tray of its event: no edition has it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="items", verbose_name=_("event"))
    kind = models.CharField(_("kind"), max_length=20, choices=ROW_KINDS, default=ItemKind.SESSION)
    title = models.CharField(_("title"), max_length=200, validators=[validate_visible])
    summary = models.TextField(_("summary"), blank=True, validators=no_longer_than(PARAGRAPHS))
    day = models.DateField(
        _("day"),
        validators=PLAUSIBLE_DAY,
        null=True,
        blank=True,
        help_text=_("Left empty, the item waits in the tray: readers do not see it."),
    )
    start = models.TimeField(
        _("start time"), null=True, blank=True, help_text=_("Leave empty for an item without a clock time.")
    )
    end = models.TimeField(_("end time"), null=True, blank=True)
    ends_on = models.DateField(_("ends on another day"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    end_zone: "models.CharField[str, str]" = ZoneField(
        _("ends in another time zone"), blank=True, help_text=_("For a flight.")
    )
    status = models.CharField(_("status"), max_length=20, choices=choices(STATUSES), default=Status.CONFIRMED)
    level = models.CharField(_("for whom"), max_length=10, choices=choices(LEVELS), default=Level.PUBLIC)
    groups = models.ManyToManyField(
        Group,
        blank=True,
        related_name="items",
        verbose_name=_("groups"),
        help_text=_("Shows an item for delegates only to these groups."),
    )
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("venue")
    )
    room = models.CharField(_("room"), max_length=100, blank=True)
    track = models.ForeignKey(
        Track, on_delete=models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("track")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, validators=SMALL, help_text=_("Among items that begin at the same time.")
    )
    language = LanguageField(_("language"), blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("how many it takes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1, HOW_MANY), MaxValueValidator(MOST_TAKEN, HOW_MANY)],
        help_text=_("How many people, such as 20 on a visit. Leave empty if that does not matter."),
    )
    documents = models.ManyToManyField(Document, blank=True, related_name="items", verbose_name=_("documents"))
    report = models.TextField(
        _("report"),
        blank=True,
        validators=no_longer_than(PAGES),
        help_text=_("What was said or found there, in full sentences."),
    )
    staff_note = models.TextField(_("note for staff"), blank=True, validators=no_longer_than(PARAGRAPHS))
    external_id = models.CharField(
        _("external id"),
        max_length=100,
        blank=True,
        help_text=_("What the item is called in the system that it comes from."),
    )

    objects = PartOfAgendaQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = [F("day").asc(nulls_last=True), F("start").asc(nulls_first=True), "position", "pk"]
        indexes = [
            models.Index(fields=["event", "day", "start"], name="agenda_item_in_order"),
            models.Index(fields=["day"], name="agenda_item_by_day"),
        ]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.CheckConstraint(
                condition=~Q(title=""), name="item_has_title", violation_error_message=_("An item needs a title.")
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=False),
                name="item_with_end_has_start",
                violation_error_message=ENDS_WITHOUT_START,
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=False) | Q(start__isnull=True, end__isnull=True, ends_on__isnull=True),
                name="item_without_day_has_no_time",
                violation_error_message=TIME_WITHOUT_DAY,
            ),
            models.CheckConstraint(
                # A flight across the date line may land on the day before. `clean` compares the instants.
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("day")) | (Q(end__isnull=False) & ~Q(end_zone="")),
                name="item_ends_on_its_day_or_later",
                violation_error_message=ENDS_ON_DAY_BEFORE,
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True)
                | Q(ends_on__isnull=False, ends_on__gt=F("day"))
                | ~Q(end_zone="")
                | Q(end__gt=F("start")),
                name="item_ends_after_it_starts",
                violation_error_message=ENDS_TOO_EARLY,
            ),
            models.CheckConstraint(
                condition=(Q(day__isnull=True) | Q(day__range=(FIRST_DAY, LAST_DAY)))
                & (Q(ends_on__isnull=True) | Q(ends_on__range=(FIRST_DAY, LAST_DAY))),
                name="item_year_is_plausible",
                violation_error_message=MISTYPED_YEAR,
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.EVENT),
                name="item_is_not_the_event",
                violation_error_message=_("Choose another kind. “Event” means the whole event, not one item."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__range=(1, MOST_TAKEN)),
                name="item_capacity_is_plausible",
                violation_error_message=HOW_MANY,
            ),
            models.UniqueConstraint(
                fields=["event", "external_id"],
                condition=~Q(external_id=""),
                name="item_external_id_once_per_event",
                violation_error_message=_("This event already has an item with this external id."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> str:
        """The time zone of the item's start. Reads the venue's city, or the event; empty if neither is known yet."""
        if self.venue:
            return self.venue.city.zone
        return self.event.zone if self.event_id else ""

    def clean(self) -> None:
        """Checks what no constraint can: if the end is in another zone, it compares instants and not local times."""
        super().clean()
        if self._ends_too_early():
            raise ValidationError(ENDS_TOO_EARLY, code="ends_too_early")

    def _ends_too_early(self) -> bool:
        if not self.end_zone or self.start is None or self.end is None or self.day is None:
            return False
        zone = self.zone
        if not known_zones() >= {zone, self.end_zone}:
            return False
        return instant(self.ends_on or self.day, self.end, self.end_zone) <= instant(self.day, self.start, zone)
