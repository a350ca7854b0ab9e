"""The verbs of categories: save and delete. Search finds posts by the names of their categories, so it learns of both."""

from collections.abc import Collection

from django.db import transaction

from announcements.models import Category, Post
from announcements.posts.words import write_words
from backstage.text.folding import same_name


@transaction.atomic
def save_category(category: Category) -> None:
    category.full_clean()
    category.save()
    _tell_search(_posts_in(category))


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
    _tell_search(posts)


def _posts_in(category: Category) -> list[int]:
    return list(category.posts.values_list("pk", flat=True))


def _tell_search(posts: Collection[int]) -> None:
    """By key, as all that lock several posts."""
    for post in Post.objects.select_for_update().filter(pk__in=posts).order_by("pk"):
        write_words(post)
