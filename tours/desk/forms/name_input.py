"""The box in which a name is typed or chosen."""

from typing import Any

from django import forms


class NameInput(forms.TextInput):
    """A box for a name, with names to choose from: a list, or what gives one. Any other name may be typed."""

    template_name = "components/_named_input.html"

    def __init__(self, names: Any, attrs: Any = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.names = names

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_names"
        context["widget"]["names"] = self.names
        return context
