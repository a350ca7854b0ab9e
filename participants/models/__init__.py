"""The models of who comes. Each subject has its own module; import everything from here."""

from participants.models.contacts import DelegateContact, PersonContact
from participants.models.delegates import Delegate
from participants.models.delegations import Delegation
from participants.models.erasures import Erasure
from participants.models.files import SupportingFile
from participants.models.focal_points import FocalPoint
from participants.models.invitations import Invitation, InvitationFile, InvitationParagraph
from participants.models.journey.asked import Checklist, EntryRequirement
from participants.models.journey.documents import Preparation, TravelDocument
from participants.models.journey.legs import Leg
from participants.models.journey.needs import DelegateNeeds
from participants.models.journey.pickups import Pickup
from participants.models.journey.stays import Stay
from participants.models.links.access import AccessLink, LinkSession, MailedCode
from participants.models.links.following import FeedToken, SeenEdition
from participants.models.requests import ChangeRequest

__all__ = [
    "AccessLink",
    "ChangeRequest",
    "Checklist",
    "Delegate",
    "DelegateContact",
    "DelegateNeeds",
    "Delegation",
    "EntryRequirement",
    "Erasure",
    "FeedToken",
    "FocalPoint",
    "Invitation",
    "InvitationFile",
    "InvitationParagraph",
    "Leg",
    "LinkSession",
    "MailedCode",
    "PersonContact",
    "Pickup",
    "Preparation",
    "SeenEdition",
    "Stay",
    "SupportingFile",
    "TravelDocument",
]
