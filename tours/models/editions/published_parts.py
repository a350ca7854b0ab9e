"""What lists, filters and search read of the parts of current editions: cities, themes, organisations, documents, items and words.
Only `tours.editions.projection` writes it.
"""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from tours.agenda.facts import Name
from tours.labels import ACCESS, ITEM_KINDS, ORGANISATION_ROLES, STATUSES, choices
from tours.models.editions.published import PublishedEvent, shown_to
from tours.models.editions.stored_names import read_names
from tours.models.fields import BEGINNING_OPS, KEY_OPS
from tours.vocabulary import Access


class PublishedCityQuerySet(models.QuerySet["PublishedCity"]):
    def visible_to(self, user: User | AnonymousUser) -> "PublishedCityQuerySet":
        return self.filter(shown_to(user, path="event__"))

    def newest_first(self) -> "PublishedCityQuerySet":
        """The latest event first. For the rows of one city, an index has this order."""
        return self.order_by("-starts", "-event_id")  # by the key: “-event” would go by the title

    def of_public_city(self, slug: str | OuterRef) -> "PublishedCityQuerySet":
        """The rows of a city at public events, the latest first."""
        return self.filter(slug=slug, access=Access.PUBLIC).newest_first()

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
    latitude = models.FloatField(null=True)  # null with the longitude, where the edition has no point of the city
    longitude = models.FloatField(null=True)
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

    @property
    def other_names(self) -> tuple[Name, ...]:
        return read_names(self.names)


class PublicCity(models.Model):
    """A city of public events, once, and its row at the latest of them, with its name there. Lists of cities read this,
    however many events there are.
    """

    slug = models.CharField(max_length=90, primary_key=True)
    # Null only while the projection is rewritten.
    latest = models.OneToOneField(PublishedCity, on_delete=models.SET_NULL, null=True, related_name="+")
    country_code = models.CharField(max_length=2, default="")
    events = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["slug"]  # as its name is written without accents: no database puts Đakovo behind Zagreb

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
            models.Index(fields=["access", "-role", "name"], name="published_organisation_last"),
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
    about = models.TextField(default="")  # what else search finds it by, to show where the words stand, a text a line

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
            models.Index(
                fields=["item", "word"],
                opclasses=[KEY_OPS, BEGINNING_OPS],
                condition=Q(item__isnull=False),
                name="published_word_of_item",
            ),
            models.Index(
                fields=["city", "word"],
                opclasses=[KEY_OPS, BEGINNING_OPS],
                condition=Q(city__isnull=False),
                name="published_word_of_city",
            ),
            models.Index(
                fields=["event", "word"],
                opclasses=[KEY_OPS, BEGINNING_OPS],
                condition=Q(item__isnull=True, city__isnull=True),
                name="published_word_of_event",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["word", "event", "item"],
                opclasses=[BEGINNING_OPS, KEY_OPS, KEY_OPS],
                condition=Q(item__isnull=False),
                name="published_word_once_an_item",
            ),
            models.UniqueConstraint(
                fields=["word", "event", "city"],
                opclasses=[BEGINNING_OPS, KEY_OPS, KEY_OPS],
                condition=Q(city__isnull=False),
                name="published_word_once_a_city",
            ),
            models.UniqueConstraint(
                fields=["word", "event"],
                opclasses=[BEGINNING_OPS, KEY_OPS],
                condition=Q(item__isnull=True, city__isnull=True),
                name="published_word_once_an_event",
            ),
        ]

    def __str__(self) -> str:
        return self.word
