"""A city or organisation that was invited to an event."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from participants.labels import DELEGATION_STATES, WAYS_TOLD
from participants.models.focal_points import FocalPoint
from participants.vocabulary import DelegationState
from tours.labels import choices
from tours.models import ParticipatingCity
from tours.models.fields import PLAUSIBLE_DAY, SMALL, within_bounds
from tours.models.names import LanguageField
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power


class DelegationQuerySet(PartOfEventQuerySet["Delegation"]):
    event_path = "participation__event__"
    edited_with = (Power.PEOPLE,)


class Delegation(models.Model):
    """What hangs on a participating city once it is invited. `participants.delegations` alone changes its state."""

    participation = models.OneToOneField(
        ParticipatingCity, on_delete=models.PROTECT, related_name="delegation", verbose_name=_("participating city")
    )
    focal_point = models.ForeignKey(
        FocalPoint,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("focal point"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=choices(DELEGATION_STATES), default=DelegationState.INVITED, editable=False
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    nominate_by = models.DateField(_("names by"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    confirm_by = models.DateField(_("confirmation by"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    freeze_on = models.DateField(_("last day for changes"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    extra = models.PositiveSmallIntegerField(
        _("guests without a seat"),
        default=0,
        validators=SMALL,
        help_text=_("How many observers, companions and others may come beside those with a seat."),
    )
    language = LanguageField(_("language"), blank=True)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True, editable=False)
    replied_by = models.CharField(_("replied by"), max_length=200, blank=True)
    told = models.CharField(_("how told"), max_length=20, choices=choices(WAYS_TOLD), blank=True)
    letter_at = models.DateTimeField(_("invitation sent"), null=True, blank=True, editable=False)
    letter_to = AddressField(_("invitation sent to"), blank=True, editable=False)
    reminded_at = models.DateTimeField(_("last reminder sent"), null=True, blank=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["participation__position", "pk"]
        constraints = [
            within_bounds("extra", name="delegation_extra_within_bounds"),
            models.CheckConstraint(
                condition=Q(nominate_by__isnull=True)
                | Q(confirm_by__isnull=True)
                | Q(confirm_by__gte=F("nominate_by")),
                name="delegation_names_before_confirmation",
                violation_error_message=_("The day for the confirmation cannot be before the day for the names."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DelegationState]),
                name="delegation_state_is_known",
                violation_error_message=_("A delegation cannot have this state."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.participation)

    def clean(self) -> None:
        """Checks what no constraint can: the focal point is of the body that is invited, in the event's programme."""
        super().clean()
        point = self.focal_point
        if point is None:
            return
        ours = self.participation
        if (point.city_id, point.organisation_id) != (ours.city_id, ours.organisation_id):
            raise ValidationError({"focal_point": _("Choose a focal point of this city or organisation.")})
        if point.programme_id != ours.event.programme_id:
            raise ValidationError({"focal_point": _("Choose a focal point of the event's programme.")})
