from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from accounts.models import User
from announcements.models import Category, Post, State
from tests.announcements.makers import closed_event, post, published_event, published_post, writer
from tests.factories import rows
from tours.role_powers import Power
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("UPP cities in Seoul", "upp-cities-in-seoul"),
        ("Градови у Београду", "gradovi-u-beogradu"),
        ("Đakovo – Shkodër", "dakovo-shkoder"),
        ("„…“ ★", "post"),
        ("x" * 300, "x" * 80),
    ],
)
def test_post_makes_its_slug_of_its_title_in_any_script(title: str, slug: str) -> None:
    assert post(title=title).slug == slug


def test_post_slug_is_numbered_where_it_is_taken_and_kept_where_it_is_given() -> None:
    assert [post(title="News").slug, post(title="News").slug, post(title="News", slug="other").slug] == [
        "news",
        "news-2",
        "other",
    ]


def test_category_makes_its_slug_of_its_name() -> None:
    category = Category(name="Остали догађаји")
    category.full_clean()
    category.save()
    assert (str(category), category.slug) == ("Остали догађаји", "ostali-dogadjaji")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"state": State.PUBLISHED}, "A published post has a date."),
        ({"state": "secret"}, "A post is a draft or published."),
        ({"title": ""}, "A post needs a title."),
    ],
)
def test_post_rules_are_told_and_held_by_the_database(facts: dict[str, Any], message: str) -> None:
    broken = Post(**({"title": "Post", "slug": "post", "body": "x"} | facts))
    with pytest.raises(ValidationError) as refusal:
        broken.validate_constraints()
    assert refusal.value.messages == [message]
    with pytest.raises(IntegrityError):
        broken.save()


@pytest.mark.parametrize("mistyped", [date(217, 8, 30), date(9999, 12, 31)])
def test_post_of_a_mistyped_year_is_refused(mistyped: date) -> None:
    with pytest.raises(ValidationError, match="Write the year in four figures"):
        post(published_on=mistyped)


def test_categories_come_in_their_order_and_then_by_name() -> None:
    names = {"News": 2, "Events": 0, "Other Events": 1, "About us": 2}
    Category.objects.bulk_create(
        Category(name=name, slug=str(n), position=p) for n, (name, p) in enumerate(names.items())
    )
    assert [category.name for category in Category.objects.all()] == ["Events", "Other Events", "About us", "News"]


def test_post_without_slug_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="post_has_slug"):
        Post.objects.create(title="Post", slug="")


def test_post_of_an_edition_stays_with_its_event() -> None:
    edition = rows.publish(rows.full_event())
    with pytest.raises(ValidationError, match="stays with it"):
        post(edition=edition)


def test_event_with_a_post_cannot_be_deleted() -> None:
    event = rows.event()
    post(event=event)
    with pytest.raises(ProtectedError):
        event.delete()


def test_strangers_see_published_posts_of_public_events_alone() -> None:
    seen = {published_post(), published_post(event=published_event())}
    post()
    post(event=published_event())
    published_post(event=closed_event())
    published_post(event=rows.event())
    assert set(Post.objects.visible_to(NOBODY)) == seen
    assert set(Post.objects.visible_to(rows.stranger())) == seen


def test_staff_see_posts_of_closed_events_too_but_no_drafts() -> None:
    seen = {published_post(), published_post(event=closed_event())}
    post()
    assert set(Post.objects.visible_to(rows.coordinator())) == seen


def test_posts_of_an_event_are_edited_with_its_posts_and_others_by_the_sites_own_writers() -> None:
    event = rows.event()
    of_event, of_site = post(event=event), post()
    people: dict[str, User | AnonymousUser] = {
        "operator": rows.operator(),
        "writer": writer(),
        "reader": writer(RoleKind.VIEWER),
        "editor": rows.colleague(RoleKind.EDITOR, at=event),
        "registrar": rows.colleague(RoleKind.REGISTRAR, at=event),
        "editor elsewhere": rows.colleague(RoleKind.EDITOR, at=rows.event()),
        "stranger": rows.stranger(),
        "nobody": NOBODY,
    }
    assert {name: set(Post.objects.editable_by(user)) for name, user in people.items()} == {
        "operator": {of_event, of_site},
        "writer": {of_event, of_site},
        "reader": set(),
        "editor": {of_event},
        "registrar": set(),
        "editor elsewhere": set(),
        "stranger": set(),
        "nobody": set(),
    }
    assert set(Post.objects.allowing(people["reader"], Power.READ)) == {of_event, of_site}
    assert set(Post.objects.allowing(people["registrar"], Power.READ)) == {of_event}


def test_newest_first_goes_by_date_and_then_by_age() -> None:
    old = published_post(published_on=date(2017, 8, 30))
    new = published_post(published_on=date(2017, 10, 18))
    newer = published_post(published_on=date(2017, 10, 18))
    assert list(Post.objects.published().newest_first()) == [newer, new, old]


def test_post_knows_its_address() -> None:
    assert post(title="News").get_absolute_url() == "/news/news/"
