import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from announcements.models import Post, PostViews
from announcements.posts import reading_counts as reading
from announcements.posts.reading_counts import PIXEL, Reads, is_by_a_person
from tests.announcements.makers import closed_event, post, published_post
from tests.factories import rows

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
READER = {"User-Agent": FIREFOX, "Accept": "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"}


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reads(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reads]:
    """A counter of reads, which the page of a post uses too."""
    made = Reads(clock)
    monkeypatch.setattr("announcements.pages.posts.READS", made)
    yield made
    made.flush()


def written() -> dict[int, int]:
    return dict(PostViews.objects.values_list("post", "count"))


@pytest.mark.django_db
def test_reads_are_written_once_a_second_at_most(reads: Reads, clock: Clock) -> None:
    one, two = published_post().pk, published_post().pk
    reads.count(one)
    assert written() == {one: 1}
    reads.count(one)
    reads.count(two)
    clock.now += 0.99
    reads.count(one)
    assert written() == {one: 1}
    clock.now += 0.02
    reads.count(two)
    assert written() == {one: 3, two: 2}
    reads.count(two)
    assert written() == {one: 3, two: 2}
    reads.flush()
    assert written() == {one: 3, two: 3}


@pytest.mark.django_db
def test_what_waits_costs_no_query(reads: Reads, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    key = published_post().pk
    reads.count(key)
    with django_assert_num_queries(0):
        for _ in range(100):
            reads.count(key)
    assert written() == {key: 1}


@pytest.mark.django_db
def test_processes_add_up(clock: Clock) -> None:
    key = published_post().pk
    for process in (Reads(clock), Reads(clock), Reads(clock)):
        process.count(key)
    assert written() == {key: 3}


@pytest.mark.django_db
def test_post_that_is_gone_does_not_keep_others_from_being_counted(reads: Reads, clock: Clock) -> None:
    gone, key = published_post().pk, published_post().pk
    reads.count(key)
    reads.count(gone)
    Post.objects.filter(pk=gone).delete()
    clock.now += 1
    reads.count(key)
    assert written() == {key: 2}


@pytest.mark.django_db
def test_reads_wait_where_the_database_refuses(
    reads: Reads, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    key = published_post().pk

    def refuse(_post: int, _reads: int) -> None:
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_add", refuse)
        reads.count(key)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert written() == {}
    clock.now += 1
    reads.count(key)
    assert written() == {key: 2}


@pytest.mark.django_db
def test_reads_that_come_while_the_database_refuses_are_not_lost(
    reads: Reads, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    key = published_post().pk

    def refuse(_post: int, _reads: int) -> None:
        reads.count(key)
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_add", refuse)
        reads.count(key)
    reads.flush()
    assert (written(), len(caplog.records)) == ({key: 2}, 1)


@pytest.mark.django_db(transaction=True)
def test_threads_lose_no_read() -> None:
    key = published_post().pk
    reads = Reads()

    def read(_number: int) -> None:
        reads.count(key)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read, range(200)))
    reads.flush()
    assert written() == {key: 200}


@pytest.mark.django_db
def test_picture_is_kept_by_no_cache_and_sets_no_cookie(client: Client, reads: Reads) -> None:
    made = published_post()
    response = client.get(f"{made.get_absolute_url()}read.gif", headers=READER)
    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, PIXEL, "image/gif")
    assert (response.headers["Cache-Control"], response.cookies) == ("no-store", {})
    assert "Cookie" not in response.headers.get("Vary", "")
    assert written() == {made.pk: 1}


def test_picture_is_one_transparent_dot() -> None:
    picture = Image.open(io.BytesIO(PIXEL))
    assert (picture.format, picture.size) == ("GIF", (1, 1))
    assert picture.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]  # four bands, as asked for


@pytest.mark.django_db
def test_counting_costs_one_query_beside_a_write_a_second(
    client: Client, reads: Reads, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{published_post().get_absolute_url()}read.gif"
    client.get(address, headers=READER)
    with django_assert_num_queries(1):
        client.get(address, headers=READER)


@pytest.mark.django_db
def test_what_a_visitor_may_not_see_has_no_picture(client: Client, reads: Reads) -> None:
    addresses = [post().get_absolute_url(), published_post(event=closed_event()).get_absolute_url(), "/news/unknown/"]
    assert [client.get(f"{address}read.gif", headers=READER).status_code for address in addresses] == [404, 404, 404]
    client.force_login(rows.coordinator())
    assert [client.get(f"{address}read.gif", headers=READER).status_code for address in addresses] == [404, 200, 404]
    assert len(written()) == 1


@pytest.mark.django_db
def test_only_a_reader_is_counted(client: Client, reads: Reads) -> None:
    address = f"{published_post().get_absolute_url()}read.gif"
    assert client.head(address, headers=READER).status_code == 200
    assert client.get(address, headers=READER | {"User-Agent": "Googlebot/2.1"}).content == PIXEL
    assert client.post(address, headers=READER).status_code == 405
    assert written() == {}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        (
            {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"},
            True,
        ),
        ({"User-Agent": "Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile"}, True),
        ({"User-Agent": ""}, False),
        ({"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, False),
        ({"User-Agent": "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"}, False),
        ({"User-Agent": "Mozilla/5.0 (compatible; Yahoo! Slurp)"}, False),
        ({"User-Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"}, False),
        ({"User-Agent": "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/138.0.0.0"}, False),
        ({"User-Agent": "curl/8.5.0"}, False),
        ({"User-Agent": "python-requests/2.32"}, False),
        ({"Accept": "*/*"}, False),
        ({"Accept": "text/html"}, False),
        ({"Sec-Purpose": "prefetch;prerender"}, False),
    ],
)
def test_robots_are_left_out(rf: RequestFactory, headers: dict[str, str], *, expected: bool) -> None:
    assert is_by_a_person(rf.get("/", headers=READER | headers)) is expected
