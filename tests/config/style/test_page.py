"""The style page shows every component, and asks no database: the tests of what it shows have none."""

from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings as project
from django.template import Context, Template
from django.test import Client
from pytest_django import Settings

from tests.isolation import without_bdi
from tests.refusals import is_not_found

COMPONENTS = project.BASE_DIR / "templates" / "components"


@pytest.fixture(scope="module")
def shown() -> set[str | None]:
    """The templates that the page is drawn from."""
    names: set[str | None] = set()

    def draw(template: Template, context: Context) -> str:
        names.add(template.name)
        return template.nodelist.render(context)

    with patch.object(Template, "_render", draw):
        Client().get("/style/")
    return names


@pytest.mark.parametrize("component", sorted(COMPONENTS.iterdir()), ids=lambda path: path.stem)
def test_style_page_shows_the_component(component: Path, shown: set[str | None]) -> None:
    assert f"components/{component.name}" in shown


def test_style_page_shows_tags_in_all_tones_and_items_in_all_statuses() -> None:
    page = without_bdi(Client().get("/style/"))
    tags = ['class="tag"', '"tag good"', '"tag info"', '"tag notice"', '"tag alert"']
    statuses = ["To be confirmed</span></h4>", "Cancelled</span></h4>", "Opening</a></h4>"]
    assert [words for words in (*tags, *statuses) if words not in page] == []


@pytest.mark.django_db
def test_there_is_no_style_page_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    assert is_not_found(Client().get("/style/"))
