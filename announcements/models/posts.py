"""Posts, with their pictures and how often they were read."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from announcements.drafting import DRAFT_KINDS
from announcements.models.categories import Category, Slugged
from tours.labels import choices
from tours.models import Edition, Event, Picture, PublishedEvent, Theme
from tours.models.fields import (
    ARTICLE,
    LARGE,
    MOST,
    PLAUSIBLE_DAY,
    POSITION_WITHIN_BOUNDS,
    SENTENCES,
    SMALL,
    no_longer_than,
    within_bounds,
)
from tours.models.names import LanguageField
from tours.models.programmes import at_own_programme
from tours.models.rights import at_event
from tours.role_powers import Power


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class PostQuerySet(models.QuerySet["Post"]):
    def published(self) -> "PostQuerySet":
        return self.filter(state=State.PUBLISHED)

    def visible_to(self, user: User | AnonymousUser) -> "PostQuerySet":
        """Published posts that the user may see.

        A post about an event is visible to those who may see the event's page.
        """
        shown = PublishedEvent.objects.visible_to(user).filter(
            event=OuterRef("event")
        )  # a look for each post, not a list
        return self.published().filter(Q(event__isnull=True) | Q(Exists(shown)))

    def editable_by(self, user: User | AnonymousUser) -> "PostQuerySet":
        return self.allowing(user, Power.POSTS)

    def allowing(self, user: User | AnonymousUser, *powers: Power) -> "PostQuerySet":
        """Posts, drafts included, for which the user has any of these powers.

        For a post about an event the user needs a power at that event; for another post, at the site's own programme.
        """
        of_the_site = Q(event__isnull=True) & at_own_programme(user, *powers)
        return self.filter(at_event(user, *powers, path="event__") | of_the_site)

    def due(self, now: datetime) -> "PostQuerySet":
        """Drafts whose scheduled time has come, the earliest first."""
        return self.filter(state=State.DRAFT, scheduled_for__lte=now).order_by("scheduled_for", "pk")

    def newest_first(self) -> "PostQuerySet":
        return self.order_by("-published_on", "-pk")

    def with_picture(self, digest: str) -> "PostQuerySet":
        """Posts that show the picture with this digest."""
        more = PostPicture.objects.filter(post=OuterRef("pk"), picture__digest=digest).order_by()
        return self.filter(Q(picture__digest=digest) | Q(Exists(more)))

    def headlines(self) -> "PostQuerySet":
        """Loads only the fields that lists show, without the bodies."""
        of_picture = (f"picture__{name}" for name in ("digest", "width", "height", "alternative", "caption", "credit"))
        shown = ("title", "slug", "state", "summary", "language", "published_on", *of_picture)
        return self.select_related("picture").only(*shown)


class Post(Slugged):
    """A news item. Only `announcements.posts.writing` changes its state; it marks the event's page as changed, too."""

    title = models.CharField(_("title"), max_length=300)
    language = LanguageField(_("language"), default="en")
    dateline = models.CharField(
        _("dateline"), max_length=200, blank=True, help_text=_("Where and when, such as Seoul, 4–8 September 2017.")
    )
    byline = models.CharField(_("byline"), max_length=200, blank=True, help_text=_("By whom, as it is to be printed."))
    summary = models.TextField(
        _("summary"), blank=True, validators=no_longer_than(SENTENCES), help_text=_("One or two sentences, for lists.")
    )
    body = models.TextField(
        _("text"),
        blank=True,
        validators=no_longer_than(ARTICLE),
        help_text=_("Markdown. A blank line begins a new paragraph."),
    )
    categories = models.ManyToManyField(Category, blank=True, related_name="posts", verbose_name=_("categories"))
    themes = models.ManyToManyField(Theme, blank=True, related_name="posts", verbose_name=_("themes"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    published_on = models.DateField(
        _("date"),
        validators=PLAUSIBLE_DAY,
        null=True,
        blank=True,
        help_text=_("The date shown on the post. If left empty, the day it is published."),
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    scheduled_for = models.DateTimeField(_("scheduled for"), null=True, blank=True, db_index=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scheduled by"),
    )
    schedule_note = models.TextField(_("why it was not published"), blank=True)
    # PROTECT: without its event everyone could see the post, even if the event is for participants only.
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("event")
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("drafted from")
    )
    drafted_as = models.CharField(
        _("drafted as"), max_length=20, choices=choices(DRAFT_KINDS), blank=True, editable=False
    )
    """The kind of the draft; empty where nothing is known of one, as of what people wrote from the start."""
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    earlier_views = models.PositiveIntegerField(
        _("earlier views"), default=0, validators=LARGE, help_text=_("How often it was read on the site it came from.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["state", "-published_on", "-id"], name="post_newest_first")]
        constraints = [
            within_bounds("earlier_views", name="post_earlier_views_within_bounds", most=MOST),
            models.CheckConstraint(
                condition=~Q(title=""), name="post_has_title", violation_error_message=_("A post needs a title.")
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="post_has_slug",
                violation_error_message=_("A post needs a name in web addresses, such as cities-in-seoul."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="post_state_is_known",
                violation_error_message=_("A post is a draft or published."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | Q(published_on__isnull=False),
                name="post_published_has_date",
                violation_error_message=_("A published post has a date."),
            ),
            models.CheckConstraint(
                condition=Q(scheduled_for__isnull=True) | Q(state=State.DRAFT),
                name="post_scheduled_is_draft",
                violation_error_message=_("Only a draft is scheduled."),
            ),
            models.CheckConstraint(
                condition=Q(scheduled_for__isnull=True, scheduled_by__isnull=True)
                | Q(scheduled_for__isnull=False, scheduled_by__isnull=False),
                name="post_scheduled_by_someone",
                violation_error_message=_("A scheduled post says who scheduled it."),
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(event__isnull=False),
                name="post_from_edition_has_event",
                violation_error_message=_("A post that was drafted from an event stays with it."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("announcements:post", args=[self.slug])

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Checks all constraints, whatever `exclude` says: a form would skip those on fields that it does not edit."""
        super().validate_constraints()

    def pictures(self) -> list[Picture]:
        """The post's own picture and the further ones, in the order of its page. Two queries, unless they were
        prefetched.
        """
        if self.pk:
            models.prefetch_related_objects([self], "gallery__picture")
        rows = self.gallery.all() if self.pk else []
        return [*filter(None, [self.picture]), *(row.picture for row in rows)]

    @property
    def slug_source(self) -> str:
        return self.title


class PostPicture(models.Model):
    """One more picture of a post: they are shown below its text, in their order."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="gallery")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+", verbose_name=_("picture"))
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)

    class Meta:
        verbose_name = _("picture of a post")
        verbose_name_plural = _("pictures of a post")
        ordering = ["position", "pk"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.UniqueConstraint(
                fields=["post", "picture"],
                name="post_picture_once",
                violation_error_message=_("The post has this picture already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.picture)


class PostViews(models.Model):
    """How often a post was read here. It is a row of its own, so that counting does not change the post."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="views")
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.count)
