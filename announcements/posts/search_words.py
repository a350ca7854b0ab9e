"""The words by which search finds a post."""

import html
from collections.abc import Iterable

from django.utils.html import strip_tags

from announcements.models import Post, PostWord
from backstage.plain_rows import insert
from backstage.text.folding import folded_words
from backstage.text.safe_markdown import as_html


def write_words(post: Post) -> None:
    """Replaces the post's words. The post's row must be locked if other transactions may write its words too."""
    post.words.all().delete()
    words = words_of(post, post.categories.values_list("name", flat=True))
    insert(PostWord, ("post_id", "word"), [(post.pk, word) for word in words])


def words_of(post: Post, categories: Iterable[str]) -> list[str]:
    """The words of the texts that are searched.

    Of the body only the words that readers see count, without markup and addresses of links.
    """
    body = html.unescape(strip_tags(as_html(post.body)))
    return sorted(folded_words(" ".join((post.title, post.summary, body, post.byline, *categories))))
