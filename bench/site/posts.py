"""The site's news: posts with categories, half of them about events."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from accounts.models import User
from announcements.models import Category, Post, PostWord, PostWordForm, State
from announcements.posts.search_words import words_of
from backstage.plain_rows import insert
from bench.site import texts
from bench.site.events import DAYS, FIRST_DAY
from tours.editions.projection.writing import touch
from tours.models import Event
from tours.models.editions.word_forms import write_forms

CATEGORIES = ("News", "Вести", "소식", "Announcements", "Reports", "Interviews", "Opportunities", "Cities", "People")
DRAFT_EVERY = 15


def make_posts(random: Random, count: int, *, events: Sequence[Event], by: User) -> None:
    """Makes posts with their search words, and notes the change of the pages of their events."""
    categories = Category.objects.bulk_create(
        Category(name=name, slug=f"category-{at}", position=at) for at, name in enumerate(CATEGORIES)
    )
    posts = Post.objects.bulk_create(_post(random, number, events, by) for number in range(count))
    chosen = [(post, random.sample(categories, random.randint(1, 3))) for post in posts]
    Post.categories.through.objects.bulk_create(
        Post.categories.through(post=post, category=category) for post, own in chosen for category in own
    )
    words = [(post.pk, word) for post, own in chosen for word in words_of(post, [category.name for category in own])]
    insert(PostWord, ("post_id", "word"), words)
    write_forms(PostWordForm, PostWord.objects.all(), gone=(), new={word for _post, word in words})
    for event in {post.event for post in posts if post.event}:
        touch(event)


def _post(random: Random, number: int, events: Sequence[Event], by: User) -> Post:
    is_draft = number % DRAFT_EVERY == 0
    title = texts.title(random)
    return Post(
        title=title,
        slug=f"post-{number}",
        dateline=random.choice(("", "Seoul, 4 September 2017")),
        byline=texts.person(random),
        summary=texts.sentences(random, 2),
        body="\n\n".join(texts.sentences(random, 2) for _paragraph in range(2)),
        state=State.DRAFT if is_draft else State.PUBLISHED,
        published_on=FIRST_DAY + timedelta(days=random.randrange(DAYS - 1200)),
        published_by=None if is_draft else by,
        event=random.choice(events) if number % 2 else None,
    )
