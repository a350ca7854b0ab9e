"""Fills an empty, migrated database with a site of many events."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from backstage.database_statistics import collect_statistics
from bench.site.accounts import make_accounts, make_audit_entries, make_roles, make_tokens
from bench.site.editions import Publishing
from bench.site.events import event_rows, save
from bench.site.posts import make_posts
from bench.site.shared import Shared, made_shared
from bench.site.texts import repeatable
from tours.models import Event

CHUNK = 250
MOST_CITIES, MOST_POSTS, FEWEST_CITIES = 500, 2000, 12


class Site(NamedTuple):
    """`operator` and `coordinator` have the password `bench.site.accounts.PASSWORD`; `token` is the coordinator's."""

    operator: User
    coordinator: User
    token: str


@transaction.atomic
def fill(events: int, seed: int = 11) -> Site:
    """Makes the events, and with them twice as many cities and posts, up to 500 and 2,000. Equal seeds give equal texts.

    About 6 ms of processor time an event.
    """
    random = repeatable(seed)
    accounts = make_accounts(random)
    shared = made_shared(random, cities=min(MOST_CITIES, FEWEST_CITIES + 2 * events))
    made = list(_published(random, events, shared, accounts.operator))
    make_posts(random, min(MOST_POSTS, 2 * events), events=made, by=accounts.operator)
    make_roles(random, made, accounts.coordinator)
    make_audit_entries(made, accounts.operator)
    collect_statistics()
    return Site(accounts.operator, accounts.coordinator, make_tokens(random, accounts))


def _published(random: Random, events: int, shared: Shared, by: User) -> Iterator[Event]:
    publishing = Publishing(by, shared.gazetteer)
    for first in range(0, events, CHUNK):
        rows = [event_rows(random, number, shared) for number in range(first, min(first + CHUNK, events))]
        save(rows)
        publishing.publish(rows)
        yield from (each.event for each in rows)
    publishing.note_changes()
