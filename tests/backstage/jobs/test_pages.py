"""The desk's page of jobs, as each persona."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from backstage.models import Job, JobState
from tests.counting import asked
from tests.factories import rows
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db
PAGE = "/desk/jobs/"
ENDED = datetime(2030, 8, 1, 9, 30, tzinfo=UTC)


def job(title: str, by: User | None = None, **facts: Any) -> Job:
    made = Job.objects.create(title=title, asked_by=by, task="tests.backstage.jobs.sample_jobs.refuse", **facts)
    Job.objects.filter(pk=made.pk).update(created_at=datetime(2030, 8, 1, 9, 0, tzinfo=UTC))
    return made


def failed(title: str, by: User | None = None) -> Job:
    return job(title, by, failure="The list has no names in it.", error="app.Refusal", finished_at=ENDED)


def cells(browser: Client, page: str = PAGE) -> list[list[str]]:
    """The rows of the table on the page, with white space collapsed."""
    body = browser.get(page).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    found = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1])
    return [[" ".join(strip_tags(cell.replace("<br>", " ")).split()) for cell in row] for row in found]


def as_user(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_page_is_for_those_who_are_signed_in(client: Client) -> None:
    address = f"{PAGE}{failed('Badges').pk}/take-up/"
    assert (client.get(PAGE).status_code, client.post(address).status_code) == (302, 302)
    assert Job.objects.get().state is JobState.FAILED


def test_page_without_jobs_says_what_belongs_here() -> None:
    page = as_user(rows.stranger()).get(PAGE).content.decode()
    assert page.count("There are none yet.") == 1
    assert "<table" not in page


def test_everyone_sees_their_own_jobs_and_the_operator_all_with_the_class_of_the_error() -> None:
    maja, luka = rows.stranger(name="Maja (fictional)"), rows.stranger()
    failed("Of Maja", maja)
    assert cells(as_user(maja)) == [
        [
            "Of Maja",
            "Failed The list has no names in it. Try again",
            "1 Aug 2030, 09:00 UTC",
            "1 Aug 2030, 09:30 UTC",
        ]
    ]
    assert cells(as_user(luka)) == []
    assert cells(as_user(rows.operator())) == [
        [
            "Of Maja",
            "Failed The list has no names in it. app.Refusal Try again",
            "Maja (fictional)",
            "1 Aug 2030, 09:00 UTC",
            "1 Aug 2030, 09:30 UTC",
        ]
    ]


def test_page_shows_the_progress_of_a_job_and_offers_to_look_again() -> None:
    maja = rows.stranger()
    job("Badges", maja, started_at=timezone.now(), attempt=2, done=12, total=40, note="Rijeka")
    browser = as_user(maja)
    page = browser.get(PAGE).content.decode()
    assert cells(browser)[0][:2] == ["Badges", "Running attempt 2 12 of 40 12 of 40 Rijeka"]
    assert '<progress max="40" value="12" aria-label="Badges">12 of 40</progress> 12 of 40' in page
    assert '<a class="button" href="?page=1">Update this page</a>' in page
    Job.objects.update(finished_at=ENDED)
    assert "Update this page" not in browser.get(PAGE).content.decode()


def test_page_shows_which_jobs_wait_and_which_are_done() -> None:
    maja = rows.stranger()
    job("Waiting", maja)
    job("Done", maja, started_at=ENDED, finished_at=ENDED)
    Job.objects.filter(title="Waiting").update(created_at=ENDED)
    assert [row[:2] for row in cells(as_user(maja))] == [["Waiting", "Waiting"], ["Done", "Done"]]


@pytest.mark.parametrize("count", [1, 20])
def test_page_costs_the_same_for_any_number_of_jobs(count: int) -> None:
    boss = rows.operator()
    for number in range(count):
        failed(f"Job {number}", rows.stranger())
    browser = as_user(boss)
    with asked() as seen:
        browser.get(PAGE)
    assert (seen.queries, seen.rows()) == (4, 3 + count)  # session, user, how many, the jobs


def test_long_list_has_pages_and_ignores_forged_page_numbers() -> None:
    maja = rows.stranger()
    for number in range(21):
        job(f"Job {number}", maja)
    browser = as_user(maja)
    lengths = [len(cells(browser, f"{PAGE}?page={page}")) for page in ("1", "2", "999", "x")]
    assert lengths == [20, 1, 1, 20]


@pytest.mark.usefixtures("jobs_wait")
def test_failed_job_is_taken_up_again_by_whoever_asked_and_no_other() -> None:
    maja = rows.stranger()
    address = f"{PAGE}{failed('Badges', maja).pk}/take-up/"
    assert as_user(rows.stranger()).post(address).status_code == 404
    assert as_user(maja).get(address).status_code == 405
    assert Job.objects.get().state is JobState.FAILED
    answer = as_user(maja).post(address, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["“Badges” has been started again."]
    assert (Job.objects.get().state, DBTaskResult.objects.count()) == (JobState.WAITING, 1)
    again = as_user(maja).post(address, follow=True)
    assert [str(message) for message in again.context["messages"]] == [
        "“Badges” has not failed, so it cannot be tried again."
    ]
    assert DBTaskResult.objects.count() == 1


def test_forged_address_is_not_found() -> None:
    boss = as_user(rows.operator())
    forged = [f"{PAGE}00000000-0000-4000-8000-000000000000/take-up/", f"{PAGE}x/take-up/"]
    assert all(is_not_found(boss.post(address)) for address in forged)
    assert Job.objects.count() == 0


def test_forged_request_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rows.operator())
    assert browser.post(f"{PAGE}{failed('Badges').pk}/take-up/").status_code == 403
    assert Job.objects.get().state is JobState.FAILED


@pytest.mark.parametrize("page", ["/desk/", "/desk/jobs/", "/desk/tokens/", "/desk/audit/", "/desk/mail/", "/account/"])
def test_navigation_says_where_one_is(page: str) -> None:
    body = as_user(rows.operator()).get(page).content.decode()
    assert re.findall(r'<a href="([^"]*)" aria-current="page">', body) == [page]


def test_administration_leads_back_to_the_desk() -> None:
    assert '<a href="/desk/">Desk</a>' in as_user(rows.coordinator()).get("/admin/").content.decode()
