"""The verbs of categories: save and delete. Both rewrite the search words of posts, as these include category names."""

from collections.abc import Collection

from django.db import transaction

from announcements.models import Category, Post
from announcements.posts.search_words import write_words
from backstage.text.folding import same_name


@transaction.atomic
def save_category(category: Category) -> None:
    category.full_clean()
    category.save()
    _rewrite_words(_posts_in(category))


def category_named(name: str) -> Category:
    """The one of that name, however it is capitalised; a new one where there is none. One query, and one more for a new one."""
    for category in Category.objects.all():
        if same_name(category.name, name):
            return category
    category = Category(name=name)
    save_category(category)
    return category


@transaction.atomic
def delete_category(category: Category) -> None:
    posts = _posts_in(category)
    category.delete()
    _rewrite_words(posts)


def _posts_in(category: Category) -> list[int]:
    return list(category.posts.values_list("pk", flat=True))


def _rewrite_words(posts: Collection[int]) -> None:
    """Rewrites the words of the posts.

    They are locked in the order of their keys, as every verb that locks several posts does.
    """
    for post in Post.objects.select_for_update().filter(pk__in=posts).order_by("pk"):
        write_words(post)
