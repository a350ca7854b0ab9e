"""The words by which search finds a post."""

import html
from collections.abc import Collection, Iterable
from functools import partial

from django.db import transaction
from django.utils.html import strip_tags

from announcements.models import Post, PostWord, PostWordForm, State
from backstage.plain_rows import insert
from backstage.text.safe_markdown import as_html
from backstage.text.search_keys import stored_keys
from tours.models.editions.word_forms import forget_forms, write_forms


def write_words(post: Post) -> None:
    """Replaces the post's words. The post's row must be locked if other transactions may write its words too."""
    before = stored_words(post)
    post.words.all().delete()
    words = words_of(post, post.categories.values_list("name", flat=True))
    insert(PostWord, ("post_id", "word"), [(post.pk, word) for word in words])
    _write_forms(gone=before, new=words if post.state == State.PUBLISHED else ())


def stored_words(post: Post) -> set[str]:
    return set(post.words.values_list("word", flat=True))


def forget_words(words: Collection[str]) -> None:
    """Forgets the words that no post has any more. Call it after a post with these words is gone."""
    _write_forms(gone=words, new=())


def _write_forms(*, gone: Collection[str], new: Collection[str]) -> None:
    """The forms of the words of published posts. Two posts may lose the last of a word at once, each while it sees that of the
    other: so who comes last looks again once that is committed.
    """
    used = PostWord.objects.filter(post__in=Post.objects.published().order_by().values("pk"))
    write_forms(PostWordForm, used, gone=gone, new=new)
    transaction.on_commit(partial(forget_forms, PostWordForm, used, set(gone) - set(new)))


def words_of(post: Post, categories: Iterable[str]) -> list[str]:
    """The words of the texts that are searched.

    Of the body only the words that readers see count, without markup and addresses of links.
    """
    return sorted(stored_keys(" \n ".join((post.title, *texts_of(post), *categories))))


def texts_of(post: Post) -> list[str]:
    """The texts of the post below its title, as readers see them."""
    return [post.summary, html.unescape(strip_tags(as_html(post.body))), post.byline]
