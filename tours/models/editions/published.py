"""What lists, filters and search read of the current editions. Only `tours.editions.projection` writes it.

Its texts have no maximum length: a text in normal form (NFC) or redacted may be longer than the form allowed.
"""

from collections.abc import Iterable
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tours.labels import ACCESS, EVENT_KINDS, EVENT_STATES, ITEM_KINDS, ORGANISATION_ROLES, STATUSES, choices
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
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tours:event", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.access == Access.PUBLIC

    @property
    def phase(self) -> EventPhase:
        """Whether the event is upcoming, running or past today, by the date at the place of the event."""
        today = timezone.now().astimezone(ZoneInfo(self.zone)).date()
        if today < self.starts:
            return EventPhase.UPCOMING
        return EventPhase.RUNNING if today <= self.ends else EventPhase.PAST


class LastChange(models.Model):
    """One row says when anything in the projection last changed, another when anything public in it did.
    The rows are never deleted, so the times never go back.
    """

    ANY, PUBLIC = 1, 2
    """The primary keys of the two rows."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.at)


class FormerAddress(models.Model):
    """A name that an event had in its web address. It still leads to the event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="former_addresses")
    slug = models.SlugField(max_length=90, unique=True)

    def __str__(self) -> str:
        return self.slug


class PublishedCityQuerySet(models.QuerySet["PublishedCity"]):
    def visible_to(self, user: User | AnonymousUser) -> "PublishedCityQuerySet":
        return self.filter(shown_to(user, path="event__"))

    def newest_first(self) -> "PublishedCityQuerySet":
        """The latest event first. For the rows of one city, an index has this order."""
        return self.order_by("-starts", "-event_id")  # by the key: “-event” would go by the title

    def latest_visible_to(self, user: User | AnonymousUser) -> "PublishedCityQuerySet":
        """One row of each city: that of the latest event which the user may see. Reads a row of each city, and for a user
        also the rows of all events for participants only that they work on.
        """
        latest = Q(pk__in=PublicCity.objects.values("latest"))  # a join would begin with the rows of all events
        if not isinstance(user, User):
            return self.filter(latest)
        closed = PublishedEvent.objects.visible_to(user).filter(access=Access.PARTICIPANTS).order_by()
        candidates = self.filter(latest | Q(event__in=closed))
        place = Window(RowNumber(), partition_by="slug", order_by=[F("starts").desc(), F("event").desc()])
        return self.filter(pk__in=candidates.order_by().annotate(place=place).filter(place=1).values("pk"))


class PublishedCity(models.Model):
    """A city that takes part in a published event, or hosts it. `names` are others, each with language and script."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="cities")
    access = models.CharField(max_length=20, choices=choices(ACCESS))  # that of the event
    starts = models.DateField()  # the first day of the event, so that an index finds the latest event of a city
    slug = models.CharField(max_length=90)
    name = models.TextField()
    names = models.JSONField(default=list)
    country_code = models.CharField(max_length=2)
    country_name = models.TextField(default="")
    country_footnote = models.TextField(default="")
    takes_part = models.BooleanField(default=True)
    is_host = models.BooleanField(default=False)

    objects = PublishedCityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        # With the columns by which events are counted for each city and country.
        indexes = [
            models.Index(fields=["slug", "starts", "event", "access"], name="published_city_by_event"),
            models.Index(fields=["country_code", "access", "event"], name="published_city_by_country"),
            models.Index(fields=["country_footnote", "access"], name="published_city_by_footnote"),
        ]
        constraints = [models.UniqueConstraint(fields=["event", "slug"], name="published_city_once_an_event")]

    def __str__(self) -> str:
        return self.name


class PublicCity(models.Model):
    """A city of public events, once, and its row at the latest of them. Lists of cities read this, however many events
    there are.
    """

    slug = models.CharField(max_length=90, primary_key=True)
    # Null only while the projection is rewritten.
    latest = models.OneToOneField(PublishedCity, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.slug


class PublishedTheme(models.Model):
    """A theme of a published event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="themes")
    access = models.CharField(max_length=20, choices=choices(ACCESS))  # that of the event
    slug = models.CharField(max_length=90)
    name = models.TextField()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["slug", "access", "event"], name="published_theme_by_slug")]
        constraints = [models.UniqueConstraint(fields=["event", "slug"], name="published_theme_once_an_event")]

    def __str__(self) -> str:
        return self.name


