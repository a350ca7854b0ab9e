import pytest

from tours.maps.land import FILE, land, written
from tours.maps.making_land import lines
from tours.maps.simplifying import kept


def contains(longitude: float, latitude: float) -> bool:
    """Whether the point lies on land: a ray from it crosses the rings an odd number of times."""
    crossings = 0
    for shape in land():
        for one, other in zip(shape.ring, (*shape.ring[1:], shape.ring[0]), strict=True):
            if (one[1] > latitude) != (other[1] > latitude):
                crossings += longitude < one[0] + (latitude - one[1]) / (other[1] - one[1]) * (other[0] - one[0])
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (16.4, 48.2, True),  # Vienna
        (127.5, 36.5, True),  # in Korea
        (130.0, 38.0, False),  # the sea east of it
        (50.5, 41.0, False),  # the Caspian Sea, a ring within another
        (16.0, 43.0, False),  # the Adriatic
        (185.0, 66.8, True),  # the east of Asia, beyond the date line
    ],
)
def test_land_is_where_it_is(longitude: float, latitude: float, is_land: bool) -> None:
    assert contains(longitude, latitude) is is_land


def test_file_is_small_and_is_written_as_it_is_read() -> None:
    text = FILE.read_text()
    assert len(text) < 40_000
    assert [written(shape.ring) for shape in land()] == text.splitlines()


def test_points_that_say_nothing_are_left_out() -> None:
    square = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    assert kept(square, 1) == [0, 2, 3, 4]
    assert kept(square, 0.1) == [0, 1, 2, 3, 4]
    assert len(kept(square, 1000)) == 3


def test_land_is_made_from_a_topology() -> None:
    """A square in two arcs, one of them backwards, across the date line; an islet, and a part of Antarctica."""
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[179, 0], [-358, 0], [0, 2]],
            [[179, 0], [0, 2], [-358, 0]],
            [[10, 10], [0, 0], [0, 0]],
            [[0, -80], [9, 0], [0, 9], [-9, -9]],
        ],
        "objects": {
            "land": {
                "geometries": [
                    {"type": "MultiPolygon", "arcs": [[[0, -2]], [[2]]]},
                    {"type": "Polygon", "arcs": [[3]]},
                ]
            }
        },
    }
    assert lines(topology) == [written([(179, 0), (181, 0), (181, 2), (179, 2)])]
