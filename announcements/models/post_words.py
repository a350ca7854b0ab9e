"""The words by which search finds posts."""

from django.db import models

from announcements.models.posts import Post
from tours.models.editions.word_forms import WordForm
from tours.models.fields import BEGINNING_OPS, KEY_OPS


class PostWord(models.Model):
    """A folded word by which search finds a post. `announcements.posts.writing` writes it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="words", db_index=False)
    word = models.CharField(max_length=64, db_index=True)

    class Meta:
        # With the word, so that one look tells whether a post has a word that begins so, however many others have it.
        indexes = [models.Index(fields=["post", "word"], opclasses=[KEY_OPS, BEGINNING_OPS], name="post_word_of_post")]
        constraints = [
            models.UniqueConstraint(fields=["word", "post"], opclasses=[BEGINNING_OPS, KEY_OPS], name="post_word_once")
        ]

    def __str__(self) -> str:
        return self.word


class PostWordForm(WordForm):
    """A form of a word that stands in posts."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="post_word_form_once")]
