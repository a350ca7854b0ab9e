"""The PDF of a selection sheet."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.conf import settings

from participants.selection.pdf import pdf
from participants.selection.sheet import Body
from tests.participants.selection.values import name, sheet
from tests.tours.pdf.reading import failures, letters, lines, pages, reader


def test_pdf_is_a_landscape_page_that_names_event_dates_moment_and_people() -> None:
    made = pdf(sheet())
    [page] = reader(made).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (841.89, 595.28)
    assert lines(made)[:7] == [
        "Urban Partnership Program · Selection",
        "Smart City Week",
        "4–8 September 2017",
        "As of 30 August 2017, 18:05 Seoul time (UTC+9)",
        "Rijeka",
        "Seats: 3, taken: 1, free: 2",
        "Name Order Position and organisation Earlier events Reason State Comes as",
    ]
    written = [words in letters(made) for words in ("AnaPrimer", "WaterDays(2015)", "Runsthetrams.")]
    assert written == [True, True, True]


@pytest.mark.parametrize(
    "written", ["Ђорђе Чачак", "김민재", "Đorđe Šćepanović", "<b>Ana</b> & <img src=x>", "x" * 200]
)
def test_names_of_three_scripts_and_signs_of_markup_are_printed_as_they_are(written: str) -> None:
    assert "".join(written.split()) in letters(pdf(sheet(name(name=written))))


def test_pdf_keeps_the_rules_for_readers_with_a_screen_reader() -> None:
    made = pdf(sheet(*(name(key=key, reason="Because. " * key) for key in range(40))))
    assert (failures(made), len(pages(made)) > 1) == ([], True)


def test_empty_sheets_are_drawn_too() -> None:
    assert "Nobody is invited yet." in lines(pdf(sheet(bodies=())))
    assert "No names yet." in lines(pdf(sheet(bodies=(Body("Belgrade", 2, 0, ()),))))


DRAW = """
import hashlib, os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from participants.selection.pdf import pdf
from tests.participants.selection.values import sheet
print(hashlib.sha256(pdf(sheet())).hexdigest())
"""


@pytest.mark.slow
def test_same_sheet_gives_the_same_bytes_in_every_process() -> None:
    """This process has a random seed for its hashes, or another one."""
    environment = {**os.environ, "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") == "0" else "0"}
    command = [sys.executable, "-c", DRAW]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)  # noqa: S603  # our own interpreter
    assert done.stdout.strip() == hashlib.sha256(pdf(sheet())).hexdigest()
