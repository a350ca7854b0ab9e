"""The models of who comes. Each subject has its own module; import everything from here."""

from participants.models.contacts import DelegateContact, PersonContact
from participants.models.delegates import Delegate
from participants.models.delegations import Delegation
from participants.models.erasures import Erasure
from participants.models.files import SupportingFile
from participants.models.focal_points import FocalPoint
from participants.models.invitations import Invitation, InvitationFile, InvitationParagraph
from participants.models.requests import ChangeRequest

__all__ = [
    "ChangeRequest",
    "Delegate",
    "DelegateContact",
    "Delegation",
    "Erasure",
    "FocalPoint",
    "Invitation",
    "InvitationFile",
    "InvitationParagraph",
    "PersonContact",
    "SupportingFile",
]
