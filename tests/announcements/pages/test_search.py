import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from announcements.posts.writing import save_post
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.counting import asked
from tests.factories import rows
from tests.factories.many import many_events
from tests.isolation import without_bdi
from tours.models import Event, PublishedEvent, PublishedItem, PublishedWord, TargetCountry
from tours.vocabulary import EventState, ItemKind, Status

pytestmark = pytest.mark.django_db


def text_of(client: Client, query: str) -> str:
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    main = without_bdi(response).partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(strip_tags(main))).strip()


def week(**facts: Any) -> Event:
    event = rows.full_event(0, title="Smart City Week", slug="week", **facts)
    rows.item(event, title="Opening of the week", kind=ItemKind.KEYNOTE, status=Status.TENTATIVE)
    rows.item(event, title="City walk", start=None, end=None, kind=ItemKind.FREE_TIME)
    rows.publish(event)
    return event


@pytest.mark.parametrize("query", ["seoul", "서울", "SEO"])
def test_what_is_found_stands_in_groups(client: Client, query: str) -> None:
    save_post(published_post(title="Cities in Seoul", summary="Two went.", event=week()))
    assert text_of(client, query) == (
        f"Search Words, names, places or a day, in any script Search 3 results for “{query}”. Events (1) News (1) Cities (1)"
        " Events 4–8 September 2017 Smart City Week Study tour · Seoul, Republic of Korea"
        " News 30 August 2017 Cities in Seoul Two went."
        " Cities Republic of Korea Seoul 서울"
    )


def test_items_name_their_event_and_whose_time_they_have(client: Client) -> None:
    week()
    assert text_of(client, "week opening").endswith(
        "1 result for “week opening”. Programme items Monday 4 September 2017, 10:00 (UTC+9)"
        " Opening of the week Keynote · Smart City Week · To be confirmed"
    )
    assert text_of(client, "walk").endswith(
        "Programme items Monday 4 September 2017 City walk Free time · Smart City Week"
    )


def test_every_result_leads_to_a_page(client: Client) -> None:
    save_post(published_post(title="City news", event=week()))
    for query in ("city", "opening", "seoul"):
        page = without_bdi(client.get("/search/", {"q": query}))
        links = re.findall(r'<h3><a href="([^"]+)">', page)
        assert links
        assert [client.get(link).status_code for link in links] == [200] * len(links)


def test_cancelled_event_says_so(client: Client) -> None:
    week(state=EventState.CANCELLED)
    assert "Study tour · Seoul, Republic of Korea · Cancelled" in text_of(client, "smart")


def test_country_with_a_footnote_brings_it_along(client: Client) -> None:
    note = "This designation is without prejudice to positions on status."
    kosovo = rows.country("XK", "Kosovo")
    TargetCountry.objects.create(programme=rows.programme(), country=kosovo, footnote=note)
    event = rows.event(title="Days", host_city=rows.city("Prishtina", country=kosovo, zone="Europe/Belgrade"))
    rows.publish(event)
    found = text_of(client, "prishtina")
    assert found.count("Kosovo*") == 2
    assert found.endswith(f"Prishtina * {note}")


def test_nothing_found_says_what_was_looked_for(client: Client) -> None:
    week()
    assert text_of(client, "Ђаково Zagreb").endswith(
        "Nothing was found for “Ђаково Zagreb”. The search looked for words that begin with"
        " each of these, in any script, and for words that differ by one letter. Try fewer words, or only the first letters of each. See all events"
    )


def test_query_of_signs_alone_is_told_so(client: Client) -> None:
    week()
    assert text_of(client, "%%%").endswith("“%%%” has no letters or digits to look for.")


def test_empty_query_shows_the_form_and_what_it_finds(client: Client) -> None:
    week()
    with asked() as seen:
        empty = text_of(client, " ")
    assert empty.endswith(
        "The beginning of a word is enough, and accents do not matter: “shko” finds Shkodër."
        " A day finds what takes place on it: “6.9.2017”, “6 September”."
    )
    assert seen.queries == 0


