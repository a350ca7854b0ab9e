"""What lists, filters and search read of the current editions. Only `tours.editions.projection` writes it.

Its texts have no maximum length: a text in normal form (NFC) or redacted may be longer than the form allowed.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tours.labels import ACCESS, EVENT_KINDS, EVENT_STATES, choices
from tours.models.editions.editions import Edition
from tours.models.events import Event
from tours.models.rights import at_event
from tours.role_powers import Power
from tours.vocabulary import Access


class EventPhase(StrEnum):
    UPCOMING = "upcoming"
    RUNNING = "running"
    PAST = "past"


def shown_to(user: User | AnonymousUser, *, path: str = "", access: str = "access") -> Q:
    """Rows of public events, and of those for participants only if the user works on them: for others these do not exist.

    `path` leads from the row to its published event, and `access` to the column that says who the event is for. A part
    of an event has that column too, so that an index gives a list of parts in its order; by the column of the event
    the database begins with the events. Costs a query for the session if the visitor has one.
    """
    public = Q((access, Access.PUBLIC))
    if not isinstance(user, User):  # nearly every request: saves compiling one condition
        return public
    return public | at_event(user, Power.READ, path=f"{path}event__")


class PublishedEventQuerySet(models.QuerySet["PublishedEvent"]):
    def visible_to(self, user: User | AnonymousUser) -> "PublishedEventQuerySet":
        """See `shown_to`."""
        return self.filter(shown_to(user))

    def upcoming_first(self) -> "PublishedEventQuerySet":
        return self.order_by("starts", "title")

    def with_keys(self, keys: Iterable[int]) -> "PublishedEventQuerySet":
        """The rows with these keys. Looks each up: beside a condition on them, SQLite begins with all rows of it."""
        among_these = Exists(self.order_by().filter(pk=OuterRef("pk")))
        return PublishedEvent.objects.filter(among_these, pk__in=list(keys))


class PublishedEvent(models.Model):
    """An event as its current edition shows it. Each event has one row."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="published")
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=36, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    kind = models.CharField(max_length=20, choices=choices(EVENT_KINDS))
    title = models.TextField()
    summary = models.TextField()
    language = models.CharField(max_length=12)
    starts = models.DateField(db_index=True)
    ends = models.DateField(db_index=True)
    zone = models.CharField(max_length=64)
    host_city_slug = models.CharField(max_length=90)
    host_city_name = models.TextField()
    country_code = models.CharField(max_length=2)
    country_name = models.TextField()
    country_footnote = models.TextField()
    access = models.CharField(max_length=20, choices=choices(ACCESS))
    state = models.CharField(max_length=20, choices=choices(EVENT_STATES))
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    # These describe the whole event as one entry of the public calendar of all events.
    sequence = models.PositiveIntegerField()
    first_published_at = models.DateTimeField()
    entry_changed_at = models.DateTimeField()
    # Last-Modified of the event's page and of all files made from the edition. Posts raise it too; it never goes back.
    changed_at = models.DateTimeField()
    about = models.TextField(default="")  # what search finds it by beside its title, a text a line

    objects = PublishedEventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "title"]
        indexes = [
            # The latest first, with the columns that filters and counts ask for, so that these read the index alone.
            models.Index(
                fields=["access", "-starts", "title", "event", "ends", "kind"], name="published_event_in_order"
            ),
            models.Index(fields=["access", "changed_at"], name="published_event_by_change"),
            models.Index(fields=["access", "event", "changed_at"], name="published_event_by_key"),
            models.Index(fields=["access", "title", "-starts", "event"], name="published_event_by_title"),
            models.Index(fields=["access", "ends", "-starts", "title", "event"], name="published_event_by_end"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tours:event", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.access == Access.PUBLIC

    @property
    def today(self) -> date:
        """The date at the place of the event."""
        return timezone.now().astimezone(ZoneInfo(self.zone)).date()

    @property
    def phase(self) -> EventPhase:
        """Whether the event is upcoming, running or past today."""
        return self.phase_on(self.today)

    def phase_on(self, day: date) -> EventPhase:
        if day < self.starts:
            return EventPhase.UPCOMING
        return EventPhase.RUNNING if day <= self.ends else EventPhase.PAST


class LastChange(models.Model):
    """One row says when anything in the projection last changed, another when anything public in it did.
    The rows are never deleted, so the times never go back.
    """

    ANY, PUBLIC = 1, 2
    """The primary keys of the two rows."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)


class PublicOffer(models.Model):
    """One row has what the filters of the list of events offer, as JSON. Only `tours.editions.projection.public_choices` writes it."""

    ONLY = 1
    """The primary key of the row."""

    choices = models.TextField()

    def __str__(self) -> str:
        return self.choices


class FormerAddress(models.Model):
    """A name that an event had in its web address. It still leads to the event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(max_length=90, unique=True)

    def __str__(self) -> str:
        return self.slug
