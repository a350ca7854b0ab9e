from itertools import combinations
from math import hypot

import pytest

from tours.agenda.facts import Point
from tours.maps.cities import Marker, Panel, Spot, cities_map
from tours.maps.dots import HIGH, LETTER, SMALL, City, Label, dots, labels
from tours.maps.frames import WIDTH

SEOUL = Spot("Seoul", Point(latitude=37.567, longitude=126.978), is_host=True)
GOYANG = Spot("Goyang", Point(latitude=37.658, longitude=126.832))
INCHEON = Spot("Incheon", Point(latitude=37.456, longitude=126.705))
RIJEKA = Spot("Rijeka", Point(latitude=45.327, longitude=14.442))
BELGRADE = Spot("Belgrade", Point(latitude=44.818, longitude=20.457))


def test_cities_far_apart_have_a_dot_with_a_name_and_an_arc_to_the_host() -> None:
    drawn = cities_map((SEOUL, RIJEKA, BELGRADE))
    assert drawn
    assert [label.text for label in drawn.whole.labels] == ["Seoul", "Rijeka", "Belgrade"]
    assert [(marker.number, marker.is_host, marker.names) for marker in drawn.whole.markers] == [
        (1, True, ""),
        (1, False, ""),
        (1, False, ""),
    ]
    seoul = drawn.whole.markers[0]
    assert [arc.rpartition("Q")[2].split()[2:] for arc in drawn.whole.arcs[1:].split("M")] == [
        [str(seoul.left), str(seoul.top)]
    ] * 2
    assert (drawn.clusters, drawn.number, drawn.host) == ((), 3, "Seoul")


def test_cities_close_together_are_one_dot_with_their_number_and_are_drawn_again_enlarged() -> None:
    drawn = cities_map((SEOUL, GOYANG, INCHEON, RIJEKA))
    assert drawn
    assert [(marker.number, marker.is_host, marker.names) for marker in drawn.whole.markers] == [
        (3, True, "Seoul, Goyang, Incheon"),
        (1, False, ""),
    ]
    [cluster] = drawn.clusters
    assert cluster.cities == ("Seoul", "Goyang", "Incheon")
    assert [label.text for label in cluster.panel.labels] == ["Seoul", "Goyang", "Incheon"]


@pytest.mark.parametrize(
    ("spots", "numbers"),
    [
        ((SEOUL, RIJEKA, Spot("Fiume", RIJEKA.point), Spot("Reka", RIJEKA.point)), [1, 3]),  # at one place
        ((SEOUL, RIJEKA, Spot("Sušak", Point(latitude=45.328, longitude=14.45))), [1, 2]),  # next door
        # As large as it becomes, it would be little larger.
        ((*(Spot("", Point(latitude=latitude, longitude=9)) for latitude in (45.0, 45.12, 48.5)),), [2, 1]),
    ],
)
def test_crowd_is_not_enlarged_in_vain(spots: tuple[Spot, ...], numbers: list[int]) -> None:
    drawn = cities_map(spots)
    assert drawn
    assert ([marker.number for marker in drawn.whole.markers], drawn.clusters) == (numbers, ())


@pytest.mark.parametrize("spots", [(), (SEOUL,), (RIJEKA, Spot("Fiume", RIJEKA.point))])
def test_map_of_one_place_says_nothing_and_is_not_drawn(spots: tuple[Spot, ...]) -> None:
    assert cities_map(spots) is None


def test_five_hundred_cities_still_read() -> None:
    """A lattice over Europe: no dot lies on another, no name leaves the map, and every city is counted once."""
    spots = tuple(
        Spot(f"City {row}-{column}", Point(latitude=38 + row * 0.9, longitude=-8 + column * 1.6))
        for row in range(20)
        for column in range(25)
    )
    drawn = cities_map((*spots, SEOUL))
    assert drawn
    assert sum(marker.number for marker in drawn.whole.markers) == 501
    for panel in (drawn.whole, *(cluster.panel for cluster in drawn.clusters)):
        assert [label.text for label in panel.labels if not _is_within(label, panel)] == []
        assert [pair for pair in combinations(panel.markers, 2) if _lie_on_another(*pair)] == []
        for marker in panel.markers:
            assert SMALL <= marker.left <= WIDTH - SMALL
            assert SMALL <= marker.top <= panel.height - SMALL


