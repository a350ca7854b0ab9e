"""The site's texts at the desk: one set of pages for all their kinds."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from announcements import models
from announcements.desk.site_texts.kinds import KINDS
from tests.announcements.makers import new_testimonial, published_post, writer
from tests.factories import rows
from tours.models import (
    Document,
    Organisation,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    Theme,
    Tier,
)
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SITE = "/desk/site/"
PROGRAMME = ["programmes", "phases", "components", "themes", "tiers", "countries", "partners"]


@pytest.fixture
def by() -> User:
    return writer(RoleKind.COORDINATOR)


@pytest.fixture
def desk(client: Client, by: User) -> Client:
    client.force_login(by)
    return client


def new(kind: str) -> str:
    return reverse("announcements:desk_new_text", args=[kind])


def address(kind: str, row: Any) -> str:
    return reverse("announcements:desk_text", args=[kind, row.pk])


def errors_of(answer: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


def test_start_leads_to_what_a_coordinator_of_the_programme_may_change(desk: Client) -> None:
    assert list(desk.get(SITE).context["kinds"]) == list(KINDS)


@pytest.mark.parametrize(
    ("user", "kinds"),
    [
        (lambda: writer(RoleKind.EDITOR), ["pages", "testimonials", "categories", "brochures"]),
        (lambda: rows.colleague(RoleKind.EDITOR, at=rows.event()), ["categories"]),
        (lambda: rows.colleague(RoleKind.VIEWER, at=rows.programme()), []),
        (lambda: rows.colleague(RoleKind.COORDINATOR, at=rows.programme()), ["categories", "brochures", *PROGRAMME]),
        (rows.stranger, []),
    ],
)
def test_each_finds_and_opens_only_what_they_may_change(client: Client, user: Any, kinds: list[str]) -> None:
    client.force_login(user())
    opened = [kind for kind in KINDS if client.get(reverse("announcements:desk_texts", args=[kind])).status_code == 200]
    assert (list(client.get(SITE).context["kinds"]), opened) == (kinds, kinds)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (
            "testimonials",
            {"text": "Useful.", "language": "en", "position": "Mayor", "order": 1, "is_published": "on"},
            lambda: (
                list(models.Testimonial.objects.published().values_list("text", "position")) == [("Useful.", "Mayor")]
            ),
        ),
        (
            "categories",
            {"name": "Notes", "position": 1},
            lambda: list(models.Category.objects.values_list("name", "slug")) == [("Notes", "notes")],
        ),
        (
            "phases",
            {"name": "Phase I", "starts": "2015-01-01", "ends": "2018-12-31", "aim": "Learn."},
            lambda: Phase.objects.get().programme == rows.programme(),
        ),
        ("themes", {"name": "Градови", "position": 0}, lambda: Theme.objects.get().slug == "gradovi"),
        ("tiers", {"name": "E-learning", "position": 0}, lambda: Tier.objects.get().programme == rows.programme()),
        (
            "partners",
            {"called": "World Bank", "is_new": "on", "role": "funder", "position": 0},
            lambda: str(ProgrammeOrganisation.objects.get()) == "World Bank (Funder)",
        ),
    ],
)
def test_text_is_added(desk: Client, kind: str, typed: dict[str, Any], stored: Any) -> None:
    programme = {"programme": rows.programme().pk} if kind in PROGRAMME else {}
    answer = desk.post(new(kind), typed | programme)
    assert (answer.status_code, answer["Location"], stored()) == (302, f"{SITE}{kind}/", True)


def test_brochure_is_added_with_its_file(desk: Client) -> None:
    file = SimpleUploadedFile("guide.pdf", b"%PDF-1.7 guide")
    facts = {"programme": rows.programme().pk, "title": "Guide", "language": "en", "level": "public", "position": 0}
    assert desk.post(new("brochures"), facts | {"file": file}).status_code == 302
    assert [row.title for row in Document.objects.brochures()] == ["Guide"]
    made = Document.objects.get()
    assert desk.post(address("brochures", made), facts | {"title": "The guide"}).status_code == 302
    assert Document.objects.values_list("title", "digest").get() == ("The guide", made.digest)


def test_chosen_file_survives_an_error(desk: Client) -> None:
    file = SimpleUploadedFile("guide.pdf", b"%PDF-1.7 guide")
    answer = desk.post(new("brochures"), {"language": "en", "level": "public", "position": 0, "file": file})
    assert (answer.status_code, "“guide.pdf” is chosen" in answer.content.decode()) == (400, True)


def test_page_begins_with_the_software_s_own_text_and_takes_its_place(desk: Client, client: Client) -> None:
    assert [str(words) for words, _query in desk.get(f"{SITE}pages/").context["additions"]] == [
        "Write Accessibility",
        "Write Privacy",
    ]
    form = desk.get(f"{new('pages')}?page=privacy").context["form"]
    assert (form["title"].value(), form["body"].value() != "") == ("Privacy", True)
    assert (
        desk.post(f"{new('pages')}?page=privacy", {"title": "Privacy", "body": "We store nothing."}).status_code == 302
    )
    assert "We store nothing." in client.get("/privacy/").content.decode()
    assert [query for _words, query in desk.get(f"{SITE}pages/").context["additions"]] == ["?page=accessibility"]
    assert [desk.get(f"{new('pages')}{query}").status_code for query in ("", "?page=moon")] == [404, 404]


def test_page_is_looked_at_before_it_is_saved(desk: Client) -> None:
    typed, here = {"title": "Privacy", "body": "We *store* nothing.", "then": "preview"}, f"{new('pages')}?page=privacy"
    whole, part = desk.post(here, typed), desk.post(here, typed, headers={"HX-Request": "true"})
    shown = [answer.content.decode().count("We <em>store</em> nothing.") for answer in (whole, part)]
    assert (shown, "<form" in part.content.decode(), models.Page.objects.count()) == ([1, 1], False, 0)
    assert whole.context["form"]["body"].value() == "We *store* nothing."


def test_philosophy_and_aim_are_looked_at_before_they_are_saved(desk: Client) -> None:
    own = rows.programme()
    typed = {"name": "UPP", "philosophy": "### Why", "aim": "### Why", "then": "preview"}
    pages = [desk.post(page, typed).content.decode() for page in (address("programmes", own), new("phases"))]
    assert ["<h2>Why</h2>" in page for page in pages] == [True, True]
    assert [page.count("Markdown: ### begins a heading") for page in pages] == [1, 1]


def test_programme_is_changed_and_not_added(desk: Client) -> None:
    own = rows.programme()
    facts = {"name": "Urban Partnership Program", "short_name": "UPP", "summary": "Cities learn.", "philosophy": ""}
    assert desk.post(address("programmes", own), facts).status_code == 302
    assert (Programme.objects.get().summary, desk.get(new("programmes")).status_code) == ("Cities learn.", 403)


def test_same_row_again_is_refused_with_a_sentence(desk: Client) -> None:
    own = rows.programme()
    ProgrammeOrganisation.objects.create(programme=own, organisation=rows.organisation("World Bank"), role="funder")
    again = {"programme": own.pk, "called": "world bank", "role": "funder", "position": 0}
    assert errors_of(desk.post(new("partners"), again)) == {
        "__all__": ["This organisation already has that role in the programme."]
    }
    first, _second = (Theme.objects.create(programme=own, name=name, slug=name) for name in ("a", "b"))
    taken = errors_of(desk.post(address("themes", first), {"name": "b", "position": 0}))
    assert taken == {"__all__": ["This programme already has a theme of that name."]}


def test_unknown_organisation_is_asked_about(desk: Client) -> None:
    typed = {"programme": rows.programme().pk, "called": "World Bunk", "role": "funder", "position": 0}
    sentence = "There is no organisation with this name. Check it, or tick the box below to add it."
    assert errors_of(desk.post(new("partners"), typed)) == {"called": [sentence]}
    assert not Organisation.objects.exists()


def test_components_are_kept_in_their_phase_and_out_of_circles(desk: Client) -> None:
    days = {"starts": "2015-01-01", "ends": "2015-12-31"}
    one, two = (Phase.objects.create(programme=rows.programme(), name=name, **days) for name in ("I", "II"))
    whole = PhaseComponent.objects.create(phase=one, title="Whole")
    part = PhaseComponent.objects.create(phase=one, title="Part", parent=whole)
    facts = {"title": "Whole", "position": 0}
    circle = errors_of(desk.post(address("components", whole), facts | {"phase": one.pk, "parent": part.pk}))
    away = errors_of(desk.post(address("components", whole), facts | {"phase": two.pk, "parent": part.pk}))
    assert circle == {"parent": ["Components cannot be parts of one another in a circle."]}
    assert away["parent"][0] == "Choose a component of the same phase."


def test_rows_of_other_programmes_are_not_found(client: Client) -> None:
    other = rows.programme(name="Other", slug="other", short_name="")
    theme = Theme.objects.create(programme=other, name="Theirs", slug="theirs")
    client.force_login(rows.coordinator())
    assert client.get(address("themes", theme)).status_code == 404
    typed = {"programme": other.pk, "name": "New", "position": 0}
    assert list(errors_of(client.post(new("themes"), typed))) == ["programme"]


def test_old_form_is_refused_and_loses_nothing(desk: Client) -> None:
    made = new_testimonial("Useful.")
    tag = desk.get(address("testimonials", made)).context["form"]["row_tag"].value()
    models.Testimonial.objects.update(position="Former mayor")
    typed = {
        "text": "Very useful.",
        "language": "en",
        "position": "Mayor",
        "order": 0,
        "is_published": "on",
        "row_tag": tag,
    }
    form = desk.post(address("testimonials", made), typed).context["form"]
    assert (form["text"].value(), form["position"].value()) == ("Very useful.", "Former mayor")
    assert models.Testimonial.objects.get().text == "Useful."


def test_text_is_deleted_after_a_question(desk: Client) -> None:
    made = new_testimonial("Useful.")
    delete = reverse("announcements:desk_delete_text", args=["testimonials", made.pk])
    assert (desk.get(delete).status_code, models.Testimonial.objects.count()) == (200, 1)
    assert (desk.post(delete).status_code, models.Testimonial.objects.count()) == (302, 0)


def test_text_that_was_changed_since_its_deletion_was_asked_stays(desk: Client) -> None:
    made = new_testimonial("Useful.")
    delete = reverse("announcements:desk_delete_text", args=["testimonials", made.pk])
    shown = desk.get(delete).context["shown"]
    models.Testimonial.objects.update(text="Very useful.")
    assert (desk.post(delete, {"shown": shown})["Location"], models.Testimonial.objects.count()) == (delete, 1)


def test_category_is_deleted_by_operators_alone_and_its_posts_stay(client: Client, desk: Client) -> None:
    category = models.Category.objects.create(name="Notes", slug="notes")
    told = published_post(title="Told")
    told.categories.add(category)
    delete = reverse("announcements:desk_delete_text", args=["categories", category.pk])
    assert (desk.post(delete).status_code, models.Category.objects.count()) == (403, 1)
    client.force_login(rows.operator())
    assert (client.post(delete).status_code, models.Category.objects.count()) == (302, 0)
    told.refresh_from_db()


def test_nothing_leads_to_the_administration(desk: Client) -> None:
    made = new_testimonial("Useful.")
    lists = [reverse("announcements:desk_texts", args=[kind]) for kind in KINDS]
    pages = [SITE, *lists, address("testimonials", made), new("partners"), new("brochures")]
    assert [page for page in pages if "/admin/" in desk.get(page).content.decode()] == []
