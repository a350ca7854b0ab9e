"""Registers the rows of this room that the audit trail watches: all that people edit.

Contacts and what people say of themselves are private, so the trail does not repeat them. What a delegate stars is their own
business. The order of choice is told to those alone who register people.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from backstage.audit_watch import Watch, audited
from participants import models
from participants.data_classes import DataClass
from participants.field_classes import FIELD_CLASSES

CONTACT = ("email", "telephone")
OF_DELEGATE = FIELD_CLASSES["Delegate"]
KEYS = ("id", "delegate")
REASON = "reason"
"""Why somebody was chosen. It is told of a person, so the trail does not repeat it, as it does not what they say."""


def watch() -> None:
    _watch_delegations()
    _watch_delegates()
    _watch_contacts()
    _watch_erasures()
    _watch_papers()
    _watch_links()
    _watch_journeys()


def _watch_delegations() -> None:
    audited(
        Watch(models.FocalPoint, is_private=True, programme=lambda row: row.programme_id),
        leave_out=["programme", *CONTACT],
    )
    audited(
        Watch(models.Delegation, is_private=True, event=lambda row: row.participation.event_id),
        leave_out=["participation"],
        also=["state", "letter_at", "reminded_at"],
    )
    audited(
        Watch(models.ChangeRequest, is_private=True, event=lambda row: row.event_id),
        leave_out=["event", "text", "answer", "email"],
        also=["state"],
    )


def _watch_delegates() -> None:
    audited(
        Watch(
            models.Delegate,
            names_people=True,
            private_fields=frozenset(OF_DELEGATE[DataClass.CHOICE]),
            event=lambda row: row.event_id,
            person=lambda row: row.person_id,
        ),
        leave_out=["event", REASON, *OF_DELEGATE[DataClass.PRIVATE]],
        also=[
            "state",
            "takes_seat",
            "offered_until",
            "offer_rests_since",
            "told_state",
            "confirmed_at",
            "confirmed_for",
        ],
    )


def _watch_contacts() -> None:
    audited(
        Watch(
            models.DelegateContact,
            is_private=True,
            event=lambda row: row.delegate.event_id,
            person=lambda row: row.delegate.person_id,
        ),
        leave_out=["name", *CONTACT],
    )
    audited(Watch(models.PersonContact, is_private=True, person=lambda row: row.person_id), leave_out=CONTACT)


def _watch_erasures() -> None:
    audited(
        Watch(
            models.Erasure,
            is_private=True,
            person=lambda row: row.person_id,
            programme=lambda row: row.focal_point and row.focal_point.programme_id,
        ),
        leave_out=["reason"],
    )


def _watch_papers() -> None:
    """What goes to cities and what they send."""
    audited(Watch(models.Invitation, event=lambda row: row.event_id), leave_out=["event"])
    audited(Watch(models.InvitationParagraph, event=lambda row: row.invitation.event_id), leave_out=["invitation"])
    audited(Watch(models.InvitationFile, event=lambda row: row.invitation.event_id), leave_out=["invitation"])
    audited(
        Watch(models.SupportingFile, is_private=True, event=lambda row: row.event_id),
        leave_out=["event", "file", "file_name"],
    )


def _watch_links() -> None:
    """Watches links. The trail tells that a link was made and that it ended, and why. It does not tell where the link
    was sent, nor when it was opened.
    """
    audited(
        Watch(
            models.AccessLink,
            is_private=True,
            event=_event_of_link,
            programme=lambda row: row.focal_point.programme_id if row.focal_point else None,
            person=lambda row: row.delegate.person_id if row.delegate else None,
            made=_("made"),
        ),
        leave_out=["email"],
        also=["end"],
    )


def _event_of_link(link: models.AccessLink) -> int | None:
    """The event of the link. None if the role was deleted, and its links with it."""
    try:
        at = link.delegate or link.role
    except ObjectDoesNotExist:
        return None
    return at.event_id if at else None


def _watch_journeys() -> None:
    """Watches journeys. The trail tells that something changed, and of whom. It does not tell what was said: that is
    private, and goes sooner than the trail.
    """
    private = FIELD_CLASSES["DelegateNeeds"][DataClass.NEEDS]
    audited(_of_delegate(models.DelegateNeeds), leave_out=[name for name in private if name not in KEYS])
    audited(_of_delegate(models.TravelDocument), leave_out=["facts", "scan"])
    audited(_of_delegate(models.Preparation), leave_out=["insurance", "entry"], also=["reminded_at"])
    audited(_of_delegate(models.Leg), leave_out=["told_by"])
    audited(_of_delegate(models.Stay), leave_out=["note"])
    audited(Watch(models.Pickup, is_private=True, event=lambda row: row.event_id), leave_out=["event", "note"])
    audited(Watch(models.Checklist, event=lambda row: row.event_id), leave_out=["event"])
    audited(Watch(models.EntryRequirement, event=lambda row: row.event_id), leave_out=["event"])


def _of_delegate(model: type[Model]) -> Watch:
    return Watch(
        model,
        is_private=True,
        event=lambda row: row.delegate.event_id,
        person=lambda row: row.delegate.person_id,
    )
