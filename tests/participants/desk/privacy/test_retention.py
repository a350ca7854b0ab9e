"""The report of what goes when: for operators, at the cost of a query for each rule."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from participants.models import Delegate, DelegateContact
from participants.privacy.reporting import what_goes_when
from participants.vocabulary import DelegateState
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.tours.admin.conftest import browser_of
from tours.models import Event

pytestmark = pytest.mark.django_db
ADDRESS = "participants:retention"


def event_to_come() -> Event:
    event = makers.published_event(title="Week of the city", starts=date(2090, 9, 4), ends=date(2090, 9, 8))
    of, by = makers.delegation(event, by=rows.operator(), seats=5), rows.operator()
    makers.accepted(of, by=by, reason="Knows parks")
    DelegateContact.objects.create(delegate=makers.proposed(of, by=by), email="ana@example.org")
    return event


def test_page_says_what_goes_when() -> None:
    event_to_come()
    page = browser_of(rows.operator()).get(reverse(ADDRESS)).content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    cells = [[strip_tags(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in body.split("</tr>")[:-1]]
    what = "reasons, gender, kind of office, language, stars, which version was seen, files, and the words of requests"
    assert cells == [
        ["8 Oct 2090", "Week of the city", what, "1"],
        ["8 Sep 2091", "Week of the city", "names of those who had no place", "1"],
        ["8 Sep 2092", "Week of the city", "e-mail addresses and telephone numbers", "1"],
        ["8 Sep 2097", "Week of the city", "names of those who took part", "1"],
    ]


@pytest.mark.parametrize("count", [3, 300])
def test_report_costs_as_much_however_many_come(count: int) -> None:
    event = event_to_come()
    Delegate.objects.bulk_create(
        Delegate(event=event, name=f"Primer {number}", reason="Asked", state=DelegateState.DECLINED)
        for number in range(count)
    )
    with asked() as of_database:
        going = what_goes_when()
    assert [row.number for row in going] == [count + 1, count + 1, 1, 1]
    assert (of_database.queries, of_database.rows()) == (7, 4)


def test_page_is_for_operators_alone() -> None:
    assert browser_of(rows.coordinator()).get(reverse(ADDRESS)).status_code == 403
