"""What cities and delegates ask for, and what the registrar decided."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from accounts.models import User
from participants.labels import REQUEST_KINDS, REQUEST_STATES, WAYS_TOLD
from participants.models.delegates import Delegate
from participants.models.delegations import Delegation
from participants.models.focal_points import FocalPoint
from participants.vocabulary import RequestKind, RequestState
from tours.labels import choices
from tours.models import Event
from tours.models.fields import SENTENCES, no_longer_than, validate_visible
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power


class ChangeRequestQuerySet(PartOfEventQuerySet["ChangeRequest"]):
    edited_with = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "ChangeRequestQuerySet":
        return self.filter(pk__in=self.editable_by(user).values("pk"))

    def open(self) -> "ChangeRequestQuerySet":
        return self.filter(state=RequestState.OPEN)


class ChangeRequest(models.Model):
    """A wish that changes nothing until a registrar grants it. `participants.requests` alone changes its state."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="change_requests", verbose_name=_("event"))
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="change_requests",
        verbose_name=_("delegation"),
    )
    delegate = models.ForeignKey(
        Delegate,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="change_requests",
        verbose_name=_("delegate"),
    )
    focal_point = models.ForeignKey(
        FocalPoint,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="change_requests",
        verbose_name=_("focal point who is succeeded"),
    )
    kind = models.CharField(_("what is asked for"), max_length=20, choices=choices(REQUEST_KINDS))
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        validators=[validate_visible],
        help_text=_("The new name, if there is one."),
    )
    email = AddressField(_("e-mail"), blank=True, help_text=_("Of who becomes the focal point."))
    text = models.TextField(_("in their words"), blank=True, validators=no_longer_than(SENTENCES))
    asked_by = models.CharField(_("asked by"), max_length=200, blank=True)
    told = models.CharField(_("how told"), max_length=20, choices=choices(WAYS_TOLD), blank=True)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=choices(REQUEST_STATES), default=RequestState.OPEN, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, validators=no_longer_than(SENTENCES))

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["event", "state"], name="requests_of_event_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, decided_at__isnull=True)
                | (~Q(state=RequestState.OPEN) & Q(decided_at__isnull=False)),
                name="decided_request_has_a_moment",
                violation_error_message=_("Say when the request was decided."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RequestState]),
                name="request_state_is_known",
                violation_error_message=_("A request cannot have this state."),
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.SUCCESSOR) | Q(focal_point__isnull=True, email=""),
                name="request_for_a_successor_alone_has_an_address",
                violation_error_message=_("Only a request for another focal point names a focal point and an address."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.delegate or self.delegation or self.event}"
