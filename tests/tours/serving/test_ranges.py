import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tours.serving.ranges import content_range, part_asked_for

FILE = b"0123456789"
SIZES = st.integers(min_value=0, max_value=2**40)
NUMBERS = st.integers(min_value=0, max_value=2**70)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", b"0"),
        ("bytes=0-9", FILE),
        ("bytes=2-4", b"234"),
        ("bytes=9-9", b"9"),
        ("bytes=7-", b"789"),
        ("bytes=7-99999999999999999", b"789"),
        ("bytes=000-001", b"01"),
        ("bytes=-3", b"789"),
        ("bytes=-10", FILE),
        ("bytes=-999", FILE),
        ("Bytes=-1", b"9"),
    ],
)
def test_part_is_the_bytes_from_the_first_to_the_last(header: str, part: bytes) -> None:
    asked = part_asked_for(header, len(FILE))
    assert asked is not None
    assert FILE[asked.start : asked.stop] == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-20", "bytes=999999999999999999-", "bytes=-0"])
def test_part_is_empty_where_the_file_has_no_such_byte(header: str) -> None:
    asked = part_asked_for(header, len(FILE))
    assert asked is not None
    assert len(asked) == 0


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=4-2",
        "bytes=0-1,3-4",
        "bytes=0-1,",
        "bytes=" + "0-1," * 10_000 + "5-6",
        "bytes=" + "9" * 100_000 + "-",
        "bytes=-" + "9" * 19,
        "bytes=0-1\n",
        "bytes=0-1 ",
        "bytes= 0-1",
        "bytes=+0-1",
        "bytes=0x0-1",
        "bytes=1_0-",
        "bytes=--1",
        "bytes=٠-٤",
        "bytes=²-",
        "bytes=０-１",
        "items=0-1",
        "lines=0-1, bytes=0-1",
        "\0",
    ],
)
def test_anything_else_is_the_whole_file(header: str) -> None:
    assert part_asked_for(header, len(FILE)) is None


@given(first=NUMBERS | st.none(), last=NUMBERS | st.none(), size=SIZES)
def test_part_always_lies_within_the_file(first: int | None, last: int | None, size: int) -> None:
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    part = part_asked_for(header, size)
    if part:
        assert 0 <= part.start < part.stop <= size
        assert content_range(part, size) == f"bytes {part[0]}-{part[-1]}/{size}"


@given(st.text() | st.text(alphabet="bytes=0123456789-, ").map("bytes=".__add__), st.binary(max_size=50))
def test_no_header_makes_it_fail_or_asks_for_more_than_there_is(header: str, body: bytes) -> None:
    part = part_asked_for(header, len(body))
    assert part is None or len(body[part.start : part.stop]) == len(part) <= len(body)


@given(body=st.binary(min_size=1, max_size=200), chunk=st.integers(min_value=1, max_value=50))
def test_chunks_joined_are_the_file(body: bytes, chunk: int) -> None:
    joined, length = b"", None
    while length is None or len(joined) < length:
        part = part_asked_for(f"bytes={len(joined)}-{len(joined) + chunk - 1}", len(body))
        assert part
        total = re.fullmatch(r"bytes [0-9]+-[0-9]+/([0-9]+)", content_range(part, len(body)))
        assert total
        length = int(total[1])
        joined += body[part.start : part.stop]
    assert joined == body


def test_content_range_of_no_part_tells_how_long_the_file_is() -> None:
    assert content_range(range(0), 10) == "bytes */10"
