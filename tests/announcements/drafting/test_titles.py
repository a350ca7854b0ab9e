"""The title of an event in a sentence: with its article, or quoted."""

import pytest

from announcements.drafting.phrases import event_in_full, event_in_short, on_dates
from announcements.drafting.titles import in_sentence
from tests.announcements.drafting.record import week


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Smart City Week", "the Smart City Week"),
        ("Smart City Week 2017", "the Smart City Week 2017"),
        ("UPP Study Tour to Korea", "the UPP Study Tour to Korea"),
        ("The 7th City Dialogue", "the 7th City Dialogue"),
        ("II Congreso de ciudades", "the II Congreso de ciudades"),
        ("Who owns data?", "“Who owns data?”"),
        ("Dialogue: who pays?", "“Dialogue: who pays?”"),
        ("“Green Cities”", "“Green Cities”"),
        ("„Zeleni gradovi”", "„Zeleni gradovi”"),
        ("Green cities, green jobs", "“Green cities, green jobs”"),
        ("From plan to street in a week", "“From plan to street in a week”"),
        ("A city for children", "“A city for children”"),
        ("le Forum des villes", "“le Forum des villes”"),
        ("Seoul 2017", "“Seoul 2017”"),
        ("The", "“The”"),
        ("?", "“?”"),
        ("Women in cities...", "“Women in cities...”"),
    ],
)
def test_description_takes_the_article_and_slogan_stands_in_quotation_marks(title: str, text: str) -> None:
    assert in_sentence(title) == text


@pytest.mark.parametrize(
    ("title", "full", "short"),
    [
        (
            "7th City Dialogue",
            "the 7th City Dialogue in Seoul (서울, Republic of Korea) from Monday 4 to Friday 8 September 2017",
            "the 7th City Dialogue in Seoul from Monday 4 to Friday 8 September 2017",
        ),
        (
            "Study tour on water, waste and heat",
            (
                "the Study tour on water, waste and heat, in Seoul (서울, Republic of Korea) from Monday 4 to Friday 8 September"
                " 2017,"
            ),
            "the Study tour on water, waste and heat, in Seoul from Monday 4 to Friday 8 September 2017,",
        ),
        (
            "Study visit to Seoul (second group)",
            "the Study visit to Seoul (second group; 서울, Republic of Korea) from Monday 4 to Friday 8 September 2017",
            "the Study visit to Seoul (second group) from Monday 4 to Friday 8 September 2017",
        ),
        (
            "Who owns data?",
            "“Who owns data?”, a study tour in Seoul (서울, Republic of Korea) from Monday 4 to Friday 8 September 2017,",
            "“Who owns data?”, a study tour in Seoul from Monday 4 to Friday 8 September 2017,",
        ),
    ],
)
def test_commas_and_brackets_around_the_title_are_those_that_the_sentence_needs(
    title: str, full: str, short: str
) -> None:
    event = week(title=title).event
    assert event_in_full(event, on_dates(event)) == full
    assert event_in_short(event, on_dates(event)) == short
