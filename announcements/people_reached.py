"""Tells the room of those who come where posts and notices name them, and takes the names out: see `participants.privacy.reaching`."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from announcements.models import Notice
from announcements.notices import naming as notices
from announcements.posts.redacting import naming, take_out
from participants.privacy.reaching import Found, Reach, register


def reach() -> None:
    register(Reach(find=_found, take_out=take_out))
    register(Reach(find=_found_in_notices, take_out=notices.take_out, told=notices.told))


def _found(names: Collection[str]) -> list[Found]:
    return [Found(_("Post"), post.title, settings.BASE_URL + post.get_absolute_url()) for post in naming(names)]


def _found_in_notices(names: Collection[str]) -> list[Found]:
    return [Found(_("Notice"), str(notice), _desk_address(notice)) for notice in notices.naming(names)]


def _desk_address(notice: Notice) -> str:
    return settings.BASE_URL + reverse("tours:desk_event", args=[notice.event.uid])
