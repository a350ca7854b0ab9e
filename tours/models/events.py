"""The event itself: what it is, when and where it takes place, and which programme it belongs to."""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from backstage.text.slugs import validate_free
from tours.labels import ACCESS, EVENT_KINDS, EVENT_STATES, choices
from tours.models.fields import (
    MISTYPED_YEAR,
    PAGES,
    PLAUSIBLE_DAY,
    SENTENCES,
    SMALL,
    WebAddressField,
    ZoneField,
    no_longer_than,
    validate_visible,
    within_bounds,
)
from tours.models.files import Picture
from tours.models.names import LanguageField
from tours.models.places import City
from tours.models.programmes import Programme, Theme, Tier
from tours.models.rights import at_event
from tours.plausible_days import FIRST_DAY, LAST_DAY
from tours.role_powers import Power
from tours.vocabulary import Access, EventState


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: User | AnonymousUser) -> "EventQuerySet":
        """Events whose record the user may see. Only staff see the record; readers see editions."""
        return self.allowing(user, Power.READ)

    def editable_by(self, user: User | AnonymousUser) -> "EventQuerySet":
        """Events whose own facts the user may change, and of which they may publish versions."""
        return self.allowing(user, Power.EVENT)

    def allowing(self, user: User | AnonymousUser, *powers: Power) -> "EventQuerySet":
        """Events where the user has any of these powers."""
        return self.filter(at_event(user, *powers))

    def with_rights_of(self, user: User | AnonymousUser) -> "EventQuerySet":
        """The events with what the user may do at each, for the desk's pages: `changes_facts` (and publishes),
        `edits_agenda`, `writes_posts`, `registers` people, and `reads` what is in preparation.
        """
        powers = {
            "changes_facts": Power.EVENT,
            "edits_agenda": Power.AGENDA,
            "writes_posts": Power.POSTS,
            "registers": Power.PEOPLE,
            "reads": Power.READ,
        }
        held = {name: ExpressionWrapper(at_event(user, power), BooleanField()) for name, power in powers.items()}
        return self.annotate(**held)

    def named(self, text: str) -> "EventQuerySet":
        """Events with each of the words in their title, or the one whose name in web addresses this is."""
        titled = Q()
        for word in text.split():
            titled &= Q(title__icontains=word)
        return self.filter(titled | Q(slug=text.strip()))


class Event(models.Model):
    """An event, which coordinators edit. Everyone else sees its content only through an edition."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="events", verbose_name=_("programme")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=choices(EVENT_KINDS))
    title = models.CharField(_("title"), max_length=200, validators=[validate_visible])
    slug = models.SlugField(
        _("name in web addresses"),
        max_length=90,
        unique=True,
        validators=[validate_free],
        help_text=_("The page's address. It should not change once published."),
    )
    summary = models.TextField(
        _("summary"), blank=True, validators=no_longer_than(SENTENCES), help_text=_("Two or three sentences.")
    )
    language = LanguageField(_("language"), default="en")
    starts = models.DateField(_("first day"), validators=PLAUSIBLE_DAY)
    ends = models.DateField(_("last day"), validators=PLAUSIBLE_DAY)
    zone: "models.CharField[str, str]" = ZoneField(_("time zone"), help_text=_("Such as Asia/Seoul."))
    host_city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="events_hosted", verbose_name=_("host city")
    )
    organised = models.BooleanField(
        _("organised by the programme"),
        default=True,
        help_text=_("Leave unticked if the programme takes part in an event of others."),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="events", verbose_name=_("themes"))
    tier = models.ForeignKey(
        Tier, on_delete=models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("tier of learning")
    )
    conditions = models.TextField(_("conditions of participation"), blank=True, validators=no_longer_than(PAGES))
    url = WebAddressField(_("the event's own site"), blank=True)
    places = models.PositiveSmallIntegerField(
        _("places in all"),
        null=True,
        blank=True,
        validators=SMALL,
        help_text=_("How many people the event takes in all, such as the seats of the bus. Only staff see it."),
    )
    tells_of_participants_items = models.BooleanField(
        _("tell the public at which times participants have items of their own"),
        default=False,
        help_text=_("The page then names the times of items that are for participants, and nothing else of them."),
    )
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    access = models.CharField(
        _("access"),
        max_length=20,
        choices=choices(ACCESS),
        default=Access.PUBLIC,
        help_text=_(
            "Until participants have their own links, only staff can see an event that is for participants only."
        ),
    )
    state = models.CharField(_("state"), max_length=20, choices=choices(EVENT_STATES), default=EventState.PLANNED)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    published_edit_at = models.DateTimeField(null=True, editable=False)
    """The `updated_at` of what readers see; None where that is not how the rows were at any moment since."""

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts", "title"]
        indexes = [models.Index(fields=["-starts", "title"], name="event_latest_first")]
        constraints = [
            within_bounds("places", name="event_places_within_bounds"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="event_ends_not_before_it_starts",
                violation_error_message=_("The last day of an event cannot be before its first."),
            ),
            models.CheckConstraint(
                condition=Q(starts__gte=FIRST_DAY, ends__lte=LAST_DAY),
                name="event_year_is_plausible",
                violation_error_message=MISTYPED_YEAR,
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="event_has_slug",
                violation_error_message=_("An event needs a name in web addresses, such as smart-city-week-2017."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="event_has_title", violation_error_message=_("An event needs a title.")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tours:event", args=[self.slug])
