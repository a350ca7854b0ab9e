import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageChops, ImageCms, ImageOps

from tests.tours.pictures import photographs
from tests.tours.pictures.photographs import BLUE, RED, TELLS, halves, jpeg, png, saved, webp
from tours.pictures.cleaning import cleaned

KINDS = {"image/jpeg": jpeg, "image/png": png, "image/webp": webp}
every_kind = pytest.mark.parametrize("kind", KINDS)


def opened(body: bytes) -> Image.Image:
    image = Image.open(BytesIO(body))
    image.load()
    return image


def difference(one: Image.Image, other: Image.Image) -> int:
    """The greatest, of any colour of any point."""
    extremes = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return max(high for _low, high in extremes)  # type: ignore[misc]


@every_kind
@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_is_turned_and_tells_nothing_more(kind: str, orientation: int) -> None:
    source = KINDS[kind](orientation)
    body = cleaned(source, kind)
    assert [words for words in TELLS if words in body] == []
    image = opened(body)
    assert (
        dict(image.getexif()),
        {"exif", "xmp", "comment", "photoshop", "Author", "Comment"} & image.info.keys(),
    ) == (
        {},
        set(),
    )
    upright = ImageOps.exif_transpose(opened(source))
    assert image.size == upright.size
    assert difference(image, upright) <= 24  # where red and blue meet; WebP smears it


@every_kind
def test_picture_that_lies_on_its_side_stands(kind: str) -> None:
    """Orientation 6: the camera was held so that its left side is the top."""
    image = opened(cleaned(KINDS[kind](6), kind)).convert("RGB")
    assert image.size == (32, 64)
    for point, colour in [((16, 8), RED), ((16, 56), BLUE)]:
        found = image.getpixel(point)
        assert isinstance(found, tuple)
        assert max(abs(a - b) for a, b in zip(found, colour, strict=True)) <= 6


@every_kind
def test_points_of_an_upright_picture_are_the_same(kind: str) -> None:
    source = KINDS[kind](1)
    assert difference(opened(cleaned(source, kind)), opened(source)) == 0


@every_kind
@pytest.mark.parametrize("orientation", [1, 6])
def test_clean_picture_stays_as_it_is(kind: str, orientation: int) -> None:
    once = cleaned(KINDS[kind](orientation), kind)
    assert cleaned(once, kind) == once


@every_kind
@pytest.mark.parametrize("orientation", [1, 6])
def test_colour_profile_stays(kind: str, orientation: int) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    body = cleaned(KINDS[kind](orientation, icc_profile=profile), kind)
    assert opened(body).info["icc_profile"] == profile


def test_small_picture_in_the_head_of_a_jpeg_goes() -> None:
    small = b"\2\1" + b"GALAXY"
    whole = jpeg()
    at = whole.index(b"JFIF\0") - 4
    head = b"\xff\xe0" + struct.pack(">H", 14 + len(small)) + whole[at + 4 : at + 16] + small
    body = cleaned(whole[:at] + head + whole[at + 18 :], "image/jpeg")
    assert b"GALAXY" not in body
    assert opened(body).size == (64, 32)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}, {"subsampling": "4:2:0"}])
def test_jpeg_of_every_coding_is_cleaned(options: dict[str, Any]) -> None:
    source = jpeg(1, **options)
    body = cleaned(source, "image/jpeg")
    assert [words for words in TELLS if words in body] == []
    assert difference(opened(body), opened(source)) == 0


@pytest.mark.parametrize("mode", ["L", "CMYK"])
@pytest.mark.parametrize("orientation", [1, 3])
def test_jpeg_of_other_colours_is_cleaned(mode: str, orientation: int) -> None:
    source = jpeg(orientation, halves(mode))
    image: Any = opened(cleaned(source, "image/jpeg"))
    before: Any = opened(source)
    assert (image.mode, image.quantization) == (mode, before.quantization)
    assert difference(image, ImageOps.exif_transpose(opened(source))) <= 12


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "I;16"])
def test_png_of_every_kind_of_point_is_turned_without_loss(mode: str) -> None:
    image = halves("RGB").convert("L" if mode == "I;16" else mode).convert(mode)
    source = png(8, image)
    turned = opened(cleaned(source, "image/png"))
    assert turned.mode == mode
    assert turned.tobytes() == ImageOps.exif_transpose(opened(source)).tobytes()


def test_webp_without_loss_is_turned_without_loss() -> None:
    source = webp(6, lossless=True)
    assert difference(opened(cleaned(source, "image/webp")), ImageOps.exif_transpose(opened(source))) == 0


def test_photograph_of_several_pictures_keeps_the_first() -> None:
    source = saved("MPO", halves(), save_all=True, append_images=[Image.new("RGB", (8, 8))], exif=photographs.exif(6))
    image = opened(cleaned(source, "image/jpeg"))
    assert (image.format, image.size) == ("JPEG", (32, 64))


@pytest.mark.parametrize("damage", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\x7f", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"])
def test_damaged_exif_goes_and_turns_nothing(damage: bytes) -> None:
    whole = saved("JPEG")
    part = b"\xff\xe1" + struct.pack(">H", len(damage) + 2) + damage
    assert cleaned(whole[:2] + part + whole[2:], "image/jpeg") == whole


@every_kind
@pytest.mark.parametrize("left", [0.3, 0.6, 0.97])
def test_half_a_picture_is_refused(kind: str, left: float) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    whole = saved(kind.partition("/")[2].upper(), noise)
    assert refusal(whole[: int(len(whole) * left)], kind) == (
        "This picture cannot be read. Save it again as JPEG, PNG or WebP."
    )


def test_picture_of_too_many_points_is_refused_before_it_is_drawn() -> None:
    told = "The picture has more than 40 million pixels. Make it smaller."
    for width, height in [(8_000, 5_001), (10_000, 10_000), (60_000, 60_000)]:
        assert refusal(photographs.said_to_be(width, height), "image/png") == told


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_picture_that_moves_is_refused(kind: str) -> None:
    body = saved(kind, halves(), save_all=True, append_images=[Image.new("RGB", (64, 32), "green")])
    assert refusal(body, f"image/{kind.lower()}") == (
        "This picture moves. Save one of its pictures by itself, and upload that."
    )


def refusal(body: bytes, kind: str) -> str:
    clean: Callable[[bytes, str], bytes] = cleaned
    with pytest.raises(ValidationError) as refused:
        clean(body, kind)
    (told,) = refused.value.message_dict["file"]
    return str(told)


def test_picture_of_one_long_line_is_refused() -> None:
    told = "The picture has a side of more than 30,000 pixels. Make it smaller."
    for width, height in [(30_001, 1), (1, 30_001)]:
        assert refusal(photographs.said_to_be(width, height), "image/png") == told


def test_png_whose_palette_is_missing_is_refused() -> None:
    whole = saved("PNG", Image.new("P", (2, 2)))
    start = whole.index(b"PLTE") - 4
    end = start + int.from_bytes(whole[start : start + 4], "big") + 12
    told = "This picture cannot be read. Save it again as JPEG, PNG or WebP."
    assert refusal(whole[:start] + whole[end:], "image/png") == told
