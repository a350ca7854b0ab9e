"""The people in cities and organisations who name their delegates."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from accounts.models import User
from tours.models import City, Organisation, Programme
from tours.models.fields import validate_visible
from tours.models.names import LanguageField
from tours.models.rights import at_event, at_programme
from tours.role_powers import Power


class FocalPointQuerySet(models.QuerySet["FocalPoint"]):
    def visible_to(self, user: User | AnonymousUser) -> "FocalPointQuerySet":
        """The focal points of programmes where the user registers people, and of delegations at events where the user
        does.
        """
        used = FocalPoint.objects.filter(at_event(user, Power.PEOPLE, path="delegations__participation__event__"))
        at_programmes = at_programme(user, Power.PEOPLE, path="programme__")
        return self.filter(at_programmes | Q(pk__in=used.order_by().values("pk")))

    def editable_by(self, user: User | AnonymousUser) -> "FocalPointQuerySet":
        return self.visible_to(user)

    def current(self) -> "FocalPointQuerySet":
        return self.filter(ended__isnull=True)


class FocalPoint(models.Model):
    """The focal point of a city or organisation within a programme. A mailbox may be shared, so e-mail is not unique."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="focal_points", verbose_name=_("programme")
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, null=True, blank=True, related_name="focal_points", verbose_name=_("city")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="focal_points",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=200, validators=[validate_visible])
    email = AddressField(_("e-mail"))
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = LanguageField(_("language"), blank=True)
    main = models.BooleanField(_("main focal point"), default=True)
    since = models.DateField(_("since"), default=timezone.localdate)
    ended = models.DateField(_("ended"), null=True, blank=True)

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ["-main", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(city__isnull=False, organisation__isnull=True)
                | Q(city__isnull=True, organisation__isnull=False),
                name="focal_point_of_city_or_organisation",
                violation_error_message=_("Choose either a city or an organisation."),
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=models.F("since")),
                name="focal_point_ends_not_before_it_begins",
                violation_error_message=_("A focal point cannot end before the day on which they began."),
            ),
            models.UniqueConstraint(
                fields=["programme", "city"],
                condition=Q(main=True, ended__isnull=True, city__isnull=False),
                name="one_main_focal_point_of_a_city",
                violation_error_message=_(
                    "This city already has a main focal point in the programme. End that one first."
                ),
            ),
            models.UniqueConstraint(
                fields=["programme", "organisation"],
                condition=Q(main=True, ended__isnull=True, organisation__isnull=False),
                name="one_main_focal_point_of_an_organisation",
                violation_error_message=_(
                    "This organisation already has a main focal point in the programme. End that one first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
