"""The components of pages, each rendered with the variables that its first comment lists."""

import pytest
from django.template.loader import render_to_string
from pytest_django.asserts import assertInHTML

from tests.factories import values
from tours.agenda.changes.history import history
from tours.agenda.facts import Organisation, Supporter
from tours.agenda.values import PUBLIC
from tours.vocabulary import OrganisationRole

FUND = Supporter(
    organisation=Organisation(name="Partnership Facility", short_name="KWPF"), role=OrganisationRole.SUPPORTER
)


def test_facts_name_the_backers_in_full_and_by_their_number() -> None:
    event = values.event(supporters=(*values.event().supporters, FUND))
    html = render_to_string("components/_facts_list.html", {"event": event})
    host = (
        '<bdi>Ministry of Land, Infrastructure and Transport</bdi> (<bdi>MOLIT</bdi>, <bdi lang="ko">국토교통부</bdi>)'
    )
    assertInHTML(f"<div><dt>Host</dt><dd>{host}</dd></div>", html)
    supporters = "<dd><bdi>World Bank Smart Cities KSB</bdi> (<bdi>World Bank</bdi>)</dd><dd><bdi>Partnership Facility</bdi> (<bdi>KWPF</bdi>)</dd>"
    assertInHTML(f"<div><dt>Supporters</dt>{supporters}</div>", html)


def test_facts_say_what_the_event_is_part_of_and_who_organises_it() -> None:
    html = render_to_string("components/_facts_list.html", {"event": values.event(organised=False)})
    assertInHTML(
        "<div><dt>Part of</dt><dd><bdi>World Bank - Austria Urban Partnership Program</bdi></dd>"
        "<dd>Organised by others; the programme takes part</dd></div>",
        html,
    )


def test_summaries_are_cut_between_words_and_mark_other_scripts() -> None:
    row = values.event(summary="서울 " + "word " * 50)
    html = render_to_string("components/_event_list_item.html", {"event": row})
    assertInHTML('<p dir="auto"><span lang="ko">서울</span>' + " word" * 44 + " …</p>", html)


@pytest.mark.django_db
def test_changes_say_whose_time_they_tell() -> None:
    agenda = values.published()
    context = {"event": agenda.event, "editions": history([agenda], PUBLIC, most=1)}
    html = render_to_string("tours/event_changes.html", context)
    assertInHTML('<p class="local-time">Times are local: <bdi>Seoul</bdi>, UTC+9.</p>', html)


def test_request_not_understood_leads_on_and_has_its_icon() -> None:
    html = render_to_string("400.html")
    assertInHTML('<a href="/events/">See all events</a>', html)
    assertInHTML('<link rel="icon" href="/static/icons/favicon.svg" type="image/svg+xml">', html)
