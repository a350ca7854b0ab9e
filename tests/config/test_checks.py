"""`manage.py check --deploy` names each setting with which the site would start and then mislead people."""

import subprocess
import sys

import pytest
from django.conf import settings as project
from django.core import checks
from pytest_django import Settings

from config.checks import deployment
from tests.config.test_settings import PRODUCTION

FILES = "django.core.files.storage.FileSystemStorage"
KEY = "b25seS1mb3ItdGhpcy1jaGVjay0wMTIzNDU2Nzg5YWI="
RIGHT = {
    "ALLOWED_HOSTS": ["tours.example.org", ".example.net", "[2001:db8::1]", "10.0.0.7"],
    "BASE_URL": "https://tours.example.org",
    "OFFICE_EMAIL": "office@example.org",
    "MAIL_FROM": "tours@đakovo.example.org",
    "TRAVEL_KEYS": [KEY],
}


def keys(settings: Settings, **facts: object) -> list[str]:
    for name, value in (RIGHT | facts).items():
        setattr(settings, name, value)
    return [str(message.id) for message in deployment(None)]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, []),
        ({"ALLOWED_HOSTS": ["*"]}, ["config.E001"]),
        ({"ALLOWED_HOSTS": ["tours.example.org", "*"]}, ["config.E001"]),
        ({"ALLOWED_HOSTS": ["*.example.org", "tours.example.org"]}, ["config.E001"]),
        ({"ALLOWED_HOSTS": ["https://tours.example.org", "tours.example.org"]}, ["config.E001"]),
        ({"ALLOWED_HOSTS": ["tours.example.org:8000", "tours.example.org"]}, ["config.E001"]),
        ({"BASE_URL": "http://tours.example.org"}, ["config.E002"]),
        ({"BASE_URL": "tours.example.org"}, ["config.E002"]),
        ({"BASE_URL": "https://"}, ["config.E002"]),
        ({"BASE_URL": "https://[tours"}, ["config.E002"]),
        ({"BASE_URL": "https://tours.example.org/site"}, ["config.E002"]),
        ({"BASE_URL": "https://tours.example.org?a"}, ["config.E002"]),
        ({"BASE_URL": "https://user:password@tours.example.org"}, ["config.E002"]),
        ({"BASE_URL": "https://.example.net"}, ["config.E002"]),
        ({"BASE_URL": "https://tours.example.org:99999"}, ["config.E002"]),
        ({"BASE_URL": "https://tours.example.org:8443"}, []),
        ({"BASE_URL": "https://example.com"}, ["config.E003"]),
        ({"BASE_URL": "https://a.example.net"}, []),
        ({"OFFICE_EMAIL": "office"}, ["config.E004"]),
        ({"OFFICE_EMAIL": ""}, ["config.E004"]),
        ({"OFFICE_EMAIL": "office@sojourn.invalid"}, ["config.E004"]),
        ({"OFFICE_EMAIL": "a@example.org, b@example.org"}, ["config.E004"]),
        ({"OFFICE_EMAIL": "Office <office@example.org>"}, ["config.E004"]),
        ({"MAIL_FROM": "tours@"}, ["config.E004"]),
        ({"MAIL_FROM": "tours@example.org\nBcc: eve@example.org"}, ["config.E004"]),
        ({"MAIL_BOUNCE_DOMAIN": "bounces.example.org"}, []),
        ({"MAIL_BOUNCE_DOMAIN": "bounce@example.org"}, ["config.E005"]),
        ({"SITE_NAME": " "}, ["config.E006"]),
        ({"SITE_NAME": "Tours\nBcc: eve@example.org"}, ["config.E006"]),
        ({"SITE_NAME": "x" * 101}, ["config.E006"]),
        ({"MAIL_WEBHOOK_SECRET": "short"}, ["config.E007"]),
        ({"MAIL_WEBHOOK_SECRET": "x" * 20}, []),
        ({"OIDC_SERVER": "login.example.org"}, ["config.E008"]),
        ({"OIDC_SERVER": "http://login.example.org"}, ["config.E008"]),
        ({"OIDC_SERVER": "https://login.example.org/realms/city"}, []),
        ({"OIDC_SERVER": "http://127.0.0.1:9000"}, []),
        ({"TRAVEL_KEYS": []}, ["config.W001"]),
        ({"TRAVEL_KEYS": [KEY, "short"]}, ["config.E010"]),
        ({"STORAGES": {"default": {"BACKEND": "storages.nothing.Storage"}}}, ["config.E009"]),
        ({"STORAGES": {"default": {"BACKEND": "accounts.models.User"}}}, ["config.E009"]),
        ({"STORAGES": {"default": {"BACKEND": FILES, "OPTIONS": {"nonsense": 1}}}}, ["config.E011"]),
        ({"STORAGES": {"default": {"BACKEND": FILES, "OPTIONS": {"location": "/dev/null"}}}}, ["config.E012"]),
        ({"STORAGES": {"default": {"BACKEND": FILES, "OPTIONS": {"location": "/dev/null/media"}}}}, ["config.E012"]),
        ({"CACHE_URL": "redis://host:port/0"}, ["config.E013"]),
        ({"CACHE_URL": "redis://"}, ["config.E013"]),
        ({"CACHE_URL": "redis://host:6379/0"}, []),
        ({"CACHE_URL": "unix:///run/redis.sock"}, []),
        ({"TASKS": {"default": {"BACKEND": "nothing"}}}, ["config.E009"]),
    ],
)
def test_setting_that_would_mislead_is_named(settings: Settings, facts: dict[str, object], says: list[str]) -> None:
    assert keys(settings, **facts) == says


def test_key_that_is_none_is_not_told(settings: Settings) -> None:
    settings.TRAVEL_KEYS = [KEY, "almost-a-key"]
    told = [str(message.msg) for message in deployment(None) if message.id == "config.E010"]
    assert told == ["TRAVEL_KEYS: number 2 is no key. docs/operations.md says how to make one."]


def test_checks_are_part_of_a_deployment() -> None:
    assert deployment in list[object](checks.registry.registry.deployment_checks)


def test_deployment_with_a_wrong_environment_fails() -> None:
    wrong = {"ALLOWED_HOSTS": "*", "BASE_URL": "http://tours.example.org", "OFFICE_EMAIL": "office"}
    process = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        env=PRODUCTION | {"SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2} | wrong,
        capture_output=True,
        text=True,
        cwd=project.BASE_DIR,
        check=False,
    )
    assert process.returncode == 1
    assert [f"config.E00{number}" in process.stderr for number in (1, 2, 4)] == [True] * 3
