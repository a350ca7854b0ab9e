"""Rewrites the words by which search finds posts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from announcements.models import Post
from announcements.posts.search_words import write_words


class Command(BaseCommand):
    help = "Rewrites the words by which search finds posts, as after a change to how words are folded."

    def handle(self, *_args: Any, **_options: Any) -> None:
        posts = 0
        for key in Post.objects.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic():
                for post in Post.objects.select_for_update().filter(pk=key):
                    write_words(post)
                    posts += 1
        self.stdout.write(f"Rebuilt: {posts} posts.")