def _is_within(label: Label, panel: Panel) -> bool:
    """Whether the whole name is on the map, by the width of its letters and the height of a line."""
    wide = LETTER * len(label.text)
    begins = label.left - {"start": 0, "end": wide, "middle": wide / 2}[label.anchor]
    middle = label.top - 5
    return 0 <= begins <= begins + wide <= WIDTH and 0 <= middle - HIGH / 2 <= middle + HIGH / 2 <= panel.height


def _lie_on_another(one: Marker, other: Marker) -> bool:
    return hypot(one.left - other.left, one.top - other.top) < one.radius + other.radius


def test_two_crowds_at_most_are_drawn_again() -> None:
    """The largest of them."""
    places = {"Iberia": (40, -5), "Balkans": (43, 20), "Finland": (62, 26)}
    spots = [
        Spot(f"{name} {number}", Point(latitude=latitude + number * 0.3, longitude=longitude + number * 0.3))
        for size, (name, (latitude, longitude)) in enumerate(places.items(), 2)
        for number in range(size)
    ]
    drawn = cities_map((SEOUL, *spots))
    assert drawn
    assert [cluster.cities[0] for cluster in drawn.clusters] == ["Finland 0", "Balkans 0"]


def test_dot_of_several_cities_stands_in_their_middle_or_at_the_host() -> None:
    near, host = City("Near", SEOUL.point, (104, 100)), City("Host", SEOUL.point, (100, 100), is_host=True)
    assert [(dot.left, dot.number, dot.name) for dot in dots([near, host])] == [(100, 2, "Host")]
    assert [(dot.left, dot.number, dot.name) for dot in dots([near, host._replace(is_host=False)])] == [(102, 2, "")]


def test_name_of_the_host_is_written_first() -> None:
    city, host = City("A" * 30, SEOUL.point, (100, 10)), City("B" * 30, SEOUL.point, (380, 10), is_host=True)
    assert [label.text for label in labels(dots([city, host]), 20).values()] == ["B" * 30]


def test_name_stands_where_there_is_room_or_not_at_all() -> None:
    def city(name: str, left: float, top: float) -> City:
        return City(name, SEOUL.point, (left, top))

    alone, beside = city("Alone", 240, 100), city("Beside", 252, 100)
    assert [(label.text, label.anchor) for label in labels(dots([alone, beside]), 200).values()] == [
        ("Alone", "end"),
        ("Beside", "start"),
    ]
    at_the_edge = labels(dots([city("At the edge", WIDTH - 5, 100), city("Far", 5, 100)]), 200)
    assert [(label.text, label.anchor) for label in at_the_edge.values()] == [("At the edge", "end"), ("Far", "start")]
    cluster = dots(
        city("A very long name", 240 + 11 * column, 100 + 11 * row) for row in range(4) for column in range(4)
    )
    assert 0 < len(labels(cluster, 200)) < 16


@pytest.mark.parametrize(
    "far",
    [
        [(90, 180), (90, -180)],
        [(44.8, 20.5), (45.3, 14.4), (89.5, -56), (89.5, -52)],
        [(37.6, 127), (-86, 128), (-86, 132)],
    ],
)
def test_cities_at_a_pole_break_no_map(far: list[tuple[float, float]]) -> None:
    spots = tuple(
        Spot(f"City {number}", Point(latitude=latitude, longitude=longitude))
        for number, (latitude, longitude) in enumerate(far)
    )
    drawn = cities_map(spots)
    assert drawn is not None
    assert sum(marker.number for marker in drawn.whole.markers) == len(far)
