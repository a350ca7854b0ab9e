"""The colours of the stylesheet, light and dark: enough contrast for text and for what must be seen (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEXT, SEEN = 4.5, 3.0
SHEET = (Path(settings.BASE_DIR) / "static" / "css" / "sojourn.css").read_text()
LIGHT, DARK = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
TEXTS = [
    *((ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "pale")),
    *((tone, f"{tone}-pale") for tone in ("good", "info", "notice", "alert")),
    *(("ink", f"{tone}-pale") for tone in ("info", "notice", "alert")),
    ("link", "notice-pale"),
    ("link", "info-pale"),
    ("alert", "paper"),
    ("info", "paper"),
    ("alert", "pale"),
    ("on-colour", "link"),
    ("on-colour", "accent"),
    ("on-colour", "alert"),
    ("on-focus", "focus"),
]
MARKS = [("field", "paper"), ("field", "pale"), *((f"track-{number}", "paper") for number in range(1, 6))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_and_marks_have_enough_contrast(scheme: str) -> None:
    colours = _colours(LIGHT) | (_colours(DARK) if scheme == "dark" else {})
    wanted = [(pair, TEXT) for pair in TEXTS] + [(pair, SEEN) for pair in MARKS]
    faint = {pair: found for pair, least in wanted if (found := _contrast(*(colours[name] for name in pair))) < least}
    assert faint == {}


def test_dark_names_no_colour_that_light_does_not_have() -> None:
    assert set(_colours(DARK)) - set(_colours(LIGHT)) == set()


def _colours(block: str) -> dict[str, str]:
    found: dict[str, str] = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]+|var\(--[a-z-]+\));", block))
    return {name: found.get(value[6:-1], value) for name, value in found.items()}


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return round((high + 0.05) / (low + 0.05), 2)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
