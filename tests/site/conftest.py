"""The whole site, loaded once in a process for tests that only read it: the demonstration, and pictures besides."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import override_settings
from PIL import Image
from pytest_django import DjangoDbBlocker, Settings

from announcements.models import State
from announcements.posts.writing import save_post
from tests.demo.copying import load_once
from tests.demo.loading import SMART_CITY_WEEK
from tests.factories import rows
from tours.models import Document, Event, Picture, ProgrammeOrganisation

File = TypeVar("File", Document, Picture)


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    run_folder: Path,
) -> Iterator[Path]:
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=media):
            load_once(run_folder)
            _illustrate(Event.objects.get(slug=SMART_CITY_WEEK))
        yield media
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _site(loaded: Path, settings: Settings) -> None:
    """Each document is drawn for the first test that asks for it, and kept for the others, as no test changes the site."""
    settings.MEDIA_ROOT = loaded
    settings.KEPT_DIR = loaded.with_name(f"{loaded.name}-kept")


def _illustrate(event: Event) -> None:
    event.picture = _stored(
        Picture(alternative="A hall", credit="The office", file=ContentFile(_png("navy"), "hall.png"))
    )
    event.save()
    post = event.posts.filter(state=State.PUBLISHED)[0]
    post.picture = event.picture
    save_post(post)
    _mark_partner()
    _stored(Document(event=event, title="Logistics note", file=ContentFile(b"%PDF-1.7 note", "note.pdf")))
    rows.publish(event)


def _mark_partner() -> None:
    """Gives a partner a logo: the demonstration makes up none of organisations that there are."""
    partner = ProgrammeOrganisation.objects.filter(programme__is_own=True)[0].organisation
    partner.logo = _stored(Picture(alternative="A logo", file=ContentFile(_png("teal"), "logo.png")))
    partner.save()


def _png(colour: str) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (8, 6), colour).save(drawn, "PNG")
    return drawn.getvalue()


def _stored(file: File) -> File:
    file.full_clean()
    file.save()
    return file
