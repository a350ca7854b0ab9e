import pytest

from tours.agenda.facts import Point
from tours.maps import arcs
from tours.maps.coasts import MOST_POINTS, coasts
from tours.maps.frames import AROUND, CLOSEST, HIGHEST, LOWEST, WIDTH, Frame, frame_around

RIJEKA, SEOUL = Point(latitude=45.3, longitude=14.4), Point(latitude=37.6, longitude=127)
SUVA, APIA = Point(latitude=-18.1, longitude=178.4), Point(latitude=-13.8, longitude=-171.8)
VIENNA, TOKYO = Point(latitude=48.2, longitude=16.4), Point(latitude=35.7, longitude=139.7)
HONOLULU, ANCHORAGE = Point(latitude=21.3, longitude=-157.9), Point(latitude=61.2, longitude=-149.9)
NORTH_POLE, SOUTH_POLE = Point(latitude=90, longitude=0), Point(latitude=-90, longitude=0)


@pytest.mark.parametrize(
    "points",
    [
        (RIJEKA, SEOUL),
        (SUVA, APIA),
        (VIENNA, TOKYO, HONOLULU, ANCHORAGE),
        (RIJEKA, RIJEKA),
        (NORTH_POLE, SOUTH_POLE, SUVA),
        (Point(latitude=0, longitude=180), Point(latitude=0, longitude=-180)),
    ],
)
def test_every_point_is_on_the_map(points: tuple[Point, ...]) -> None:
    frame = frame_around(points)
    assert LOWEST <= frame.height <= HIGHEST
    for left, top in map(frame.place_of, points):
        assert 0 <= left <= WIDTH
        assert 0 <= round(top) <= frame.height


def test_map_is_cut_to_what_it_shows_also_across_the_date_line() -> None:
    frame = frame_around([SUVA, APIA])
    assert [round(frame.place_of(point)[0]) for point in (SUVA, APIA)] == [AROUND, WIDTH - AROUND]


def test_map_of_one_place_is_no_closer_than_the_shapes_have_detail() -> None:
    frame = frame_around([RIJEKA, RIJEKA])
    assert (frame.down, frame.height) == (CLOSEST, LOWEST)
    assert frame.place_of(RIJEKA) == pytest.approx((WIDTH / 2, LOWEST / 2))


def test_around_the_earth_no_point_is_farther_from_the_host_than_half_around() -> None:
    points = [VIENNA, TOKYO, HONOLULU, ANCHORAGE]
    frame = frame_around(points, host=VIENNA)
    assert sorted(points, key=frame.place_of) == [HONOLULU, ANCHORAGE, VIENNA, TOKYO]
    assert sorted(points, key=frame_around(points).place_of) == [VIENNA, TOKYO, HONOLULU, ANCHORAGE]


@pytest.mark.parametrize(
    ("one", "other", "latitude"),
    [
        (RIJEKA, SEOUL, 58),  # 41 and 15 % of 113 degrees; the shortest way goes to 60
        (SUVA, APIA, -16),
        (VIENNA, ANCHORAGE, 72),
        (Point(latitude=-48.2, longitude=16.4), Point(latitude=-61.2, longitude=-149.9), -72),
        (RIJEKA, VIENNA, 47),
        (NORTH_POLE, SOUTH_POLE, 0),
    ],
)
def test_arc_bends_as_the_shortest_way_does(one: Point, other: Point, latitude: int) -> None:
    frame = frame_around([one, other])
    assert round(arcs.top(frame, one, other)) == latitude == round(arcs.top(frame, other, one))


def test_arc_goes_through_its_top() -> None:
    frame = Frame(west=0, north=60, across=2, down=2, height=200)
    near, far = Point(latitude=0, longitude=0), Point(latitude=0, longitude=60)
    assert arcs.path(frame, near, far) == "M0 120Q60 120 120 120"
    high = [Point(latitude=40, longitude=longitude) for longitude in (0, 60)]
    assert arcs.path(frame, *high) == "M0 40Q60 24 120 40"


def test_coasts_are_cut_at_the_edge_and_no_finer_than_is_seen() -> None:
    path = coasts(frame_around([VIENNA, TOKYO, HONOLULU, Point(latitude=-54.8, longitude=-68.3)], host=VIENNA))
    assert path.count(" ") + path.count("-") < 3 * MOST_POINTS
    for west in (10, 370, -350):
        assert coasts(Frame(west=west, north=50, across=480, down=480, height=240)) == "M484-4l0 248-488 0 0-248z"
    assert coasts(Frame(west=-30, north=50, across=480, down=480, height=240)) == ""
