"""Registers the rows of this room that the audit trail watches: all that people edit.

Contacts and what people say of themselves are private, so the trail does not repeat them. What a delegate stars is their own
business. The order of choice is told to those alone who register people.
"""

from backstage.audit_watch import Watch, audited
from participants import models
from participants.data_classes import DataClass
from participants.field_classes import FIELD_CLASSES

CONTACT = ("email", "telephone")
OF_DELEGATE = FIELD_CLASSES["Delegate"]
REASON = "reason"
"""Why somebody was chosen. It is told of a person, so the trail does not repeat it, as it does not what they say."""


def watch() -> None:
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
        Watch(
            models.Delegate,
            names_people=True,
            private_fields=frozenset(OF_DELEGATE[DataClass.CHOICE]),
            event=lambda row: row.event_id,
            person=lambda row: row.person_id,
        ),
        leave_out=["event", REASON, *OF_DELEGATE[DataClass.PRIVATE]],
        also=["state", "takes_seat", "offered_until", "told_state"],
    )
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
    audited(
        Watch(
            models.Erasure,
            is_private=True,
            person=lambda row: row.person_id,
            programme=lambda row: row.focal_point and row.focal_point.programme_id,
        ),
        leave_out=["reason"],
    )
    audited(Watch(models.Invitation, event=lambda row: row.event_id), leave_out=["event"])
    audited(Watch(models.InvitationParagraph, event=lambda row: row.invitation.event_id), leave_out=["invitation"])
    audited(Watch(models.InvitationFile, event=lambda row: row.invitation.event_id), leave_out=["invitation"])
    audited(
        Watch(models.SupportingFile, is_private=True, event=lambda row: row.event_id),
        leave_out=["event", "file", "file_name"],
    )
    audited(
        Watch(models.ChangeRequest, is_private=True, event=lambda row: row.event_id),
        leave_out=["event", "text", "answer"],
        also=["state"],
    )
