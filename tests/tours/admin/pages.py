"""Fills in the administration's forms as a browser would: with what the page shows, and what the test changes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.forms import BaseForm, FileField
from django.template import Context, Template
from django.test import Client
from django.test.signals import template_rendered
from django.utils.formats import localize_input
from django.utils.html import strip_tags


def shown(browser: Client, url: str) -> dict[str, Any]:
    """The data that the page's form sends if the user changes nothing. The page itself is not rendered, which would be
    most of the work; `tests/access` renders each.
    """
    with undrawn():
        response = browser.get(url)
    assert response.status_code == 200
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return dict(pair for form in forms for pair in _values(form))


@contextmanager
def undrawn() -> Iterator[None]:
    """No page is drawn; the browser is told what it would be drawn from."""
    with patch.object(Template, "_render", _tell):
        yield


def errors_in(browser: Client, url: str, data: dict[str, Any]) -> list[str]:
    """The errors of the form that was sent."""
    with undrawn():
        answer = browser.post(url, data)
    assert answer.status_code == 200
    return errors(answer)


def _tell(template: Template, context: Context) -> str:
    """Tells the browser of the context, as the rendering of tests does."""
    template_rendered.send(sender=template, template=template, context=context)
    return ""


def _values(form: BaseForm) -> Iterator[tuple[str, Any]]:
    for field in form:
        value = field.value()
        if value is not None and value is not False and not isinstance(field.field, FileField):
            yield field.html_name, value if isinstance(value, list) else localize_input(value)


def errors(response: Any) -> list[str]:
    """Every error that the page shows, of the form and of its inlines."""
    groups = [[entry] if isinstance(entry, str) else entry for entry in response.context["errors"]]
    return [str(error) for group in groups for error in group]


def cells_of(page: Any, column: str) -> list[str]:
    """The texts in a column of a list, row by row."""
    cells = re.findall(rf'<t[dh] class="field-{column}[^"]*">(.*?)</t[dh]>', page.content.decode(), re.DOTALL)
    return [strip_tags(cell) for cell in cells]
