import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from backstage.actor import ActingMiddleware, acting, acting_as
from backstage.models import AuditEntry
from tests.factories import rows

pytestmark = pytest.mark.django_db


def request_of(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_nobody_acts_where_nobody_said_so() -> None:
    assert acting() is None


def test_who_acts_is_known_within_and_the_one_before_is_known_again() -> None:
    first, second = rows.operator(), rows.stranger()
    with acting_as(first):
        with acting_as(second):
            assert acting() == second
        assert acting() == first
        with acting_as(None):
            assert acting() is None
    assert acting() is None


def test_who_acts_is_forgotten_after_a_mistake() -> None:
    def fail() -> None:
        with acting_as(rows.operator()):
            raise LookupError

    pytest.raises(LookupError, fail)
    assert acting() is None


def test_another_thread_acts_for_itself() -> None:
    seen: list[User | None] = []
    with acting_as(rows.operator()):
        thread = threading.Thread(target=lambda: seen.append(acting()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_user_of_the_request_is_the_one_at_the_moment_of_the_change() -> None:
    """An API's view authenticates late."""
    request, user = request_of(AnonymousUser()), rows.stranger()
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(acting())
        request.user = user
        seen.append(acting())
        return HttpResponse()

    ActingMiddleware(view)(request)
    assert (seen, acting()) == ([None, user], None)


def test_request_without_a_user_is_nobody_s() -> None:
    with acting_as(RequestFactory().get("/")):
        assert acting() is None


def test_who_acts_is_asked_for_only_when_something_is_written() -> None:
    """Asking reads the session, and makes the answer vary on the cookie."""
    times_asked: list[int] = []

    def answered(view: Callable[[HttpRequest], HttpResponse]) -> int:
        times_asked.clear()
        request = RequestFactory().get("/")
        request.user = SimpleLazyObject(lambda: times_asked.append(1) or AnonymousUser())  # type: ignore[func-returns-value, assignment]
        ActingMiddleware(view)(request)
        return len(times_asked)

    def writing(_request: HttpRequest) -> HttpResponse:
        rows.country()
        return HttpResponse()

    assert [answered(lambda _request: HttpResponse()), answered(writing)] == [0, 1]


def test_public_page_varies_on_no_cookie(client: Client) -> None:
    assert "Cookie" not in client.get(reverse("tours:events")).get("Vary", "")


def test_change_in_the_administration_is_by_who_is_signed_in(client: Client) -> None:
    operator = rows.operator()
    client.force_login(operator)
    form = {"code": "KR", "name": "Republic of Korea", "former_names-TOTAL_FORMS": 0, "former_names-INITIAL_FORMS": 0}
    answer = client.post(reverse("admin:tours_country_add"), form)
    entry = AuditEntry.objects.get(content_type__model="country")
    assert (answer.status_code, entry.actor, entry.object_repr) == (302, operator, "Republic of Korea")
    assert entry.cid == answer["X-Request-ID"]
