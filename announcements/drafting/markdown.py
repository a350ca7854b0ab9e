"""Writes plain text as Markdown. Whatever a text holds, the Markdown renders as exactly that text."""

import re
from collections.abc import Iterable, Sequence

_BLANK_LINE = re.compile(r"\n\s*\n")
# Signs that can begin inline markup anywhere; `_BLOCK` matches what can begin a block at the start of a line.
_INLINE = re.compile(r"([\\`*_\[\]<>&~|#])")
# A full stop after another mark. Three full stops in a row count as one mark. A mark before a closing quotation mark
# belongs to the quotation, so a full stop may follow it.
_SECOND_MARK = re.compile(r"(?<![.])([.?!…])\.(?=\s|$)")
_BLOCK = re.compile(r"^(\d{0,9})([-+=.)])")


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space."""
    return " ".join(text.split())


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text; a blank line ends a paragraph."""
    return [part for part in _BLANK_LINE.split(text) if part.strip()]


def escape(text: str) -> str:
    """The text on one line, as Markdown that renders as the text and nothing else."""
    return _BLOCK.sub(r"\1\\\2", _INLINE.sub(r"\\\1", one_line(text)))


def body(*blocks: str) -> str:
    """The blocks that are not empty, with a blank line between them."""
    return "\n\n".join(block for block in blocks if block)


def heading(text: str) -> str:
    return f"## {escape(text)}"


def one_mark(text: str) -> str:
    """The text without a second mark: a full stop is dropped after a sentence or a name (`Co., Ltd.`) that has its own
    mark.
    """
    return _SECOND_MARK.sub(r"\1", text)


def paragraph(*sentences: str) -> str:
    """The sentences that are not empty, as one paragraph; empty where there are none."""
    return escape(one_mark(" ".join(sentences)))


def bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escape(one_mark(text))}" for text in texts)


def labelled(label: str, text: str) -> str:
    """A paragraph that begins with its subject in bold."""
    return f"**{escape(label)}:** {escape(one_mark(text))}"


def unlabelled(text: str, label: str) -> str:
    """The text without the label at its beginning, which stands in bold before it."""
    return re.sub(rf"^\s*{re.escape(label)}\s*[:–—-]\s*(?=\S)", "", text, flags=re.IGNORECASE)


def paragraph_or_bullets(sentences: Sequence[str]) -> str:
    """Up to three sentences as a paragraph, more as a list."""
    return paragraph(*sentences) if len(sentences) <= 3 else bullets(sentences)
