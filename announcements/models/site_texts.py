"""The site's texts besides news and events: testimonials and pages."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.models.fields import ARTICLE, PARAGRAPHS, SMALL, no_longer_than, within_bounds
from tours.models.names import LanguageField
from tours.models.programmes import at_own_programme
from tours.role_powers import Power

Text = TypeVar("Text", bound=models.Model)


class SiteTextQuerySet(models.QuerySet[Text]):
    """Texts that belong to no event. Users who may write for the site's own programme see and change them."""

    def visible_to(self, user: User | AnonymousUser) -> "SiteTextQuerySet[Text]":
        return self.editable_by(user)

    def editable_by(self, user: User | AnonymousUser) -> "SiteTextQuerySet[Text]":
        return self.filter(at_own_programme(user, Power.POSTS, Power.EVENT))


class TestimonialQuerySet(SiteTextQuerySet["Testimonial"]):
    def published(self) -> "TestimonialQuerySet":
        return self.filter(is_published=True)


class Testimonial(models.Model):
    """What someone says about the programme.

    A testimonial without a name says so explicitly: the person did not want to be named.
    """

    text = models.TextField(_("text"), validators=no_longer_than(PARAGRAPHS))
    language = LanguageField(_("language"), default="en")
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.CharField(
        _("position"),
        max_length=300,
        blank=True,
        help_text=_("And the organisation and city, as they are to be printed."),
    )
    is_unattributed = models.BooleanField(
        _("name not given"), default=False, help_text=_("Tick this if the person does not want to be named.")
    )
    is_published = models.BooleanField(_("published"), default=False)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, validators=SMALL, help_text=_("The first one is shown on the home page.")
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["order", "pk"]
        constraints = [
            within_bounds("order", name="testimonial_order_within_bounds"),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="testimonial_has_text",
                violation_error_message=_("A testimonial needs a text."),
            ),
            models.CheckConstraint(
                condition=Q(is_unattributed=True, name="", position="")
                | (Q(is_unattributed=False) & ~Q(name="", position="")),
                name="testimonial_is_attributed_or_knowingly_not",
                violation_error_message=_("Say whose words these are, by name or position, or tick “name not given”."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Page(models.Model):
    """A text of the site that is neither news nor about an event, such as its privacy notice. The body is Markdown."""

    slug = models.SlugField(_("name in web addresses"), max_length=90, unique=True)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(
        _("text"),
        blank=True,
        validators=no_longer_than(ARTICLE),
        help_text=_("Markdown. A blank line begins a new paragraph."),
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = SiteTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"
