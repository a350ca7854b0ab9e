import threading
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from backstage.actor import ActorMiddleware, acting_as, current_actor
from backstage.models import AuditEntry
from tests.factories import rows

pytestmark = pytest.mark.django_db


def request_of(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_there_is_no_actor_by_default() -> None:
    assert current_actor() is None


def test_actor_is_set_for_the_block_and_the_one_before_comes_back() -> None:
    first, second = rows.operator(), rows.stranger()
    with acting_as(first):
        with acting_as(second):
            assert current_actor() == second
        assert current_actor() == first
        with acting_as(None):
            assert current_actor() is None
    assert current_actor() is None


def test_actor_is_reset_after_an_exception() -> None:
    def fail() -> None:
        with acting_as(rows.operator()):
            raise LookupError

    pytest.raises(LookupError, fail)
    assert current_actor() is None


def test_another_thread_has_its_own_actor() -> None:
    seen: list[User | None] = []
    with acting_as(rows.operator()):
        thread = threading.Thread(target=lambda: seen.append(current_actor()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_user_of_the_request_is_the_one_at_the_moment_of_the_change() -> None:
    """A view of the API authenticates its user late."""
    request, user = request_of(AnonymousUser()), rows.stranger()
    seen = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(current_actor())
        request.user = user
        seen.append(current_actor())
        return HttpResponse()

    ActorMiddleware(view)(request)
    assert (seen, current_actor()) == ([None, user], None)


def test_request_without_a_user_has_no_actor() -> None:
    with acting_as(RequestFactory().get("/")):
        assert current_actor() is None


def test_user_is_read_only_when_something_is_written() -> None:
    """Reading the user reads the session, and makes the response vary on the cookie."""
    times_asked: list[int] = []

    def answered(view: Callable[[HttpRequest], HttpResponse]) -> int:
        times_asked.clear()
        request = RequestFactory().get("/")
        request.user = SimpleLazyObject(lambda: times_asked.append(1) or AnonymousUser())  # type: ignore[func-returns-value, assignment]
        ActorMiddleware(view)(request)
        return len(times_asked)

    def writing(_request: HttpRequest) -> HttpResponse:
        rows.country()
        return HttpResponse()

    assert [answered(lambda _request: HttpResponse()), answered(writing)] == [0, 1]


def test_public_page_varies_on_no_cookie(client: Client) -> None:
    assert "Cookie" not in client.get(reverse("tours:events")).get("Vary", "")


def test_actor_of_a_change_in_the_administration_is_the_signed_in_user(client: Client) -> None:
    operator = rows.operator()
    client.force_login(operator)
    form = {"code": "KR", "name": "Republic of Korea", "former_names-TOTAL_FORMS": 0, "former_names-INITIAL_FORMS": 0}
    answer = client.post(reverse("admin:tours_country_add"), form)
    entry = AuditEntry.objects.get(content_type__model="country")
    assert (answer.status_code, entry.actor, entry.object_repr) == (302, operator, "Republic of Korea")
    assert entry.cid == answer["X-Request-ID"]