def test_query_is_cut_at_two_hundred_characters_and_eight_words(client: Client) -> None:
    week()
    assert "Only the first eight words were looked for. 1 result for" in text_of(client, f"{'smart ' * 8}unknown")
    page = without_bdi(client.get("/search/", {"q": "x" * 10_000}))
    assert f'value="{"x" * 200}"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=%00",
        "/search/?q=%ED%A0%80",
        "/search/?q=%FF",
        "/search/?q=a&q=b",
        "/search/?q[]=a",
        "/search/?q=%3Cscript%3E",
        "/search/?page=999999999999999999999",
        f"/search/?q={'%20a' * 2000}",
    ],
)
def test_strange_queries_get_a_page(client: Client, address: str) -> None:
    week()
    response = client.get(address)
    assert response.status_code == 200
    assert "<script" not in without_bdi(response)


def test_nothing_closed_is_found_or_counted(client: Client) -> None:
    event = closed_event()
    save_post(published_post(title="Closed news", event=event))
    for query in ("closed", "smart", "seoul", "rijeka", "item"):
        assert "Nothing was found" in text_of(client, query)
    client.force_login(rows.stranger())
    assert "Nothing was found" in text_of(client, "seoul")
    client.force_login(rows.coordinator())
    assert "2 results for “seoul”. Events (1) Cities (1)" in text_of(client, "seoul")


def test_results_are_not_for_search_engines_but_the_form_is(client: Client) -> None:
    results, form = (without_bdi(client.get("/search/", {"q": query})) for query in ("x", ""))
    assert '<meta name="robots" content="noindex">' in results
    assert "canonical" not in results
    assert '<link rel="canonical" href="http://127.0.0.1:8000/search/">' in form
    assert "noindex" not in form


