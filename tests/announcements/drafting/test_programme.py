from datetime import time

import pytest

from announcements.drafting import DraftKind, NothingToTell, draft
from tests.announcements.drafting.record import week
from tests.factories.values import KINTEX, item
from tours.agenda.facts import Place
from tours.vocabulary import EventState, ItemKind, Status

PLAIN_LEAD = (
    "The programme of the World Smart City Summit and Smart City Week, a study tour in Seoul (서울, Republic of Korea) from"
    " Monday 4 to Friday 8 September 2017, is published."
)


def test_a_published_programme_is_told_day_by_day() -> None:
    text = draft(DraftKind.PROGRAMME_PUBLISHED, week())
    assert text.title == "Programme of the World Smart City Summit and Smart City Week published"
    assert text.summary == (
        "The programme of the World Smart City Summit and Smart City Week, a study tour in Seoul from Monday 4 to Friday"
        " 8 September 2017, is published."
    )
    assert text.body == (
        PLAIN_LEAD + " It holds one keynote, three sessions and one meeting. Two representatives, one each from Rijeka"
        " (Croatia) and Belgrade (Београд / Beograd, Serbia), will attend.\n\n"
        "All times are those of Seoul (UTC+9).\n\n"
        "## Monday 4 September 2017\n\n"
        "- 10:00–11:00: Opening of the week.\n"
        "- 11:00–12:00: Urban transformation.\n\n"
        "## Tuesday 5 September 2017\n\n"
        "- 10:00–11:00: Cities present.\n"
        "- 14:00: Business meetings.\n\n"
        "## Wednesday 6 September 2017\n\n"
        "- Smart Cities Innovation Summit Asia (to Friday 8 September; KINTEX, Goyang)."
    )


def test_an_item_to_be_confirmed_says_so_and_a_cancelled_one_is_left_out() -> None:
    lines = (
        item(status=Status.TENTATIVE, room="Hall 2", place=KINTEX, title="What next?"),
        item("item-2", status=Status.CANCELLED),
        item("item-3", kind=ItemKind.SITE_VISIT, title="Traffic centre!", start=time(0, 0), end=None),
    )
    assert draft(DraftKind.PROGRAMME_PUBLISHED, week(*lines, cities=())).body == (
        PLAIN_LEAD + " It holds one session and one site visit.\n\n"
        "All times are those of Seoul (UTC+9).\n\n"
        "## Monday 4 September 2017\n\n"
        "- 00:00: Traffic centre!\n"
        "- 10:00–11:00: What next? (Hall 2, KINTEX, Goyang; to be confirmed)."
    )


def test_times_of_several_zones_are_those_of_the_place() -> None:
    lines = (item(), item("item-2", zone="Europe/Belgrade", place=Place(name="City Hall", city="Belgrade")))
    body = draft(DraftKind.PROGRAMME_PUBLISHED, week(*lines)).body
    assert body.split("\n\n")[1] == "All times are those of the place."


def test_a_programme_of_meals_alone_is_none() -> None:
    with pytest.raises(NothingToTell, match="no session, keynote, site visit or meeting"):
        draft(DraftKind.PROGRAMME_PUBLISHED, week(item(kind=ItemKind.MEAL)))


def test_the_programme_of_a_postponed_event_is_not_told() -> None:
    text = draft(DraftKind.PROGRAMME_PUBLISHED, week(state=EventState.POSTPONED))
    assert text.title == "The World Smart City Summit and Smart City Week is postponed"
