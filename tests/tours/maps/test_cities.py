import pytest

from tours.agenda.facts import Point
from tours.maps.cities import MOST_CROWDS, Spot, cities_map
from tours.maps.dots import APART, City, dots, labels
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
    assert [(mark.number, mark.is_host, mark.names) for mark in drawn.whole.marks] == [
        (1, True, ""),
        (1, False, ""),
        (1, False, ""),
    ]
    seoul = drawn.whole.marks[0]
    assert [arc.rpartition("Q")[2].split()[2:] for arc in drawn.whole.arcs[1:].split("M")] == [
        [str(seoul.left), str(seoul.top)]
    ] * 2
    assert (drawn.crowds, drawn.number, drawn.host) == ((), 3, "Seoul")


def test_cities_close_together_are_one_dot_with_their_number_and_are_drawn_again_enlarged() -> None:
    drawn = cities_map((SEOUL, GOYANG, INCHEON, RIJEKA))
    assert drawn
    assert [(mark.number, mark.is_host, mark.names) for mark in drawn.whole.marks] == [
        (3, True, "Seoul, Goyang, Incheon"),
        (1, False, ""),
    ]
    [crowd] = drawn.crowds
    assert crowd.cities == ("Seoul", "Goyang", "Incheon")
    assert [label.text for label in crowd.panel.labels] == ["Seoul", "Goyang", "Incheon"]


def test_cities_at_one_place_are_not_enlarged_in_vain() -> None:
    drawn = cities_map((SEOUL, RIJEKA, Spot("Fiume", RIJEKA.point), Spot("Reka", RIJEKA.point)))
    assert drawn
    assert ([mark.number for mark in drawn.whole.marks], drawn.crowds) == ([1, 3], ())


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
    assert sum(mark.number for mark in drawn.whole.marks) == 501
    assert len(drawn.crowds) <= MOST_CROWDS
    found = dots(City(spot.name, spot.point, (spot.point.longitude * 9, spot.point.latitude * 9)) for spot in spots)
    for place, one in enumerate(found):
        for other in found[:place]:
            distance = ((one.left - other.left) ** 2 + (one.top - other.top) ** 2) ** 0.5
            assert distance >= one.radius + other.radius + APART


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
    crowd = dots(city("A very long name", 240 + 11 * column, 100 + 11 * row) for row in range(4) for column in range(4))
    assert 0 < len(labels(crowd, 200)) < 16
