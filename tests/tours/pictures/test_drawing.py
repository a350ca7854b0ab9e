"""Sizes of pictures, read back as pixels."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from tests.tours.pictures.photographs import TELLS, exif, jpeg, saved
from tours.pictures.drawing import drawn
from tours.pictures.sizes import CARD, DRAWINGS, FACE, LOGO, PAGE, SHAPES, measures


def opened(body: bytes, size: str) -> Image.Image:
    return Image.open(BytesIO(drawn(BytesIO(body), DRAWINGS[size])))


def test_no_other_sizes_can_be_asked_for() -> None:
    names = [
        "card-1200.jpg",
        "face-160.jpg",
        "face-160.webp",
        "face-320.webp",
        "gallery-320.webp",
        "gallery-480.jpg",
        "gallery-480.webp",
        "gallery-960.webp",
        "list-320.jpg",
        "list-320.webp",
        "logo-160.jpg",
        "logo-160.webp",
        "logo-320.webp",
        "page-1280.webp",
        "page-1920.webp",
        "page-320.webp",
        "page-640.webp",
        "page-960.jpg",
        "page-960.webp",
    ]
    assert (sorted(DRAWINGS), len(SHAPES)) == (names, 6)


@pytest.mark.parametrize(
    ("size", "measured"),
    [
        ("page-960.jpg", ("JPEG", (960, 640))),
        ("page-320.webp", ("WEBP", (320, 213))),
        ("page-1920.webp", ("WEBP", (1500, 1000))),
        ("list-320.webp", ("WEBP", (320, 168))),
        ("face-160.jpg", ("JPEG", (160, 160))),
        ("card-1200.jpg", ("JPEG", (1200, 630))),
    ],
)
def test_picture_fits_within_its_size_or_fills_it_and_is_not_enlarged(size: str, measured: object) -> None:
    image = opened(saved("JPEG", Image.new("RGB", (1500, 1000), "navy")), size)
    assert (image.format, image.size) == measured


def test_measures_on_pages_are_those_of_what_is_drawn() -> None:
    assert [measures(1000, 4000, shape.shown) for shape in (PAGE, FACE, LOGO, CARD)] == [
        (240, 960),
        (160, 160),
        (20, 80),
        (1200, 630),
    ]


@pytest.mark.parametrize("size", ["page-320.webp", "page-960.jpg"])
def test_what_a_file_from_before_tells_is_in_no_size(size: str) -> None:
    """Files that were uploaded before pictures were cleaned."""
    body = drawn(BytesIO(jpeg()), DRAWINGS[size])
    image = Image.open(BytesIO(body))
    assert ([words for words in TELLS if words in body], dict(image.getexif()), "icc_profile" in image.info) == (
        [],
        {},
        False,
    )


def test_what_was_transparent_is_white() -> None:
    assert opened(saved("PNG", Image.new("RGBA", (40, 20), (200, 0, 0, 0))), "logo-160.jpg").getpixel((9, 9)) == (
        255,
        255,
        255,
    )


def test_colours_are_drawn_as_their_profile_means_them() -> None:
    """Also of a damaged profile, of 16 bits of grey, and of the colours of print."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exchanged = profile.replace(b"rXYZ", b"    ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"    ", b"bXYZ", 1)
    plain = Image.new("RGB", (20, 20), (120, 60, 30))
    assert near(opened(saved("PNG", plain, icc_profile=profile), "logo-160.webp"), (120, 60, 30))
    assert near(opened(saved("PNG", plain, icc_profile=exchanged), "logo-160.webp"), (30, 60, 120))
    assert near(opened(saved("PNG", plain, icc_profile=b"damaged"), "logo-160.webp"), (120, 60, 30))
    assert near(opened(saved("PNG", Image.new("I;16", (20, 20), 0x8080)), "logo-160.webp"), (128, 128, 128))
    assert near(opened(saved("JPEG", Image.new("CMYK", (20, 20), (0, 0, 0, 0))), "logo-160.webp"), (255, 255, 255))


def near(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    found = image.convert("RGB").getpixel((10, 10))
    assert isinstance(found, tuple)
    return all(abs(a - b) <= 4 for a, b in zip(found, colour, strict=True))


def test_same_file_gives_the_same_bytes() -> None:
    source = saved("JPEG", Image.effect_noise((400, 300), 60).convert("RGB"), exif=exif(1))
    for size in ("page-320.webp", "list-320.jpg"):
        assert drawn(BytesIO(source), DRAWINGS[size]) == drawn(BytesIO(source), DRAWINGS[size])
