"""The control in which a day is chosen or typed."""

from django import forms


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
