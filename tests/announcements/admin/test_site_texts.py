"""The administration of testimonials, of the site's own pages and of old addresses."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from announcements import models
from tests.announcements.makers import new_testimonial, published_post
from tests.factories import rows
from tests.tours.admin.pages import cells_of

pytestmark = pytest.mark.django_db
TESTIMONIALS = "/admin/announcements/testimonial/"
PAGES = "/admin/announcements/page/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(rows.operator())
    return client


def errors(response: Any) -> list[str]:
    return [str(error) for group in response.context["errors"] for error in group]


def warnings(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"] if message.level_tag == "warning"]


def test_testimonial_is_written_and_published(desk: Client) -> None:
    form = {"text": "Корисно.", "language": "sr", "position": "Mayor", "is_published": "on", "order": 1}
    assert desk.post(f"{TESTIMONIALS}add/", form).status_code == 302
    assert models.Testimonial.objects.published().get().position == "Mayor"


def test_testimonial_neither_attributed_nor_knowingly_not_is_refused(desk: Client) -> None:
    form = {"text": "Useful.", "language": "en", "order": 1}
    refusal = "Say whose words these are, by name or position, or tick “name not given”."
    assert errors(desk.post(f"{TESTIMONIALS}add/", form)) == [refusal]
    assert errors(desk.post(f"{TESTIMONIALS}add/", form | {"name": "Maja", "is_unattributed": "on"})) == [refusal]
    assert desk.post(f"{TESTIMONIALS}add/", form | {"is_unattributed": "on"}).status_code == 302


def test_testimonial_that_readers_do_not_see_yet_is_told_of(desk: Client) -> None:
    warning = "Saved, but not published: readers do not see it yet."
    form = {"text": "Useful.", "language": "en", "position": "Mayor", "order": 1}
    added = desk.post(f"{TESTIMONIALS}add/", form, follow=True)
    assert warnings(added) == [warning]
    page = f"{TESTIMONIALS}{models.Testimonial.objects.get().pk}/change/"
    assert warnings(desk.post(page, form, follow=True)) == [warning]
    assert warnings(desk.post(page, form | {"is_published": "on"}, follow=True)) == []


def test_testimonial_says_what_its_order_is_for(desk: Client) -> None:
    field = desk.get(f"{TESTIMONIALS}add/").context["adminform"].form.fields["order"]
    assert str(field.help_text) == "The lowest number comes first; the first one is shown on the home page."


def test_testimonials_are_ordered_and_published_from_their_list(desk: Client) -> None:
    first, second = new_testimonial("First."), new_testimonial("Second.", order=1, is_published=False)
    form = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 2,
        "form-0-id": first.pk,
        "form-0-order": 2,
        "form-1-id": second.pk,
        "form-1-is_published": "on",
        "form-1-order": 1,
        "_save": "Save",
    }
    assert desk.post(TESTIMONIALS, form).status_code == 302
    stored = models.Testimonial.objects.values_list("text", "is_published", "order")
    assert list(stored) == [("Second.", True, 1), ("First.", False, 2)]


def test_page_takes_the_place_of_the_software_s_own_text(desk: Client) -> None:
    form = {"slug": "privacy", "title": "Privacy", "body": "We store <b>nothing</b>."}
    assert desk.post(f"{PAGES}add/", form).status_code == 302
    made = models.Page.objects.get()
    assert "<p>We store &lt;b&gt;nothing&lt;/b&gt;.</p>" in desk.get("/privacy/").content.decode()
    assert "<p>We store &lt;b&gt;nothing&lt;/b&gt;.</p>" in desk.get(f"{PAGES}{made.pk}/change/").content.decode()
    assert errors(desk.post(f"{PAGES}add/", form)) == ["Page with this Name in web addresses already exists."]


def test_time_of_a_page_is_told_by_24_hours_with_its_zone(desk: Client) -> None:
    made = models.Page.objects.create(slug="privacy", title="Privacy")
    models.Page.objects.update(updated_at=datetime(2026, 11, 23, 16, 41, tzinfo=UTC))
    assert cells_of(desk.get(PAGES), "updated") == ["23 Nov 2026, 16:41 UTC"]
    form = desk.get(f"{PAGES}{made.pk}/change/").content.decode()
    assert '<div class="readonly">23 Nov 2026, 16:41 UTC</div>' in form


def test_page_without_an_address_is_refused(desk: Client) -> None:
    response = desk.post(f"{PAGES}add/", {"slug": "events", "title": "Events", "body": ""})
    assert errors(response) == ["Select a valid choice. events is not one of the available choices."]


def test_old_address_leads_to_its_post(desk: Client) -> None:
    post = published_post()
    page = "/admin/announcements/oldaddress/add/"
    assert errors(desk.post(page, {"post": post.pk, "path": "index.php?id=42"})) == [
        "An address on this site begins with a slash."
    ]
    assert desk.post(page, {"post": post.pk, "path": "/index.php?id=42"}).status_code == 302
    assert list(post.old_addresses.values_list("path", flat=True)) == ["/index.php?id=42"]


def test_post_shows_how_often_it_was_read_here(desk: Client) -> None:
    post = published_post(earlier_views=6889)
    page = f"/admin/announcements/post/{post.pk}/change/"
    models.PostViews.objects.update_or_create(post=post, defaults={"count": 4321})
    html = desk.get(page).content.decode()
    assert '<div class="readonly">4321</div>' in html
    assert 'name="views_here"' not in html


def listed(browser: Client) -> dict[str, Any]:
    """What the list of testimonials would send, with what it showed."""
    sent: dict[str, Any] = {"_save": "Save"}
    formset = browser.get(TESTIMONIALS).context["cl"].formset
    for form in [formset.management_form, *formset.forms]:
        for bound in form:
            sent[bound.html_name] = bound.value()
            if bound.field.show_hidden_initial:
                sent[bound.html_initial_name] = str(bound.value())
    return {name: value for name, value in sent.items() if value is not False}


def made(**facts: Any) -> models.Testimonial:
    return models.Testimonial.objects.create(text="Useful.", position="Mayor", language="en", **facts)


def test_list_takes_back_nothing_that_a_colleague_changed_meanwhile(desk: Client) -> None:
    row = made(order=1)
    mine = listed(desk)
    models.Testimonial.objects.update(order=7)
    desk.post(TESTIMONIALS, mine | {"form-0-is_published": "on"})
    row.refresh_from_db()
    assert (row.order, row.is_published) == (7, True)


def test_list_says_what_a_colleague_set_where_both_did_and_saves_it_the_second_time(desk: Client) -> None:
    made(order=1)
    mine = listed(desk) | {"form-0-order": "2"}
    models.Testimonial.objects.update(order=7)
    (form,) = desk.post(TESTIMONIALS, mine).context["cl"].formset.forms
    assert form.errors == {"order": ["A colleague has set it to “7” meanwhile."]}
    assert models.Testimonial.objects.get().order == 7
    desk.post(TESTIMONIALS, mine | {form["order"].html_initial_name: form.data[form["order"].html_initial_name]})
    assert models.Testimonial.objects.get().order == 2


def test_list_saves_the_rest_where_a_row_is_gone(desk: Client) -> None:
    gone, stays = made(order=1), made(order=2)
    mine = listed(desk)
    gone.delete()
    answer = desk.post(TESTIMONIALS, mine | {"form-0-order": "3", "form-1-order": "4"}, follow=True)
    assert "1 row of this list was deleted meanwhile." in warnings(answer)
    stays.refresh_from_db()
    assert stays.order == 4


@pytest.mark.parametrize("key", ["\0", "", "x", "1.5", "-1", "9" * 30])
def test_forged_key_in_a_list_changes_nothing_and_is_no_error_of_the_server(desk: Client, key: str) -> None:
    made(order=1)
    forged = listed(desk) | {"form-0-id": key, "initial-form-0-order": "\0", "form-0-order": "5"}
    assert desk.post(TESTIMONIALS, forged).status_code in (302, 400)
    assert models.Testimonial.objects.get().order == 1
