"""Programmes and the nested components of their phases."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Textarea
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.tours.admin.pages import errors, shown
from tours.admin.base import Rows
from tours.models import Document, Phase, PhaseComponent, Programme, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def phase() -> Phase:
    days = {"starts": date(2015, 1, 1), "ends": date(2018, 12, 31)}
    return Phase.objects.create(programme=rows.programme(), name="Phase II", **days)


def change(phase: Phase) -> str:
    return reverse("admin:tours_phase_change", args=[phase.pk])


def test_programme_and_its_themes_get_their_slugs(desk: Client) -> None:
    page = "/admin/tours/programme/add/"
    fields = shown(desk, page) | {"name": "Партнерство градова", "themes-0-name": "Municipal finance"}
    assert desk.post(page, fields).status_code == 302
    assert (Programme.objects.get().slug, Theme.objects.get().slug) == ("partnerstvo-gradova", "municipal-finance")


def test_second_own_programme_is_refused(desk: Client) -> None:
    rows.programme(is_own=True)
    page = "/admin/tours/programme/add/"
    response = desk.post(page, shown(desk, page) | {"name": "Another", "is_own": "on"})
    assert errors(response) == ["This site already has a programme of its own."]


def test_brochures_are_added_at_their_programme(desk: Client) -> None:
    page = reverse("admin:tours_programme_change", args=[rows.programme(is_own=True).pk])
    fields = shown(desk, page) | {"documents-0-title": "In brief", "summary": "Cities learn."}
    refused = desk.post(page, fields | {"documents-0-file": SimpleUploadedFile("brief.pdf", b"no PDF")})
    assert errors(refused) == ["This kind of file is not accepted. Use PDF, an office document or a picture."]
    upload = SimpleUploadedFile("In brief.pdf", b"%PDF-1.7 in brief")
    assert desk.post(page, fields | {"documents-0-file": upload}).status_code == 302
    made = Document.objects.brochures().get()
    assert (made.title, made.file_name, made.size, made.event) == ("In brief", "in-brief.pdf", 17, None)
    assert Programme.objects.get().summary == "Cities learn."


def test_rows_of_a_programme_have_text_boxes_that_fit_beside_their_other_fields(desk: Client) -> None:
    page = desk.get(reverse("admin:tours_programme_change", args=[rows.programme().pk]))
    inlines = [inline for inline in page.context["inline_admin_formsets"] if isinstance(inline.opts, Rows)]
    forms = [form for inline in inlines for form in inline.formset.forms]
    boxes = [field.field.widget.attrs for form in forms for field in form if isinstance(field.field.widget, Textarea)]
    assert [(box["rows"], box["cols"], "class" in box) for box in boxes] == [(3, 40, False)] * 2


def test_page_says_what_the_text_of_an_organisation_is_for(desk: Client) -> None:
    page = desk.get("/admin/tours/programme/add/")
    formsets = {inline.formset.prefix: inline.formset for inline in page.context["inline_admin_formsets"]}
    help_text = formsets["organisations"].empty_form.fields["text"].help_text
    assert str(help_text) == "What it does for the programme, as the Partners page prints it."


def test_component_is_a_part_of_one_of_the_same_phase(desk: Client, phase: Phase) -> None:
    other = Phase.objects.create(programme=phase.programme, name="Phase I", starts=phase.starts, ends=phase.ends)
    own, foreign = (PhaseComponent.objects.create(phase=each, title="Learning") for each in (phase, other))
    fields = shown(desk, change(phase)) | {"components-1-title": "Dialogues"}
    refused = desk.post(change(phase), fields | {"components-1-parent": foreign.pk})
    assert errors(refused) == ["Select a valid choice. That choice is not one of the available choices."]
    assert desk.post(change(phase), fields | {"components-1-parent": own.pk}).status_code == 302
    assert own.parts.get().title == "Dialogues"


def test_components_in_a_circle_are_refused(desk: Client, phase: Phase) -> None:
    first, second, third = (PhaseComponent.objects.create(phase=phase, title=title) for title in "ABC")
    fields = shown(desk, change(phase)) | {"components-0-parent": second.pk, "components-1-parent": third.pk}
    for parent in (first, second, third):
        response = desk.post(change(phase), fields | {"components-2-parent": parent.pk})
        assert errors(response) == ["Components cannot be parts of one another in a circle."]
    assert desk.post(change(phase), fields).status_code == 302
    assert [component.parent for component in PhaseComponent.objects.order_by("title")] == [second, third, None]
