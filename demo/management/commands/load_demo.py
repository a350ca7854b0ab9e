"""`manage.py load_demo` loads the demonstration. A second run changes nothing."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.models import Post
from backstage.actor import acting_as
from demo.brochures import load_brochures
from demo.events import load_event
from demo.site_texts import load_site_texts
from demo.users import COLLEAGUES, OPERATOR, PASSWORD
from tours.addresses import (
    booklet_address,
    calendar_address,
    changes_address,
    event_address,
    events_calendar_address,
    subscribe_address,
)
from tours.models import Event, PublishedEvent
from tours.vocabulary import Access

FOLDERS = ("smart_city_week", "city_exchange_days")
PAGES = (
    "home",
    "tours:events",
    "announcements:posts",
    "announcements:search",
    "tours:about",
    "tours:partners",
    "tours:brochures",
    "announcements:testimonials",
    "announcements:feed",
    "api:guide",
)


class Command(BaseCommand):
    help = "Loads the demonstration, unless it is there already. Refuses in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError(
                _("The demonstration brings a password that everyone knows, so it is not loaded in production.")
            )
        now = timezone.now()
        for folder in FOLDERS:
            event = load_event(folder, now=now)
            if event:
                self.stdout.write(_summary(event))
        with acting_as(User.objects.with_email(OPERATOR).first()):
            load_brochures()
            load_site_texts()
        for line in _addresses(settings.BASE_URL):
            self.stdout.write(line)
        self.stdout.write(
            _("Sign in there with the password %(password)s, unless you have changed it, as %(people)s.")
            % {"password": PASSWORD, "people": ", ".join([OPERATOR, *COLLEAGUES.values()])}
        )


def _summary(event: Event) -> str:
    return _("Loaded “%(event)s”: %(items)d items, %(versions)d versions, %(posts)d posts.") % {
        "event": event,
        "items": event.items.count(),
        "versions": event.editions.count(),
        "posts": Post.objects.filter(event=event).count(),
    }


def _addresses(base_url: str) -> Iterator[str]:
    """The addresses worth opening, with the slugs that events and posts have now."""
    yield _("The site")
    yield from (f"  {base_url}{reverse(page)}" for page in PAGES)
    yield f"  {events_calendar_address(base_url)}"
    for event in PublishedEvent.objects.filter(access=Access.PUBLIC).order_by("starts"):
        yield event.title
        yield from (f"  {address}" for address in _addresses_of(event, base_url))
    yield _("Desk and administration")
    yield from (f"  {base_url}{reverse(page)}" for page in ("tours:desk", "admin:index"))
    yield _("Mails, which do not leave the demonstration")
    yield f"  {base_url}{reverse('backstage:outgoing_mails')}"


def _addresses_of(event: PublishedEvent, base_url: str) -> Iterator[str]:
    yield event_address(base_url, event.slug)
    yield changes_address(base_url, event.slug)
    yield calendar_address(base_url, event.slug)
    yield subscribe_address(base_url, event.slug)
    yield booklet_address(base_url, event.slug)
    for post in Post.objects.published().filter(event=event.event_id).order_by("published_on"):
        yield f"{base_url}{post.get_absolute_url()}"
