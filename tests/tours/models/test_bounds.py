"""Every number has its bounds, and every short code is refused where it would be cut."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.forms import modelform_factory

from tests.factories import rows
from tours.models import AgendaItem, CityName, Country, Event, ParticipatingCity

NOT_SO_BOUNDED = {("tours.Edition", "number"), ("tours.Edition", "format"), ("tours.AgendaItem", "capacity")}
BOUNDED = {
    (model, field)
    for room in ("tours", "announcements")
    for model in apps.get_app_config(room).get_models()
    for field in model._meta.concrete_fields
    if field.editable
    and isinstance(field, models.PositiveSmallIntegerField | models.PositiveIntegerField)
    and (model._meta.label, field.name) not in NOT_SO_BOUNDED
    and not model.__name__.startswith(("Public", "Published"))
    and model.__name__ != "PostViews"
}


@pytest.mark.parametrize(("model", "field"), sorted(BOUNDED, key=str))
def test_number_is_refused_before_the_database_would(model: type[models.Model], field: models.Field) -> None:  # type: ignore[type-arg]
    most = 32_767 if isinstance(field, models.PositiveSmallIntegerField) else 2_147_483_647
    field.run_validators(most)
    with pytest.raises(ValidationError) as refused:
        field.run_validators(most + 1)
    assert refused.value.messages == [f"Write a number from 0 to {most}."]
    bounds = [c for c in model._meta.constraints if c.name.endswith(f"{field.name}_within_bounds")]
    assert [str(constraint.violation_error_message) for constraint in bounds] == [f"Write a number from 0 to {most}."]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [32_768, 99_999])
def test_database_itself_refuses_it(number: int) -> None:
    row = ParticipatingCity.objects.create(event=rows.event(), city=rows.city())
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        ParticipatingCity.objects.filter(pk=row.pk).update(seats=number)
    item = rows.item(rows.event())
    item.position = number
    with pytest.raises(ValidationError) as refused:
        item.full_clean()
    assert refused.value.message_dict == {"position": ["Write a number from 0 to 32767."]}
    assert not AgendaItem.objects.filter(position=number).exists()


@pytest.mark.parametrize("typed", ["Cyrillic", "Cyri", "cyrl", "Zzzz", ""])
def test_script_that_is_none_is_refused_and_the_choices_have_names(typed: str) -> None:
    form = modelform_factory(CityName, fields=["text", "language", "script"])(
        {"text": "Београд", "language": "sr", "script": typed}
    )
    assert '<option value="Cyrl">Cyrillic</option>' in str(form["script"])
    told = str(form.errors["script"][0])
    if typed:
        assert told == f"“{typed}” is no script known here. Choose one."
    else:
        assert told == "This field is required."


def test_codes_typed_out_are_refused_and_not_cut() -> None:
    form = modelform_factory(CityName, fields=["language"])({"language": "serbian"})
    assert "maxlength" not in str(form["language"])
    assert form.errors["language"] == ["Ensure this value has at most 3 characters (it has 7)."]
    country = modelform_factory(Country, fields=["code"])({"code": "KOREA"})
    assert country.errors["code"] == ["Ensure this value has at most 2 characters (it has 5)."]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["admin", "Admin", "api", "static"])
def test_name_of_the_site_itself_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Event._meta.get_field("slug").run_validators(slug)
    assert refused.value.messages == [f"“{slug}” is a name of the site's own. Choose another one, such as {slug}-2."]


def test_other_names_are_taken() -> None:
    for slug in ("categories", "admin-days", "smart-city-week"):
        Event._meta.get_field("slug").run_validators(slug)
