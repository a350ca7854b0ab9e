"""Brings a client in by personal link, as its holder's browser is after *Continue*."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from participants.links.making import Holder, make_link
from participants.links.sessions import cookie_name, open_visit, open_visit_by_code
from participants.models import LinkSession
from participants.vocabulary import Whose
from tests.participants import makers
from tours.models import Event, Role


def visitor(holder: Holder, *, email: str = "", whose: Whose = Whose.OWN) -> Client:
    """A client with the holder's visit, and with no account. The link of a host's role goes to the address of its account."""
    own = holder.user.email if isinstance(holder, Role) else "own@example.org"
    link, _secret = make_link(holder, email=email or own, whose=whose)
    return _with(*open_visit(link))


def proven_visitor(holder: Holder, *, mailbox: str = "own@example.org") -> Client:
    """A client whose visit a mailed code has just opened."""
    return _with(*open_visit_by_code(mailbox, holder=holder))


def _with(visit: LinkSession, secret: str) -> Client:
    client = Client()
    client.cookies[cookie_name(visit.area)] = secret
    return client


def coming_event(**facts: object) -> Event:
    """A published event of next week, so that personal links work."""
    first = timezone.localdate() + timedelta(days=7)
    return makers.published_event(**{"starts": first, "ends": first + timedelta(days=2)} | facts)
