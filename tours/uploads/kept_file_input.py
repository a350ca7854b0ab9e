"""The field by which a form takes a file: one that was chosen is still chosen when its form is shown again."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tours.uploads.unsaved import keep, kept

KEPT, LEFT_OUT = "-kept", "-left-out"


class KeptFileInput(forms.FileInput):
    chosen: Any = None
    """The file that was sent, or is kept of an earlier time. A form does not hand it to what draws it again."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.chosen = super().value_from_datadict(data, files, name)
        if self.chosen is None and f"{name}{LEFT_OUT}" not in data:
            self.chosen = kept(data.get(f"{name}{KEPT}"))
        return self.chosen

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return super().value_omitted_from_data(data, files, name) and f"{name}{KEPT}" not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Keeps the file of a form that is shown again, unless the file itself is what was refused."""
        field = super().render(name, value, attrs, renderer)
        is_refused = (attrs or {}).get("aria-invalid") == "true"
        key = keep(self.chosen) if self.chosen and not is_refused else ""
        if not key:
            return field
        sentence = _("“%(file)s” is chosen, and is kept until you save.") % {"file": self.chosen.name}
        return format_html(
            '{} <span class="help"><input type="hidden" name="{}" value="{}">{} <label><input type="checkbox" name="{}"> {}</label>'
            "</span>",
            field,
            f"{name}{KEPT}",
            key,
            sentence,
            f"{name}{LEFT_OUT}",
            _("Leave it out"),
        )
