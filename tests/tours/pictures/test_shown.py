from typing import NamedTuple

from tours.pictures.shown import ShownPicture, shown
from tours.pictures.sizes import FACE, PAGE


class Told(NamedTuple):
    width: int
    height: int
    alternative: str = "A hall"
    caption: str = "The hall of the city"
    credit: str = "Office"


def test_browsers_choose_among_widths_up_to_that_of_the_file() -> None:
    assert shown(Told(700, 350), PAGE, "/p/{}".format) == ShownPicture(
        address="/p/page-960.jpg",
        sources="/p/page-320.webp 320w, /p/page-640.webp 640w, /p/page-960.webp 700w",
        sizes="(min-width: 700px) 700px, 100vw",
        width=700,
        height=350,
        alternative="A hall",
        caption="The hall of the city",
        credit="Office",
    )


def test_portrait_is_as_wide_on_every_screen() -> None:
    face = shown(Told(3000, 4000), FACE, "/p/{}".format)
    assert (face.sources, face.sizes, face.width, face.height) == (
        "/p/face-160.webp 160w, /p/face-320.webp 320w",
        "160px",
        160,
        160,
    )
