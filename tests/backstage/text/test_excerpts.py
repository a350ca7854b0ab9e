import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.excerpts import LONG, excerpt, matched, pieces
from backstage.text.search_keys import asked_keys


def marked(text: str, query: str) -> list[str]:
    return [piece.text for piece in pieces(text, asked_keys(query)) if piece.keys]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("seoul", "In Seoul, seoul’s 서울시청", ["Seoul", "seoul", "서울"]),
        ("시청", "서울시청과 시청", ["시청", "시청"]),
        ("서울시청", "저는 서울시청에", ["서울시청"]),
        ("Shevchenko", "Шевченко, Ševčenko’s", ["Шевченко", "Ševčenko"]),
        ("muenchen par", "Parks of München", ["Parks", "München"]),
        ("wee", "sweet weeks", ["weeks"]),
        ("none", "nothing here", []),
    ],
)
def test_words_are_marked_that_begin_as_asked(query: str, text: str, found: list[str]) -> None:
    assert marked(text, query) == found


@given(st.text(), st.text(max_size=20))
def test_pieces_are_the_whole_text(text: str, query: str) -> None:
    assert "".join(piece.text for piece in pieces(text, asked_keys(query))) == text


def test_excerpt_is_of_the_text_with_most_of_the_words() -> None:
    texts = ["Parks alone.", f"{'Long ago. ' * 30}Parks and trees{' everywhere' * 60}"]
    around = excerpt(texts, asked_keys("parks trees"))
    assert around.startswith("… ago. Long ago.")
    assert "Parks and trees" in around
    assert around.endswith("everywhere …")
    assert len(around) <= LONG + 4
    assert matched(around, asked_keys("parks trees stones")) == {"parks", "trees"}
    assert (excerpt(texts, ["none"]), excerpt([], ["none"])) == ("", "")


def test_words_of_several_texts_are_shown_where_each_stands() -> None:
    texts = ["Study tour", "Belgrade", "Ministry of Transport", "Beograd"]
    assert excerpt(texts, asked_keys("transport belgrade study")) == "Study tour · Belgrade · Ministry of Transport"