def test_page_is_one_for_all_without_a_session(client: Client) -> None:
    week()
    first = client.get("/search/", {"q": "week"})
    assert (first["Cache-Control"], first.cookies) == ("public, no-cache", {})
    again = client.get("/search/", {"q": "week"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.post("/search/").status_code == 405


def fill(many: int) -> None:
    """Makes that many events, items and posts called Hall, and a city for each event."""
    for number in range(many):
        event = published_event(title=f"Hall {number}", host_city=rows.city(f"Hall {number}", slug=f"hall-{number}"))
        save_post(published_post(title=f"Hall {number}", event=event))
    published = PublishedEvent.objects.first()
    assert published
    facts = {"event": published, "kind": "session", "day": published.starts, "status": "confirmed"}
    items = PublishedItem.objects.bulk_create(
        PublishedItem(uid=f"00000000-0000-0000-0000-{n:012}", title=f"Hall {n}", **facts) for n in range(many)
    )
    PublishedWord.objects.bulk_create(PublishedWord(event=published, item=item, word="hall") for item in items)


def test_day_without_its_year_is_read_once(client: Client) -> None:
    week()
    with asked() as seen:
        client.get("/search/", {"q": "4 September"})
    spans = [sql for sql, _params in seen.statements if "MIN(" in sql]
    assert len(spans) == 1


@pytest.mark.parametrize(("many", "queries", "rows_read"), [(3, 10, 18), (12, 14, 68)])
def test_page_costs_three_queries_a_group_at_most_and_the_keys_of_what_it_looks_through(
    client: Client, many: int, queries: int, rows_read: int
) -> None:
    fill(many)
    with asked() as seen:
        response = client.get("/search/", {"q": "hall"})
    assert (seen.queries, seen.rows()) == (queries, rows_read)
    assert without_bdi(response).count('<li class="entry">') == 4 * min(many, 10)


def test_more_than_ten_are_counted_and_all_are_a_link_away(client: Client) -> None:
    fill(12)
    page = client.get("/search/", {"q": "hall"})
    found = text_of(client, "hall")
    assert "48 results for “hall”. Events (12) News (12) Programme items (12) Cities (12)" in found
    assert found.count("The first 10 of 12.") == 4
    assert re.findall(r'<a href="([^"]+)">(All 12 [^<]+)<', without_bdi(page)) == [
        ("/events/?q=hall", "All 12 events"),
        ("/news/?q=hall", "All 12 posts"),
        ("/search/?q=hall&amp;show=items", "All 12 programme items"),
        ("/search/?q=hall&amp;show=cities", "All 12 cities"),
    ]


@pytest.mark.parametrize(("name", "heading"), [("items", "Programme items"), ("cities", "Cities")])
def test_sort_without_a_page_of_its_own_is_shown_by_itself(client: Client, name: str, heading: str) -> None:
    fill(12)
    with asked() as seen:
        page = without_bdi(client.get("/search/", {"q": "hall", "show": name}))
    assert (seen.queries, page.count('<li class="entry">')) == (2, 12)
    assert re.findall(r'<h2 id="(\w+)">([^<]+)<', page) == [(name, heading)]
    assert '<p><a href="/search/?q=hall">All results for “hall”</a></p>\n<p>12 results for “hall”.</p>' in page
    assert "The first" not in page


def test_sort_by_itself_is_cut_at_a_hundred(client: Client) -> None:
    fill(1)
    published = PublishedEvent.objects.get()
    facts = {"event": published, "kind": "session", "day": published.starts, "status": "confirmed"}
    items = PublishedItem.objects.bulk_create(
        PublishedItem(uid=f"10000000-0000-0000-0000-{n:012}", title="Hall", **facts) for n in range(100)
    )
    PublishedWord.objects.bulk_create(PublishedWord(event=published, item=item, word="hall") for item in items)
    with asked() as seen:
        page = without_bdi(client.get("/search/", {"q": "hall", "show": "items"}))
    assert (seen.queries, seen.rows(), page.count('<li class="entry">')) == (3, 202, 100)
    assert "<p>The first 100 of 101.</p>" in page


@pytest.mark.parametrize("show", ["events", "news", "", "nothing", "\0"])
def test_other_words_show_every_sort(client: Client, show: str) -> None:
    fill(1)
    page = without_bdi(client.get("/search/", {"q": "hall", "show": show}))
    assert re.findall(r'<h2 id="(\w+)">', page) == ["events", "news", "items", "cities"]


def test_sort_by_itself_that_has_nothing_leads_to_the_others(client: Client) -> None:
    week()
    assert 'href="/search/?q=seoul"' in without_bdi(client.get("/search/", {"q": "seoul", "show": "items"}))


def test_search_for_words_too_common_to_look_through_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tours.search.matching.MOST_LOOKED_THROUGH", 12)
    many_events(13)
    page = text_of(client, "session")
    assert "More than 12 results for “session”." in page
    assert (
        "10 of more than 12: the words are too common to look through all. Another word finds fewer. More of them"
        in page
    )
    assert "More than" not in text_of(client, "town")


def test_search_that_stopped_looking_before_it_found_anything_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tours.search.matching.MOST_LOOKED_THROUGH", 5)
    title = "Alpha beta" + " of five and more days"
    rows.publish(rows.event(title=title))
    for word in ("Alpha", "Beta") * 6:
        rows.publish(rows.event(title=word))
    found = text_of(client, "alpha beta")
    assert "Nothing was found" not in found
    assert found.endswith(
        "These words are too common to look through all that has them, so some results are missing."
        " Add a rarer word, or see all events with these words."
    )
    page = without_bdi(client.get("/search/", {"q": "alpha beta"}))
    [address] = re.findall('href="(/events/[?][^"]*)">all events', page)
    assert title in without_bdi(client.get(address))


def marked(client: Client, query: str) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", client.get("/search/", {"q": query}).content.decode())


def test_what_matched_is_marked_in_every_script_and_escaped(client: Client) -> None:
    event = rows.event(title="<b>Ševčenko & Seoul</b>")
    rows.publish(event)
    page = client.get("/search/", {"q": "Шевченко"}).content.decode()
    assert '"><bdi>&lt;b&gt;<mark>Ševčenko</mark> &amp; Seoul&lt;/b&gt;</bdi></a></h3>' in page
    assert marked(client, "seo") == ["Seoul", "Seoul", "Seoul", "서울"]


def test_words_that_stand_in_no_title_are_shown_where_they_stand(client: Client) -> None:
    event = rows.event(title="Week")
    item = rows.item(
        event, title="Opening", summary=f"{'Before that, much. ' * 20}We plant <trees> in parks.{' After.' * 90}"
    )
    rows.speaker(item, "Ana Kovač", position="Mayor")
    rows.publish(event)
    save_post(
        published_post(title="News", summary="Short.", body="Of **parks** we heard [more](https://example.org/parks).")
    )
    page = client.get("/search/", {"q": "parks"}).content.decode()
    assert re.findall('<p class="excerpt".*?>(.*?)</p>', page) == [
        "Of <mark>parks</mark> we heard more.",
        "… Before that, much. Before that, much. We plant &lt;trees&gt; in <mark>parks</mark>." + " After." * 22 + " …",
    ]
    assert "<mark>Mayor</mark>" in client.get("/search/", {"q": "mayor opening"}).content.decode()


def test_people_are_found_with_their_role_and_what_they_are(client: Client) -> None:
    event = week()
    who = rows.person("Тарас Шевченко")
    rows.speaker(rows.item(event, title="Talk"), who, position="Mayor", city=rows.seoul())
    rows.publish(event)
    for query in ("Shevchenko", "ševčenko taras", "Шевченко", "shevchenka", "speaker shevchenko"):
        found = text_of(client, query)
        assert "People Speaker Тарас Шевченко Mayor, Seoul" in found
    assert client.get("/search/", {"q": "taras", "show": "people"}).content.decode().count('<li class="entry">') == 1


def test_mistyped_word_finds_what_was_meant_only_where_nothing_has_it(client: Client) -> None:
    week()
    save_post(published_post(title="Parks in Zagreb"))
    note = "Nothing has these words as they were typed. The results have words that differ from them by one letter."
    for query, title in (
        ("Opneing", "Opening"),
        ("openning week", "Opening"),
        ("zagrev", "Zagreb"),
        ("pakrs", "Parks"),
    ):
        found = text_of(client, query)
        assert note in found
        assert f"{title}" in found
    assert note not in text_of(client, "opening")
    assert text_of(client, "xyzzy").endswith("See all events")
    assert marked(client, "zagrev") == ["Zagreb"]


def test_word_that_begins_another_may_be_mistyped_where_nothing_has_all_words(client: Client) -> None:
    rows.publish(rows.event(title="Parcel post"))
    rows.publish(rows.event(title="Park in Zagreb"))
    assert "Parcel post" in text_of(client, "parc")
    assert "Park in Zagreb" in text_of(client, "parc zagreb")


def test_what_is_near_tells_nothing_of_events_for_participants(client: Client) -> None:
    rows.publish(rows.event(title="Secretive", access="participants"))
    assert "Nothing was found" in text_of(client, "secretiva")


@pytest.mark.parametrize(
    "query", ["4.9.2017", "4 September", "2017-09-04", "September 4, 2017", "04/09/2017", "9월 4일"]
)
def test_day_finds_its_items_however_it_is_typed(client: Client, query: str) -> None:
    week()
    rows.publish(rows.event(title="Other", starts=date(2018, 9, 3), ends=date(2018, 9, 3)))
    found = text_of(client, query)
    assert "Opening of the week" in found
    assert "City walk" in found
    assert "Other" not in found
    assert ("Smart City Week Study tour" in found) == ("2017" in query)
    assert "City walk" not in text_of(client, f"{query} opening")
    assert "Nothing was found" in text_of(client, "31.12.2017")


def test_near_words_tell_nothing_of_drafts_and_of_closed_events(client: Client) -> None:
    week()
    save_post(published_post(title="Summit in Rijeka"))
    asked_for = ("/news/?q=summitt", "/events/?q=openings", "/search/?q=summitt", "/search/?q=seouls")
    before = [client.get(address).content for address in asked_for]
    save_post(post(title="Secret summitt in Seouls"))
    rows.publish(rows.event(title="Seouls summitt", access="participants"))
    assert [client.get(address).content for address in asked_for] == before
