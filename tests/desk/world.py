"""One event with as many rows of every kind as a size says, within its programme, and who works on it."""

from typing import NamedTuple

from accounts.models import User
from participants.models import Delegate, Delegation
from tests.desk import event_rows, journey_rows, link_rows, people_rows, programme_rows, work_rows
from tests.factories import rows
from tours.models import Event, Programme
from tours.vocabulary import RoleKind


class World(NamedTuple):
    event: Event
    coordinator: User
    """Of the event's programme."""
    operator: User
    delegations: list[Delegation]
    delegates: list[Delegate]
    holder: Delegate
    """Who has a place, many papers and many earlier participations."""
    name: Delegate
    """Who is put forward, and has no card yet."""
    meeter: Delegate
    """Who meets all the cars."""


def made(size: int, programme: Programme) -> World:
    """`size` rows of each kind, in some hundred statements."""
    mark, by = f"w{programme.pk}", rows.colleague(RoleKind.COORDINATOR, at=programme)
    towns = programme_rows.cities(size, mark=mark)
    programme_rows.fill_programme(programme, size, mark=mark)
    programme_rows.fill_site(size, mark=mark)
    event = rows.event(
        title="Big week", slug=f"{mark}-week", programme=programme, host_city=towns[0], picture=event_rows.picture()
    )
    event_rows.fill_lists(event, size, mark=mark)
    event_rows.fill_versions(event, size, by=by)
    event_rows.fill_cities(event, size, towns, mark=mark)
    event_rows.fill_agenda(event, size, mark=mark)
    delegations = people_rows.fill_delegations(event, size, mark=mark)
    delegates = people_rows.fill_delegates(event, size, delegations, mark=mark)
    people_rows.fill_papers(event, size, delegates, mark=mark)
    people_rows.fill_former(event, size, delegates)
    link_rows.fill_links(event, size, delegations, delegates, mark=mark)
    meeter = journey_rows.fill_journey(event, size, delegates, mark=mark)
    event_rows.edit(event, size, by=by)
    work_rows.fill_posts(event, size, event.editions.get(number=1))
    work_rows.fill_notices(event, size, delegates)
    work_rows.fill_mails(size, mark=mark)
    work_rows.fill_jobs(size, by)
    work_rows.fill_trail(event, size)
    programme_rows.fill_tokens(by, size)
    event.refresh_from_db()
    name = next(each for each in delegates if each.person is None)
    return World(event, by, rows.operator(), delegations, delegates, people_rows.holder_of(delegates), name, meeter)
