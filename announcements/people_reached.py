"""Tells the room of those who come where posts name them, and takes the names out: see `participants.privacy.reaching`."""

from collections.abc import Collection

from django.conf import settings
from django.utils.translation import gettext as _

from announcements.posts.redacting import naming, take_out
from participants.privacy.reaching import Found, Reach, register


def reach() -> None:
    register(Reach(find=_found, take_out=take_out))


def _found(names: Collection[str]) -> list[Found]:
    return [Found(_("Post"), post.title, settings.BASE_URL + post.get_absolute_url()) for post in naming(names)]
