"""Marks what a search found."""

from collections.abc import Collection

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from backstage.text.excerpts import Piece, pieces
from backstage.text.scripts import marked_scripts

register = template.Library()


@register.simple_tag
def found_in(text: str, keys: Collection[str], language: str = "en") -> SafeString:
    """`{% found_in result.title keys result.language %}`: the text, escaped, with what matched marked, and each run of another
    script in its language.
    """
    return format_html_join("", "{}", ((_shown(piece, language),) for piece in pieces(text, keys)))


def _shown(piece: Piece, language: str) -> SafeString:
    words = marked_scripts(piece.text, language)
    return format_html("<mark>{}</mark>", words) if piece.keys else words
