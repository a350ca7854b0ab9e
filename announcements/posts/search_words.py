"""The words by which search finds a post."""

import html

from django.utils.html import strip_tags

from announcements.models import Post, PostWord
from announcements.rendering.safe_markdown import as_html
from backstage.text.folding import folded_words


def write_words(post: Post) -> None:
    """Replaces the post's words. The post's row must be locked if other transactions may write its words too."""
    post.words.all().delete()
    PostWord.objects.bulk_create(PostWord(post=post, word=word) for word in sorted(folded_words(_text(post))))


def _text(post: Post) -> str:
    """The texts that are searched.

    Of the body only the words that readers see count, without markup and addresses of links.
    """
    body = html.unescape(strip_tags(as_html(post.body)))
    categories = post.categories.values_list("name", flat=True)
    return " ".join((post.title, post.summary, body, post.byline, *categories))
