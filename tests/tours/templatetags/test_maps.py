"""How maps are drawn on pages."""

import gzip
import re
from types import SimpleNamespace

from django.template.loader import render_to_string
from msgspec.structs import replace

from tests.factories import values
from tours.agenda.facts import City, Participation, Point
from tours.templatetags.maps import map_of_cities, map_of_event

SEOUL = replace(values.SEOUL, point=Point(latitude=37.567, longitude=126.978))
RIJEKA = replace(values.RIJEKA, point=Point(latitude=45.327, longitude=14.442))


def around(count: int) -> tuple[Participation, ...]:
    """Cities over the south-east of Europe."""
    points = (Point(latitude=38 + number % 7 * 1.3, longitude=14 + number % 11 * 1.2) for number in range(count))
    return tuple(
        Participation(city=City(slug=f"c{number}", name=f"City {number}", country=values.SERBIA, point=point))
        for number, point in enumerate(points)
    )


def test_map_of_an_event_is_a_picture_with_a_name_and_no_tab_stop() -> None:
    cities = (Participation(city=RIJEKA), Participation(city=SEOUL), Participation(city=values.BELGRADE))
    html = map_of_event(values.event(host_city=SEOUL, cities=cities))
    assert re.findall(r"<title id=\"(.*?)\">(.*?)</title><desc id=\"(.*?)\">(.*?)</desc>", html) == [
        (
            "map-name",
            "Map of the cities, with arcs to Seoul",
            "map-told",
            "It shows 2 cities, which the list names.",
        )
    ]
    assert re.findall(r"<svg (.*?) viewBox", html) == [
        'role="img" aria-labelledby="map-name" aria-describedby="map-told"'
    ]
    assert re.findall(r"<text.*?>(.*?)</text>", html) == ["Seoul", "Rijeka"]
    assert re.findall(r"style=|<a |tabindex|href", html) == []


def test_enlarged_part_names_its_cities_and_has_a_name_of_its_own() -> None:
    goyang = City(slug="goyang", name="<Goyang>", country=values.KOREA, point=Point(latitude=37.658, longitude=126.832))
    html = map_of_event(values.event(host_city=SEOUL, cities=(Participation(city=RIJEKA), Participation(city=goyang))))
    assert re.findall(r'<desc id="(.*?)">(.*?)</desc>', html) == [
        ("map-told", "It shows 3 cities, which the list names."),
        ("map-1-told", "It shows Seoul, &lt;Goyang&gt;."),
    ]
    assert re.findall("<circle.*?><title>(.*?)</title>", html) == ["Seoul, &lt;Goyang&gt;"]


def test_event_without_points_has_no_map() -> None:
    assert map_of_event(values.event()) == ""
    html = render_to_string("tours/_background.html", {"view": values.view(), "event": values.event()})
    assert ("<figure" in html, "Map of the cities" in html) == (False, False)


def test_map_of_an_event_is_light() -> None:
    html = map_of_event(values.event(host_city=SEOUL, cities=around(40)))
    assert len(gzip.compress(html.encode())) < 4096


def test_map_of_the_programme_leaves_out_cities_without_a_point() -> None:
    rows = [
        SimpleNamespace(name="Seoul", latitude=37.567, longitude=126.978),
        SimpleNamespace(name="Atlantis", latitude=None, longitude=None),
        SimpleNamespace(name="Rijeka", latitude=45.327, longitude=14.442),
    ]
    html = map_of_cities(rows)
    assert "It shows 2 cities, which the list names." in html
    assert "arcs to" not in html
    assert map_of_cities(rows[1:]) == ""
