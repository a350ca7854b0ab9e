"""The funded programme: its phases, themes, tiers of learning, target countries and partners."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from backstage.text.slugs import validate_free
from tours.labels import ORGANISATION_ROLES, choices
from tours.models.fields import (
    PAGES,
    PARAGRAPHS,
    PLAUSIBLE_DAY,
    POSITION_WITHIN_BOUNDS,
    SENTENCES,
    SMALL,
    no_longer_than,
)
from tours.models.people import Organisation
from tours.models.places import Country
from tours.models.rights import EVERYWHERE, PartOfProgrammeQuerySet, at_programme
from tours.role_powers import Power


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: User | AnonymousUser) -> "ProgrammeQuerySet":
        """Programmes where the user has a role. Readers see what is published about the site's own programme."""
        return self.allowing(user, Power.READ)

    def editable_by(self, user: User | AnonymousUser) -> "ProgrammeQuerySet":
        """Programmes whose own facts the user may change, and in which they may create events."""
        return self.allowing(user, Power.EVENT)

    def allowing(self, user: User | AnonymousUser, *powers: Power) -> "ProgrammeQuerySet":
        """Programmes where the user has any of these powers, and so has it at all events of the programme."""
        return self.filter(at_programme(user, *powers))


class Programme(models.Model):
    name = models.CharField(_("name"), max_length=200, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    slug = models.SlugField(_("name in web addresses"), max_length=90, unique=True, validators=[validate_free])
    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=no_longer_than(SENTENCES),
        help_text=_("What the programme is, in two sentences, for the home page."),
    )
    philosophy = models.TextField(_("philosophy"), blank=True, validators=no_longer_than(PAGES))
    is_own = models.BooleanField(_("this site's own programme"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_own"],
                condition=Q(is_own=True),
                name="one_own_programme",
                violation_error_message=_("This site already has a programme of its own."),
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


def at_own_programme(user: User | AnonymousUser, *powers: Power) -> Q:
    """All rows if the user has any of these powers at the site's own programme. For rows of no event, such as news."""
    if user.is_authenticated and user.is_operator:
        return EVERYWHERE
    return Q(Exists(Programme.objects.allowing(user, *powers).filter(is_own=True)))


class Phase(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(_("name"), max_length=100)
    starts = models.DateField(_("first day"), validators=PLAUSIBLE_DAY)
    ends = models.DateField(_("last day"), validators=PLAUSIBLE_DAY)
    aim = models.TextField(_("aim"), blank=True, validators=no_longer_than(PARAGRAPHS))

    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="phase_ends_not_before_it_starts",
                violation_error_message=_("The last day of a phase cannot be before its first."),
            ),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="phase_once_in_a_programme",
                violation_error_message=_("This programme already has a phase of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PhaseComponent(models.Model):
    """A part of a phase, or a part of such a part."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="components")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True, validators=no_longer_than(PARAGRAPHS))
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)

    class Meta:
        verbose_name = _("component")
        verbose_name_plural = _("components")
        ordering = ["position", "pk"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="component_is_not_its_own_part",
                violation_error_message=_("A component cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Theme(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("name in web addresses"), max_length=90, unique=True, validators=[validate_free])
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)

    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position", "name"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="theme_once_in_a_programme",
                violation_error_message=_("This programme already has a theme of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tier(models.Model):
    """A way of learning, such as e-learning, a dialogue of cities, or a diagnostic tool."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="tiers")
    name = models.CharField(_("name"), max_length=100)
    description = models.TextField(_("description"), blank=True, validators=no_longer_than(PARAGRAPHS))
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)

    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tier of learning")
        verbose_name_plural = _("tiers of learning")
        ordering = ["position", "name"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="tier_once_in_a_programme",
                violation_error_message=_("This programme already has a tier of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TargetCountry(models.Model):
    """A country that the programme is for. If it has a footnote, its name is printed with an asterisk everywhere."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="target_countries")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+", verbose_name=_("country"))
    footnote = models.CharField(_("designation footnote"), max_length=300, blank=True)

    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("target country")
        verbose_name_plural = _("target countries")
        ordering = ["country__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "country"],
                name="target_country_once_in_a_programme",
                violation_error_message=_("This country is already one of the programme's."),
            )
        ]

    def __str__(self) -> str:
        return self.country.name


class ProgrammeOrganisation(models.Model):
    """The role of an organisation in a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=choices(ORGANISATION_ROLES))
    text = models.TextField(_("text"), blank=True, validators=no_longer_than(PARAGRAPHS))
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)

    objects = PartOfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation with a role")
        verbose_name_plural = _("organisations with a role")
        ordering = ["position", "pk"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                name="programme_organisation_once_in_a_role",
                violation_error_message=_("This organisation already has that role in the programme."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"
