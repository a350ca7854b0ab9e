"""What pages and search read of the people who have a part in public events. Only `tours.editions.projection` writes it.

The public reads of nobody else: what is for participants only has no rows here.
"""

from django.db import models
from django.urls import reverse

from tours.addresses import person_address
from tours.agenda.facts import Person
from tours.labels import PERSON_ROLES, choices
from tours.models.editions.published import PublishedEvent
from tours.models.editions.published_parts import PublishedItem
from tours.models.editions.stored_names import read_names
from tours.models.fields import BEGINNING_OPS

NEWEST_EVENT = ("-starts", "-event_id")  # by the key: “-event” would go by the title
AS_DAYS_GO = ("item__day", models.F("item__starts_at").asc(nulls_first=True), "item_id")


class PublishedPartQuerySet(models.QuerySet["PublishedPart"]):
    def newest_first(self) -> "PublishedPartQuerySet":
        """The latest event first, and its items as its days go. For one person or one city, an index has the order of events."""
        return self.in_order_of(*NEWEST_EVENT)

    def in_order_of(self, *columns: str) -> "PublishedPartQuerySet":
        """Ordered by these columns, and then as the days of the agenda go."""
        return self.order_by(*columns, *AS_DAYS_GO, "pk")


class PublishedPart(models.Model):
    """A person's part in a public item, and what the person is at that event. `city_slug` is that of a city of the event."""

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="parts")
    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="parts")
    starts = models.DateField()  # the first day of the event, so that an index has the parts in their order
    uid = models.CharField(max_length=36)  # of the person
    role = models.CharField(max_length=20, choices=choices(PERSON_ROLES))
    is_confirmed = models.BooleanField()
    title = models.TextField()
    name = models.TextField()
    names = models.JSONField(default=list)
    position = models.TextField()
    organisation = models.TextField()
    city = models.TextField()
    city_slug = models.CharField(max_length=90)

    objects = PublishedPartQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["uid", "starts", "event"], name="published_part_by_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The path of the page of this person."""
        return person_address("", self.name, self.uid)

    def as_person(self) -> Person:
        return _person(self)


class PublishedPresentationQuerySet(models.QuerySet["PublishedPresentation"]):
    def newest_first(self) -> "PublishedPresentationQuerySet":
        """The latest event first, and its items as its days go. For one city, an index has the order of events."""
        return self.order_by(*NEWEST_EVENT, *AS_DAYS_GO)


class PublishedPresentation(models.Model):
    """A public item in which somebody of a city of the event has a part, or whose title begins with a city that takes part:
    “Rijeka presents: Open Data”.
    """

    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="presentations")
    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="presentations")
    starts = models.DateField()  # the first day of the event, so that an index has those of a city in their order
    city_slug = models.CharField(max_length=90)

    objects = PublishedPresentationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-event_id", "item"]
        indexes = [models.Index(fields=["city_slug", "starts", "event"], name="published_presentation_by_city")]
        constraints = [models.UniqueConstraint(fields=["item", "city_slug"], name="published_presentation_once")]

    def __str__(self) -> str:
        return self.city_slug


class PublicPerson(models.Model):
    """Somebody who has a part in public events, once, as the latest of these has them. `roles` are those there."""

    uid = models.CharField(max_length=36, primary_key=True)
    key = models.CharField(max_length=10, db_index=True)
    slug = models.CharField(max_length=100)
    event = models.ForeignKey(PublishedEvent, on_delete=models.CASCADE, related_name="+")
    title = models.TextField()
    name = models.TextField()
    names = models.JSONField(default=list)
    position = models.TextField()
    organisation = models.TextField()
    city = models.TextField()
    roles = models.JSONField(default=list)

    class Meta:
        ordering = ["name", "uid"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tours:person", args=[self.slug])

    def as_person(self) -> Person:
        return _person(self)


class PublicPersonWord(models.Model):
    """A folded word by which search finds a person."""

    person = models.ForeignKey(PublicPerson, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "word"], opclasses=[BEGINNING_OPS, BEGINNING_OPS], name="public_person_word_once"
            )
        ]

    def __str__(self) -> str:
        return self.word


def _person(row: PublishedPart | PublicPerson) -> Person:
    return Person(
        uid=row.uid,
        name=row.name,
        names=read_names(row.names),
        title=row.title,
        position=row.position,
        organisation=row.organisation,
        city=row.city,
    )
