import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from announcements.drafting.markdown import (
    body,
    bullets,
    escape,
    heading,
    labelled,
    one_line,
    paragraph,
    paragraph_or_bullets,
)
from backstage.text.safe_markdown import as_html as as_marked_html

# What an edition may hold: `backstage.text.tidying.tidy` takes out control characters and lone surrogates. A second mark
# is dropped on purpose (`one_mark`), so no text has one here.
TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\\`*_{}[]()#+-.!<>&|~=:\n1"), max_size=40
).filter(lambda text: not re.search(r"[.?!…]\.", text))


def as_html(body: str) -> str:
    """The HTML without the marks of other scripts, which do not matter here."""
    return re.sub(r'<span lang="[\w-]+">|</span>', "", as_marked_html(body))


def words_of(html: str) -> str:
    return one_line(unescape(re.sub(r"<[^>]*>", " ", re.sub("</?strong>", "", html))))


@given(TEXTS)
@example("[x](javascript:alert(1))")
@example("<img src=x onerror=alert(1)>")
@example("# 1. Opening\n---\n\n    code")
@example("2017. A year")
@example("&amp; &lt; `code` **bold** __bold__ ~~~ \\")
@example("[x]: https://example.org")
def test_any_text_of_the_record_comes_back_as_that_text(text: str) -> None:
    assert as_html(paragraph(text)) in ("", f"<p>{_in_html(one_line(text))}</p>\n")


def _in_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip))
def test_every_block_holds_its_text_and_no_tag_but_its_own(one: str, two: str) -> None:
    html = as_html(body(heading(one), bullets([one, two]), labelled(one, two)))
    assert re.findall(r"<(\w+)", html) == ["h2", "ul", "li", "li", "p", "strong"]
    assert words_of(html) == one_line(f"{one} {one} {two} {one_line(one)}: {two}")


def test_a_title_full_of_markup_is_escaped() -> None:
    assert escape("- *Bold* [x](javascript:y)\n<img>") == "\\- \\*Bold\\* \\[x\\](javascript:y) \\<img\\>"


@pytest.mark.parametrize("text", ["UTC+9 and 4–8 September", "Rijeka (Croatia), 10:00–11:00.", "it's 100 % “fine”"])
def test_ordinary_prose_stays_easy_to_edit(text: str) -> None:
    assert escape(text) == text


def test_few_sentences_make_a_paragraph_and_many_a_list() -> None:
    assert paragraph_or_bullets(["One.", "Two.", "Three."]) == "One. Two. Three."
    assert paragraph_or_bullets(["One.", "Two.", "Three.", "Four."]) == "- One.\n- Two.\n- Three.\n- Four."


def test_empty_blocks_leave_no_trace() -> None:
    assert body("", paragraph(), paragraph("One.", "", "Two."), "", paragraph_or_bullets([])) == "One. Two."
