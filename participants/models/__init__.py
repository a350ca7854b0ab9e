"""The models of who comes. Each subject has its own module; import everything from here."""

from participants.models.contacts import DelegateContact, PersonContact
from participants.models.delegates import Delegate
from participants.models.delegations import Delegation
from participants.models.focal_points import FocalPoint

__all__ = ["Delegate", "DelegateContact", "Delegation", "FocalPoint", "PersonContact"]
