"""The people who come to an event, or were put forward for it: one row from nomination to return."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.labels import ATTENDANCES, CAPACITIES, DELEGATE_STATES, GENDERS, OFFICE_LEVELS, WAYS_OF_NEWS
from participants.models.delegations import Delegation
from participants.states import ACTIVE, HOLDING
from participants.vocabulary import Attendance, Capacity, DelegateState, NewsBy
from tours.labels import choices
from tours.models import AgendaItem, Event, Group, Person
from tours.models.fields import (
    PLAUSIBLE_DAY,
    SENTENCES,
    SMALL,
    ChangedAtField,
    no_longer_than,
    validate_visible,
    within_bounds,
)
from tours.models.names import LanguageField
from tours.models.rights import PartOfEventQuerySet, at_event
from tours.role_powers import Power


class DelegateQuerySet(PartOfEventQuerySet["Delegate"]):
    edited_with = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "DelegateQuerySet":
        """Delegates by name. Who may only read the event sees counts."""
        return self.filter(at_event(user, Power.AGENDA, Power.PEOPLE, path="event__"))

    def holding(self) -> "DelegateQuerySet":
        """The delegates who hold a place of the event."""
        return self.filter(state__in=HOLDING)

    def seated(self) -> "DelegateQuerySet":
        """The delegates who hold a seat of their delegation: `taken` is their number."""
        return self.holding().filter(takes_seat=True)

    def active(self) -> "DelegateQuerySet":
        return self.filter(state__in=ACTIVE)

    def ran_out(self, now: datetime) -> "DelegateQuerySet":
        """The delegates whose `offer_ran_out`."""
        return self.filter(_ran_out(now))

    def without_ran_out(self, now: datetime) -> "DelegateQuerySet":
        return self.exclude(_ran_out(now))

    def unconfirmed(self) -> "DelegateQuerySet":
        """All but those who are `is_confirmed`."""
        return self.exclude(confirmed_at__isnull=False, confirmed_for=F("event__starts"))


def _ran_out(now: datetime) -> Q:
    return Q(state=DelegateState.OFFERED, offered_until__lte=now, offer_rests_since__isnull=True)


class Delegate(models.Model):
    """A person at an event, in a capacity. Once their card is known, their `Appearance` says what they are there.

    `participants.nominations` alone changes state, seat and delegation.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="delegates", verbose_name=_("event"))
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="delegates",
        verbose_name=_("delegation"),
    )
    name = models.CharField(
        _("name"), max_length=200, validators=[validate_visible], help_text=_("As it was given with the nomination.")
    )
    position = models.CharField(
        _("position"),
        max_length=200,
        blank=True,
        help_text=_("With where they work, as it was given with the nomination."),
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="delegates", verbose_name=_("person")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=choices(DELEGATE_STATES), default=DelegateState.PROPOSED, editable=False
    )
    capacity = models.CharField(_("comes as"), max_length=20, choices=choices(CAPACITIES), default=Capacity.DELEGATE)
    takes_seat = models.BooleanField(_("takes a seat"), default=False, editable=False)
    rank = models.PositiveSmallIntegerField(
        _("order of choice"), null=True, blank=True, validators=[MinValueValidator(1), *SMALL]
    )
    accompanies = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="company",
        verbose_name=_("accompanies"),
    )
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    offered_until = models.DateTimeField(_("place offered until"), null=True, blank=True, editable=False)
    offer_rests_since = models.DateTimeField(_("offer rests since"), null=True, blank=True, editable=False)
    """When the clock of the offer was stopped, as the event was postponed. It goes on when the event has new dates."""
    reason = models.TextField(_("reason"), blank=True, validators=no_longer_than(SENTENCES))
    attends = models.CharField(_("attends"), max_length=20, choices=choices(ATTENDANCES), default=Attendance.IN_PERSON)
    present_from = models.DateField(_("present from"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    present_until = models.DateField(_("present until"), validators=PLAUSIBLE_DAY, null=True, blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="delegates", verbose_name=_("groups"))
    language = LanguageField(_("language"), blank=True)
    gender = models.CharField(_("gender"), max_length=20, choices=choices(GENDERS), blank=True)
    level = models.CharField(_("kind of office"), max_length=20, choices=choices(OFFICE_LEVELS), blank=True)
    shares_contact = models.BooleanField(_("agrees that fellow delegates see the contact"), default=False)
    shares_photograph = models.BooleanField(_("agrees to photographs"), default=False)
    news_by = models.CharField(
        _("told of changes by"), max_length=20, choices=choices(WAYS_OF_NEWS), default=NewsBy.CALENDAR
    )
    starred = models.ManyToManyField(
        AgendaItem, blank=True, related_name="starred_by", verbose_name=_("starred items"), editable=False
    )
    told_state = models.CharField(
        _("state that the city was told"), max_length=20, choices=choices(DELEGATE_STATES), blank=True, editable=False
    )
    confirmed_at = models.DateTimeField(_("said that they come"), null=True, blank=True, editable=False)
    confirmed_for = models.DateField(_("first day to which they said so"), null=True, blank=True, editable=False)
    """The event's first day of then: new dates want a new answer."""
    gave_up = models.CharField(
        _("state before their own no"), max_length=20, choices=choices(DELEGATE_STATES), blank=True, editable=False
    )
    """What a delegate may have back who took their own no for a mistake. Empty unless they said it themselves."""
    changed_at = ChangedAtField(_("changed"))

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = [F("rank").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["event", "state"], name="delegates_of_event_by_state")]
        constraints: ClassVar = [
            within_bounds("rank", name="delegate_rank_within_bounds"),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(state__in=sorted(ACTIVE), person__isnull=False),
                name="one_active_row_an_event_and_person",
                violation_error_message=_(
                    "This person is already among those who come or may come to the event. Withdraw them there first."
                ),
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(state__in=sorted(ACTIVE), capacity=Capacity.HEAD, delegation__isnull=False),
                name="one_head_a_delegation",
                violation_error_message=_(
                    "This delegation already has a head. Choose what that person comes as otherwise first."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=DelegateState.ACCEPTED) | Q(person__isnull=False),
                name="accepted_delegate_is_a_known_person",
                violation_error_message=_("Choose or make the person's card before you give them a place."),
            ),
            models.CheckConstraint(
                condition=Q(takes_seat=False) | Q(delegation__isnull=False),
                name="seat_is_of_a_delegation",
                violation_error_message=_("Only somebody of a delegation can take a seat."),
            ),
            models.CheckConstraint(
                condition=Q(state=DelegateState.OFFERED, offered_until__isnull=False)
                | (~Q(state=DelegateState.OFFERED) & Q(offered_until__isnull=True, offer_rests_since__isnull=True)),
                name="offer_has_an_end",
                violation_error_message=_("Say until when the place is offered."),
            ),
            models.CheckConstraint(
                condition=Q(present_from__isnull=True)
                | Q(present_until__isnull=True)
                | Q(present_until__gte=F("present_from")),
                name="delegate_leaves_not_before_arriving",
                violation_error_message=_("A delegate cannot leave before the day of arrival."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DelegateState]),
                name="delegate_state_is_known",
                violation_error_message=_("A delegate cannot have this state."),
            ),
            models.CheckConstraint(
                condition=Q(news_by__in=[way.value for way in NewsBy]),
                name="delegate_news_by_is_known",
                violation_error_message=_(
                    "A delegate is told of changes by their calendar, by invitations in mails, or in words only."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def offer_ran_out(self, now: datetime) -> bool:
        """Whether they are offered a place, and its time is over. While its clock rests, it is not."""
        return self.offered_until is not None and self.offered_until <= now and self.offer_rests_since is None

    @property
    def is_confirmed(self) -> bool:
        """Whether they said that they come at the dates that the event has now. Costs a query unless the event has been loaded."""
        return self.confirmed_at is not None and self.confirmed_for == self.event.starts

    @property
    def display_name(self) -> str:
        """The name as their card has it, if there is one. Costs a query unless the card has been loaded."""
        return self.person.display_name if self.person else self.name

    def clean(self) -> None:
        """Checks what no constraint can: delegation and companions are of the same event."""
        super().clean()
        if self.delegation and self.delegation.participation.event_id != self.event_id:
            raise ValidationError({"delegation": _("Choose a delegation of this event.")})
        if self.accompanies and self.accompanies.event_id != self.event_id:
            raise ValidationError({"accompanies": _("Choose somebody who comes to this event.")})
