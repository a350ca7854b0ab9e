"""Notes in Markdown on paper: paragraphs, lists, bold words and links, with the same words as on the page."""

import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.safe_markdown import note_as_html
from tours.booklet.notes import note_blocks
from tours.pdf.blocks import Block, Bullets, Paragraph, Span, Text
from tours.pdf.faces.faces import Face

BOLD = Face.BOLD
WRITTEN = st.text(alphabet="ab 1.-*_[]()#>`\n!:/\\<&@", max_size=60)


def spans(body: str) -> list[Span]:
    [block] = note_blocks(body)
    assert isinstance(block, Paragraph)
    return list(block.text.spans)


def words(block: Block) -> str:
    match block:
        case Paragraph(text):
            return "".join(span.words for span in text.spans)
        case Bullets(items):
            texts = [item if isinstance(item, Text) else Text((Span(item),)) for item in items]
            return "\n".join("".join(span.words for span in text.spans) for text in texts)
    raise AssertionError(block)


def test_plain_words_are_one_span_and_their_line_breaks_stay() -> None:
    assert spans("Won.\nCards too.") == [Span("Won.\nCards too.")]


def test_bold_words_and_links_are_told_and_what_follows_without_a_space_is_joined() -> None:
    assert spans("Bring **a coat**, and see [the site](https://a.org/x).") == [
        Span("Bring "),
        Span("a coat", BOLD),
        Span(", and see ", joined=True),
        Span("the site", url="https://a.org/x"),
        Span(".", joined=True),
    ]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("See https://a.org/x_(y).", "https://a.org/x_(y"),
        ("See www.a.org, please", "https://www.a.org"),
        ("Write to desk@a.org.", "mailto:desk@a.org"),
        ("[Call](tel:+82)", "tel:+82"),
    ],
)
def test_address_is_a_link_on_page_and_paper(body: str, address: str) -> None:
    assert [span.url for span in spans(body) if span.url] == [address]
    assert f'href="{address}"' in note_as_html(body, 4)


@pytest.mark.parametrize("body", ["[a](javascript:alert(1))", "[a](data:text/html,b)", "`https://a.org`"])
def test_what_is_no_address_is_no_link(body: str) -> None:
    assert [span.url for span in spans(body)] == [""]
    assert "href" not in note_as_html(body, 4)


def test_lists_are_lists_and_those_within_join_them() -> None:
    first, second = note_blocks("- Coat\n- Boots\n  - warm\n\n  Really.\n\n1. Land\n2. Ride")
    assert (words(first), words(second)) == ("Coat\nBoots\nwarm\nReally.", "Land\nRide")
    assert isinstance(first, Bullets)
    assert isinstance(second, Bullets)
    assert ([len(bullets.items) for bullets in (first, second)], first.numbered, second.numbered) == (
        [4, 2],
        False,
        True,
    )


def test_heading_is_bold_and_stays_with_what_follows() -> None:
    heading, text = note_blocks("# Hotel\n\nNear.")
    assert heading == Paragraph(Text((Span("Hotel", BOLD),)), leads=True)
    assert text == Paragraph(Text((Span("Near."),)))
    assert note_as_html("# Hotel\n\nNear.", 4) == "<h4>Hotel</h4>\n<p>Near.</p>\n"


@given(WRITTEN)
def test_page_and_paper_say_the_same_words(body: str) -> None:
    page = strip_tags(note_as_html(body, 4).replace("<br>", "\n"))
    plain = page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#39;", "'")
    paper = " ".join(map(words, note_blocks(body)))
    assert _bare(paper) == _bare(plain.replace("&amp;", "&"))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
