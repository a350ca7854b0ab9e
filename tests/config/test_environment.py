"""A variable of the environment that cannot be read stops the start with a sentence, and an empty one is the default."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import applications, flag, folder, mailbox, number, seconds


@pytest.mark.parametrize(
    ("read", "facts", "value", "says"),
    [
        (flag, {"default": True}, "maybe", "NAME is 'maybe'; it may be true or false."),
        (flag, {"default": False}, "y", "NAME is 'y'; it may be true or false."),
        (number, {"default": 60, "least": 1}, "many", "NAME is 'many'; it is a whole number of at least 1."),
        (number, {"default": 60, "least": 1}, "0", "NAME is '0'; it is a whole number of at least 1."),
        (number, {"default": 60}, "-1", "NAME is '-1'; it is a whole number of at least 0."),
        (number, {"default": 60}, "1.5", "NAME is '1.5'; it is a whole number of at least 0."),
        (number, {"default": 60}, "9" * 5000, f"NAME is '{'9' * 5000}'; it is a whole number of at least 0."),
        (number, {"default": 60, "most": 90}, "91", "NAME is '91'; it is a whole number of at most 90."),
        (seconds, {"default": 3}, "1e30", "NAME is '1e30'; it is at most 86400 seconds."),
        (
            folder,
            {"default": "/"},
            "/dev/null",
            "NAME is '/dev/null'; no folder can be made there: [Errno 17] File exists: '/dev/null'.",
        ),
        (applications, {}, "django.forms, nowhere", "NAME has 'nowhere', which is not installed."),
        (applications, {}, "nowhere.at.all", "NAME has 'nowhere.at.all', which is not installed."),
        (seconds, {"default": 3}, "soon", "NAME is 'soon'; it is a number of seconds above 0."),
        (seconds, {"default": 3}, "nan", "NAME is 'nan'; it is a number of seconds above 0."),
        (seconds, {"default": 3}, "inf", "NAME is 'inf'; it is a number of seconds above 0."),
        (mailbox, {}, "majı@example.org", "NAME is 'majı@example.org'; mail servers take no such letters."),
        (mailbox, {}, "maja@☃.org", "NAME is 'maja@☃.org'; mail servers take no such letters."),
        (seconds, {"default": 3}, "0", "NAME is '0'; it is a number of seconds above 0."),
    ],
)
def test_unreadable_variable_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any], facts: dict[str, Any], value: str, says: str
) -> None:
    monkeypatch.setenv("NAME", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("NAME", **facts)
    assert str(refusal.value) == says


@pytest.mark.parametrize(
    ("read", "facts", "value", "meant"),
    [
        (flag, {"default": True}, " No ", False),
        (flag, {"default": False}, "ON", True),
        (flag, {"default": True}, "", True),
        (number, {"default": 60}, " 7 ", 7),
        (number, {"default": 60}, "", 60),
        (mailbox, {}, " office@Đakovo.hr ", "office@xn--akovo-4ya.hr"),
        (seconds, {"default": 3}, "7.5", 7.5),
        (seconds, {"default": 3}, "", 3.0),
    ],
)
def test_variable_is_read(
    monkeypatch: pytest.MonkeyPatch, read: Callable[..., Any], facts: dict[str, Any], value: str, meant: object
) -> None:
    monkeypatch.setenv("NAME", value)
    assert read("NAME", **facts) == meant
