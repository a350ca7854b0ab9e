"""The picture of a page that is shared, read back as pixels."""

import unicodedata
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.factories.values import KOSOVO, PRISHTINA, event
from tests.tours.pictures.photographs import saved
from tours.metadata.cards import HEAD, HEIGHT, PHOTOGRAPH, RULE, SIDE, WIDTH, Card, draw_card, event_card
from tours.pdf.styles import Colour
from tours.vocabulary import EventKind, EventState

HEAVIEST = 60_000
"""Bytes: what a messenger loads for a preview."""
HEAVIEST_WITH_PHOTOGRAPH = 300_000
"""What the strictest messenger loads. Noise is the worst that there is."""
WEEK = Card("Sojourn · Study tour", "World Smart City Summit", ("Seoul, Republic of Korea", "4–8 September 2017"))
TEXTS = st.text(max_size=300) | st.text(alphabet="WWmi ", max_size=300) | st.text(alphabet="서울시 ĐđЂш", max_size=300)
CARDS = st.builds(Card, TEXTS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple), TEXTS)


def pixels(card: Card) -> Image.Image:
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


def colours(picture: Image.Image, box: tuple[int, int, int, int]) -> set[str]:
    found = picture.crop(box).getcolors(WIDTH * HEIGHT) or []
    return {bytes(colour).hex() for _count, colour in found if isinstance(colour, tuple)}


def test_card_is_a_small_png_of_the_shape_that_networks_show_whole() -> None:
    body = draw_card(WEEK)
    picture = Image.open(BytesIO(body))
    assert (picture.format, picture.size, len(body) < HEAVIEST) == ("PNG", (1200, 630), True)


def test_card_is_navy_over_white_with_a_rule_of_ochre() -> None:
    picture = pixels(Card("", ""))
    assert colours(picture, (0, 0, WIDTH, HEAD)) == {Colour.NAVY.value}
    assert colours(picture, (0, HEAD, WIDTH, HEAD + RULE)) == {Colour.OCHRE.value}
    assert colours(picture, (0, HEAD + RULE, WIDTH, HEIGHT)) == {Colour.WHITE.value}


@pytest.mark.slow
@settings(max_examples=30)
@given(CARDS)
def test_words_stay_within_the_margins_whatever_they_are(card: Card) -> None:
    body = draw_card(card)
    picture = Image.open(BytesIO(body)).convert("RGB")
    grounds = {Colour.NAVY.value, Colour.OCHRE.value, Colour.WHITE.value}
    edge = SIDE // 2  # letters may lean out a little
    for box in ((0, 0, edge, HEIGHT), (WIDTH - edge, 0, WIDTH, HEIGHT), (0, 0, WIDTH, 40), (0, 620, WIDTH, HEIGHT)):
        assert colours(picture, box) <= grounds
    assert colours(picture, (0, HEAD, WIDTH, HEAD + RULE)) == {Colour.OCHRE.value}
    assert len(body) < HEAVIEST


def test_same_words_give_the_same_bytes() -> None:
    assert draw_card(WEEK) == draw_card(Card(*WEEK))


def test_photograph_fills_the_right_end_and_words_stay_beside_it() -> None:
    noise = BytesIO(saved("JPEG", Image.effect_noise((900, 700), 90).convert("RGB")))
    body = draw_card(WEEK._replace(title="WWWW " * 60), noise)
    beside = (WIDTH - PHOTOGRAPH.width - SIDE // 2, 0, WIDTH - PHOTOGRAPH.width, HEAD)
    assert colours(Image.open(BytesIO(body)).convert("RGB"), beside) == {Colour.NAVY.value}
    assert len(body) < HEAVIEST_WITH_PHOTOGRAPH
    noise.seek(0)
    assert draw_card(WEEK._replace(title="WWWW " * 60), noise) == body


@pytest.mark.parametrize("words", ["서울", "Скопје", "Đakovo", "Shkodër"])
def test_each_script_is_drawn_with_its_letters(words: str) -> None:
    missing = "\N{REPLACEMENT CHARACTER}" * len(words)
    assert draw_card(WEEK._replace(title=words)) != draw_card(WEEK._replace(title=missing))
    assert draw_card(WEEK._replace(title=words)) != draw_card(WEEK._replace(title=words[::-1]))
    assert draw_card(WEEK._replace(title=unicodedata.normalize("NFD", words))) == draw_card(WEEK._replace(title=words))


def test_letter_that_no_face_has_is_drawn_as_replacement() -> None:
    assert draw_card(WEEK._replace(title="漢")) == draw_card(WEEK._replace(title="\N{REPLACEMENT CHARACTER}"))


def test_long_title_is_set_smaller_and_then_cut() -> None:
    long = WEEK._replace(title="Cities that learn " * 20)
    assert draw_card(long) == draw_card(long._replace(title=long.title * 2))
    assert draw_card(long) != draw_card(long._replace(title="Cities that learn " * 3))


def test_card_of_an_event_says_what_where_and_when() -> None:
    assert event_card(event(), "Sojourn") == Card(
        "Sojourn · Study tour",
        "World Smart City Summit and Smart City Week",
        ("Seoul, Republic of Korea", "4–8 September 2017"),
    )


def test_card_of_an_event_says_that_it_is_cancelled_and_what_its_countrys_name_means() -> None:
    of = event(kind=EventKind.WORKSHOP, state=EventState.CANCELLED, host_city=PRISHTINA)
    card = event_card(of, "Sojourn")
    assert (card.over, card.under[0]) == ("Sojourn · Workshop · Cancelled", "Prishtina, Kosovo*")
    assert card.note == f"* {KOSOVO.footnote}"
