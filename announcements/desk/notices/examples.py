"""What a notice says, for the page that shows it before it goes: an example of each different text, and one for a chat."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from announcements.notices.concern.concerned import concerned
from announcements.notices.concern.news import News
from announcements.notices.concern.readers import Reader, ReaderKind
from announcements.notices.finding import Change
from announcements.notices.gathering import all_delegates
from announcements.notices.letters.wording import Said, for_chat, said, subject_of
from tours.agenda.values import Agenda
from tours.models import Event
from tours.vocabulary import Access

MOST_EXAMPLES = 5


class Example(NamedTuple):
    people: int
    """How many read this."""
    subject: str
    said: list[Said]


class Examples(NamedTuple):
    shown: list[Example]
    """Those that most people read."""
    others: int
    """How many more there are."""


def examples_of(change: Change) -> Examples:
    counted = _counted(change.news.values()).most_common()
    event = change.agendas[1].event
    shown = [Example(people, subject_of(news, event), said(news, event)) for news, people in counted[:MOST_EXAMPLES]]
    return Examples(shown, len(counted) - len(shown))


def chat_text(change: Change, event: Event) -> str:
    """What delegates of all groups together read; empty where that is nothing."""
    before, now = change.agendas
    groups = {group.uid: group.name for agenda in (before, now) for group in agenda.event.named_groups}
    everybody = Reader(ReaderKind.HOST, 0, all_delegates(change.agendas))
    news = concerned(before, now, [everybody], at=change.at).get(everybody)
    return for_chat(news, now.event, groups, _address_of(now, event)) if news else ""


def _address_of(now: Agenda, event: Event) -> str:
    """The event's public page, if everybody may open it."""
    if now.event.access != Access.PUBLIC:
        return ""
    return f"{settings.BASE_URL}{reverse('tours:event', args=[event.slug])}"


def _counted(told: Iterable[News]) -> Counter[News]:
    """How many read each, whatever they gave stars to. Most who read the same have the same value, which is looked at once."""
    counted: Counter[int] = Counter()
    values: dict[int, News] = {}
    for news in told:
        counted[id(news)] += 1
        values[id(news)] = news
    alike: Counter[News] = Counter()
    for key, people in counted.items():
        alike[_without_stars(values[key])] += people
    return alike


def _without_stars(news: News) -> News:
    return news._replace(entries=tuple(entry._replace(is_starred=False) for entry in news.entries))
