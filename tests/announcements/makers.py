"""Makers of posts, and of the event they are told of."""

from datetime import date
from itertools import count
from typing import Any

from accounts.models import User
from announcements.models import Post, State, Testimonial
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import Access, RoleKind

_numbers = count(1)


def post(**facts: Any) -> Post:
    number = next(_numbers)
    made = Post(**({"title": f"Post {number}", "body": f"Body {number}."} | facts))
    made.full_clean()
    made.save()
    return made


def writer(kind: RoleKind = RoleKind.EDITOR) -> User:
    """With a role at the site's own programme, whose posts need no event."""
    own = rows.programme()
    own.is_own = True
    own.save()
    return rows.colleague(kind, at=own)


def published_post(**facts: Any) -> Post:
    return post(**({"state": State.PUBLISHED, "published_on": date(2017, 8, 30)} | facts))


def new_testimonial(text: str, **facts: Any) -> Testimonial:
    """A published testimonial."""
    made = Testimonial(**({"text": text, "position": "Mayor", "is_published": True} | facts))
    made.full_clean()
    made.save()
    return made


def published_event(**facts: Any) -> Event:
    made = rows.full_event(**facts)
    rows.publish(made)
    return made


def closed_event() -> Event:
    """For participants only, and published to them."""
    return published_event(access=Access.PARTICIPANTS)
