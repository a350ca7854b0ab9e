"""What search shows of each sort: an event, a post, an item, a person, a city."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.models import Post
from announcements.posts.search_words import texts_of
from announcements.search import found_posts
from backstage.text.excerpts import excerpt, matched
from tours.labels import EVENT_KINDS, EVENT_STATES, ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.models import PublicPerson, PublishedCity, PublishedEvent, PublishedItem
from tours.search.asked import Query
from tours.search.found import found_cities, found_events, found_items, found_people
from tours.search.matching import Matches
from tours.templatetags.times import marked_day
from tours.vocabulary import EventKind, EventState, ItemKind, PersonRole, Status
from tours.wording import clock, date_range, full_date, utc_offset, weekday_and_date


class Words(NamedTuple):
    """Words with the tag of their language; `und` stands for words that no page marks, such as those of the interface."""

    text: str
    language: str = "und"


NOTHING = Words("")


@dataclass(frozen=True)
class Result:
    """One result. `aside` says when or where it is, and `about` what it is. `language` is that of the title. `texts` are what
    else it is found by, a text a line.
    """

    title: str
    address: str
    aside: str
    about: list[Words]
    language: str = "und"
    footnote: str = ""
    texts: Words = NOTHING
    excerpt: Words = NOTHING
    """Where words stand that are in nothing else that is shown."""


class Sort(NamedTuple):
    """A sort of results.

    `page` is the name of the page that lists all of them; a sort without one can be shown alone here.
    """

    name: str
    heading: Promise
    link_to_all: Promise
    find: Callable[[Query, User | AnonymousUser], Matches[Any]]
    results: Callable[[Sequence[Any], Collection[str]], list[Result]]
    page: str = ""


def with_excerpt(result: Result, keys: Collection[str]) -> Result:
    """The result, with the text around those words of the query that neither title nor `about` has."""
    hidden = _hidden(result, keys)
    around = excerpt(result.texts.text.split("\n"), hidden) if hidden else ""
    return replace(result, excerpt=Words(around, result.texts.language))


def _hidden(result: Result, keys: Collection[str]) -> set[str]:
    """The keys that neither title nor `about` has."""
    return set(keys) - matched("\n".join((result.title, *(words.text for words in result.about))), keys)


def _event(event: PublishedEvent) -> Result:
    about = [Words(str(EVENT_KINDS[EventKind(event.kind)])), Words(f"{event.host_city_name}, {event.country_name}")]
    if event.state != EventState.PLANNED:
        about.append(Words(str(EVENT_STATES[EventState(event.state)])))
    days = date_range(event.starts, event.ends)
    return Result(
        event.title,
        event.get_absolute_url(),
        days,
        about,
        event.language,
        event.country_footnote,
        Words(event.about, event.language),
    )


def _item(item: PublishedItem) -> Result:
    about = [Words(str(ITEM_KINDS[ItemKind(item.kind)])), Words(item.event.title, item.event.language)]
    if item.status != Status.CONFIRMED:
        about.append(Words(str(STATUSES[Status(item.status)])))
    address = reverse("tours:item", args=[item.event.slug, item.uid])
    return Result(
        item.title, address, _moment(item), about, item.event.language, texts=Words(item.about, item.event.language)
    )


def _moment(item: PublishedItem) -> SafeString:
    """`Monday 4 September 2017, 10:00 (UTC+9)`: day and time by the clock of the event, marked."""
    if item.starts_at is None:
        return marked_day(item.day)
    starts = item.starts_at.astimezone(ZoneInfo(item.event.zone))
    words = _("%(day)s, %(time)s (%(offset)s)") % {
        "day": weekday_and_date(starts.date()),
        "time": clock(starts.time()),
        "offset": utc_offset(item.event.zone, starts.date()),
    }
    return format_html('<time datetime="{}">{}</time>', starts.isoformat(), words)


def _city(city: PublishedCity) -> Result:
    names = [Words(name.text, name.tag) for name in city.other_names]
    address = reverse("tours:city", args=[city.slug])
    return Result(city.name, address, city.country_name, names, footnote=city.country_footnote)


def _post(post: Post) -> Result:
    day = full_date(post.published_on) if post.published_on else ""
    about = [Words(post.summary, post.language)] if post.summary else []
    return Result(post.title, post.get_absolute_url(), day, about, post.language)


def _person(row: PublicPerson) -> Result:
    """A person with what they do, as the latest event has it, and the names in other scripts."""
    person = row.as_person()
    roles = ", ".join(str(PERSON_ROLES[PersonRole(role)]) for role in row.roles)
    about = [Words(person.affiliation)] if person.affiliation else []
    about += [Words(name.text, name.tag) for name in person.names]
    return Result(person.printed, row.get_absolute_url(), roles, about)


def _of_rows(result: Callable[[Any], Result]) -> Callable[[Sequence[Any], Collection[str]], list[Result]]:
    return lambda rows, keys: [with_excerpt(result(row), keys) for row in rows]


def _of_posts(posts: Sequence[Post], keys: Collection[str]) -> list[Result]:
    """Lists do not read the bodies of posts: those whose title and summary do not have all words are read now. One query."""
    results = {post.pk: _post(post) for post in posts}
    wanting = [post.pk for post in posts if _hidden(results[post.pk], keys)]
    rows = Post.objects.filter(pk__in=wanting).only("summary", "body", "byline", "language") if wanting else []
    texts = {post.pk: Words("\n".join(texts_of(post)), post.language) for post in rows}
    return [with_excerpt(replace(result, texts=texts.get(key, NOTHING)), keys) for key, result in results.items()]


def _all(find: Callable[[Query, User | AnonymousUser], QuerySet[Any]]) -> Callable[..., Matches[Any]]:
    """A search that always finds all."""
    return lambda query, user: Matches(find(query, user))


def _people(query: Query, _user: User | AnonymousUser) -> QuerySet[PublicPerson]:
    return found_people(query)


EVENTS, POSTS = gettext_lazy("All %(count)d events"), gettext_lazy("All %(count)d posts")
ITEMS, CITIES = gettext_lazy("All %(count)d programme items"), gettext_lazy("All %(count)d cities")
PEOPLE = gettext_lazy("All %(count)d people")
SORTS = (
    Sort("events", gettext_lazy("Events"), EVENTS, found_events, _of_rows(_event), "tours:events"),
    Sort("news", gettext_lazy("News"), POSTS, _all(found_posts), _of_posts, "announcements:posts"),
    Sort("items", gettext_lazy("Programme items"), ITEMS, found_items, _of_rows(_item)),
    Sort("people", gettext_lazy("People"), PEOPLE, _all(_people), _of_rows(_person)),
    Sort("cities", gettext_lazy("Cities"), CITIES, _all(found_cities), _of_rows(_city)),
)
