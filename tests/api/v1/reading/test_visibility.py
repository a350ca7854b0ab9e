"""What is not for everyone is nowhere: not in lists, counts, filters, orderings or beside something else."""

import re

import pytest
from django.test import Client

from api.urls import urlpatterns
from tests.factories import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
LISTS = ["programmes", "events", "items", "cities", "organisations", "posts", "testimonials", "documents"]
HIDDEN = ["events/closed/", "events/closed/editions/", "events/closed/editions/1/", "events/closed/changes/?from=1",
          "events/draft/", "events/draft/editions/", "posts/behind-doors/", "posts/a-draft/", "cities/ohrid/"]  # fmt: skip
WORDS = re.compile("closed|behind-doors|Behind doors|draft|Not published|ohrid", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(small_site: None) -> None:
    ohrid = rows.city("Ohrid", country=rows.country("MK", "North Macedonia"), zone="Europe/Skopje")
    rows.publish(rows.event(slug="closed-too", title="Closed too", access="participants", host_city=ohrid))


@pytest.mark.parametrize("address", HIDDEN)
def test_hidden_thing_is_not_found_by_strangers(client: Client, address: str) -> None:
    """It is told as what never was: no word of it is in the answer, and no tag to ask by."""
    for _visit in range(2):
        answer = client.get(f"/api/v1/{address}")
        assert (answer.status_code, answer["Cache-Control"], "ETag" in answer) == (404, "no-store", False)
        assert (answer.json()["title"], WORDS.findall(answer.content.decode())) == ("Not Found", [])
        client.force_login(rows.stranger())


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("query", ["", "cursor=", "page_size=100", "ordering=updated_at"])
def test_hidden_thing_is_in_no_list(client: Client, listed: str, query: str) -> None:
    text = client.get(f"/api/v1/{listed}/?{query}").content.decode()
    assert WORDS.findall(text) == []


@pytest.mark.parametrize(
    "address",
    [
        "events/?q=closed",
        "events/?city=ohrid",
        "events/?country=MK",
        "items/?event=closed",
        "cities/?country=MK",
        "cities/?q=ohrid",
        "organisations/?event=closed",
        "posts/?event=closed",
        "posts/?q=behind",
        "documents/?event=closed",
    ],
)
def test_no_filter_finds_a_hidden_thing(client: Client, address: str) -> None:
    assert client.get(f"/api/v1/{address}").json()["count"] == 0


def test_coordinator_finds_what_participants_read(client: Client) -> None:
    client.force_login(rows.coordinator())
    slugs = {row["slug"] for row in client.get("/api/v1/events/").json()["results"]}
    assert slugs == {"week", "closed", "closed-too"}
    assert client.get("/api/v1/events/closed/editions/1/").status_code == 200
    assert client.get("/api/v1/events/draft/").status_code == 404


def test_every_address_is_guarded_by_the_class_of_its_tree() -> None:
    """An address that says nothing of its own needs a signed-in user; what is read says that it does not, by one class.

    What is written takes tokens alone, by another.
    """
    from api.reading.views import ReadingView
    from api.writing.views import WritingView

    desk = {entry.name: "/desk/" in str(entry.pattern) for entry in urlpatterns}
    views = {entry.name: getattr(entry.callback, "view_class", None) for entry in urlpatterns}
    views.pop("guide")
    of_tree = {name: WritingView if desk[name] else ReadingView for name in views}
    assert [name for name, view in views.items() if not (view and issubclass(view, of_tree[name]))] == []
    writers = [view for name, view in views.items() if desk[name]]
    assert {
        (view.authentication_classes[0].__name__, len(view.authentication_classes)) for view in writers if view
    } == {("TokenHolder", 1)}
