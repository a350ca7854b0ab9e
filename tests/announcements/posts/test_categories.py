import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from announcements.models import Category, Post, PostWord
from announcements.posts.categories import delete_category, save_category
from tests.announcements.makers import post
from tests.factories import rows

pytestmark = pytest.mark.django_db


def words(made: Post) -> set[str]:
    return set(PostWord.objects.filter(post=made).values_list("word", flat=True))


def test_search_learns_of_a_category_that_is_renamed_or_deleted() -> None:
    category = Category(name="News")
    save_category(category)
    made, other = post(title="Made", body=""), post(title="Other", body="")
    made.categories.add(category)
    category.name = "Вести"
    save_category(category)
    assert (category.slug, words(made), words(other)) == ("news", {"made", "vesti"}, set())
    delete_category(category)
    assert words(made) == {"made"}
    assert not Category.objects.exists()


def test_category_is_checked_before_it_is_saved() -> None:
    with pytest.raises(ValidationError, match="cannot be blank"):
        save_category(Category(name="", slug="news"))


def test_desk_tells_search_of_categories(client: Client) -> None:
    client.force_login(rows.operator())
    made = post(title="Made", body="")
    first, second = (Category.objects.create(name=name, slug=name.lower()) for name in ("First", "Second"))
    form = {"title": "Made", "language": "en", "earlier_views": 0, "categories": [first.pk]}
    assert client.post(f"/admin/announcements/post/{made.pk}/change/", form).status_code == 302
    assert words(made) == {"made", "first"}
    renaming = {"name": "Renamed", "slug": "first", "position": 0}
    assert client.post(f"/admin/announcements/category/{first.pk}/change/", renaming).status_code == 302
    assert words(made) == {"made", "renamed"}
    made.categories.add(second)
    deleting = {"action": "delete_selected", "_selected_action": [first.pk, second.pk], "post": "yes"}
    assert client.post("/admin/announcements/category/", deleting).status_code == 302
    assert words(made) == {"made"}


def test_capitals_make_no_other_category_in_any_script() -> None:
    save_category(Category(name="Догађаји"))
    twin = Category(name="догађаји")
    with pytest.raises(ValidationError) as refused:
        save_category(twin)
    assert refused.value.message_dict == {"name": ["There is the category “Догађаји” already."]}


def test_category_changes_its_own_capitals_and_twins_of_before_can_be_edited() -> None:
    Category.objects.create(name="NEWS", slug="a")
    twin = Category.objects.create(name="News", slug="b")
    twin.position = 2
    save_category(twin)
    assert Category.objects.get(slug="b").position == 2
    own = Category(name="events")
    save_category(own)
    own.name = "Events"
    save_category(own)
    assert Category.objects.filter(name="Events").exists()