class PublishedOrganisation(models.Model):
    """The role of an organisation in a published event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="organisations")
    access = models.CharField(max_length=20, choices=choices(ACCESS))  # that of the event
    role = models.CharField(max_length=20, choices=choices(ORGANISATION_ROLES))
    name = models.TextField()
    short_name = models.TextField()
    country_code = models.CharField(max_length=2)
    url = models.TextField()

    class Meta:
        ordering = ["pk"]
        # With the columns by which the API narrows its list, so that it counts without reading the rows.
        indexes = [
            models.Index(fields=["access", "name", "role", "country_code"], name="published_organisation_by_name"),
            models.Index(fields=["access", "role", "name"], name="published_organisation_by_role"),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedDocument(models.Model):
    """A document that a published event shows to its readers. It belongs to the event or to one of its items."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="documents")
    access = models.CharField(max_length=20, choices=choices(ACCESS))  # that of the event
    item_uid = models.CharField(max_length=36)
    title = models.TextField()
    digest = models.CharField(max_length=64)
    file_name = models.TextField()
    media_type = models.TextField()
    size = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]
        # With the columns by which the API narrows its list, so that it counts without reading the rows.
        indexes = [
            models.Index(fields=["access", "title", "language", "media_type"], name="published_document_by_title"),
            models.Index(fields=["access", "size"], name="published_document_by_size"),
            models.Index(fields=["access", "digest"], name="published_document_by_digest"),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedItem(models.Model):
    """A public item that stands in the current edition. Instants need a clock time. `track`, `place` may be empty."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="items")
    access = models.CharField(max_length=20, choices=choices(ACCESS))  # that of the event
    uid = models.CharField(max_length=36)
    kind = models.CharField(max_length=20, choices=choices(ITEM_KINDS))
    title = models.TextField()
    day = models.DateField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=20, choices=choices(STATUSES))
    track = models.TextField(default="")
    place = models.TextField(default="")

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        # With the columns by which the API narrows its list, so that it counts without reading the rows.
        indexes = [
            models.Index(fields=["access", "day", "event", "kind", "status"], name="published_item_in_order"),
            models.Index(fields=["access", "title"], name="published_item_by_title"),
            models.Index(fields=["track", "access", "day", "event"], name="published_item_by_track"),
        ]
        constraints = [models.UniqueConstraint(fields=["event", "uid"], name="published_item_once")]

    def __str__(self) -> str:
        return self.title


class PublishedWord(models.Model):
    """A folded word by which search finds an event, one of its items, or one of its cities."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="words")
    # The indexes below omit empty values: SQLite thinks they are rare and would look there first for an event's words.
    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, null=True, related_name="words", db_index=False)
    city = models.ForeignKey(PublishedCity, on_delete=models.CASCADE, null=True, related_name="words", db_index=False)
    word = models.CharField(max_length=64, db_index=True)

    class Meta:
        # With the word, so that one look tells whether an item has a word that begins so, however many others have it.
        indexes = [
            models.Index(fields=["item", "word"], condition=Q(item__isnull=False), name="published_word_of_item"),
            models.Index(fields=["city", "word"], condition=Q(city__isnull=False), name="published_word_of_city"),
            models.Index(
                fields=["event", "word"],
                condition=Q(item__isnull=True, city__isnull=True),
                name="published_word_of_event",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "event", "item"], condition=Q(item__isnull=False), name="published_word_once_an_item"
            ),
            models.UniqueConstraint(
                fields=["word", "event", "city"], condition=Q(city__isnull=False), name="published_word_once_a_city"
            ),
            models.UniqueConstraint(
                fields=["word", "event"],
                condition=Q(item__isnull=True, city__isnull=True),
                name="published_word_once_an_event",
            ),
        ]

    def __str__(self) -> str:
        return self.word
