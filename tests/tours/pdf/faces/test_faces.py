import hashlib
import os
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from fontTools.ttLib import TTFont

from tests.factories import rows
from tours.pdf.faces import building, faces
from tours.pdf.faces.faces import Face, FacesMissingError, built_faces

NEEDED = {
    "Latin of South-East Europe": "čćšžđëçČĆŠŽĐËÇőűăâîșțğışßæøå",
    "Serbian Cyrillic": "ђјљњћџЂЈЉЊЋЏ",
    "Macedonian Cyrillic": "ѓќѕѐѝЃЌЅЀЍ",
    "Bulgarian and Russian Cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "Greek": "αβγδςώΑΒΓΔ",
    "Hangul": "서울국토교통부똠뷁",
    "every Hangul syllable": "".join(map(chr, range(0xAC00, 0xD7A4))),
    "punctuation and signs": "„“”‘’–—…•·→←✓€°−×§†№\N{REPLACEMENT CHARACTER}",
}


@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("script", NEEDED)
def test_face_has_a_glyph_for_every_letter_of_a_script(face: Face, script: str) -> None:
    with TTFont(built_faces(settings.FONT_DIR)[face], lazy=True) as font:
        glyphs = font.getBestCmap()
        assert {
            letter for letter in NEEDED[script] if font.getGlyphID(glyphs.get(ord(letter), ".notdef")) == 0
        } == set()


def test_faces_have_the_same_letters_so_that_a_text_may_change_weight() -> None:
    paths = built_faces(settings.FONT_DIR)
    regular, bold = (set(TTFont(paths[face]).getBestCmap()) for face in Face)
    assert regular == bold


def test_figures_are_all_as_wide_so_that_times_stand_in_columns() -> None:
    for path in built_faces(settings.FONT_DIR).values():
        with TTFont(path) as font:
            assert {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"} == {572}


def test_faces_do_not_pass_for_the_fonts_they_are_made_from() -> None:
    for face, path in built_faces(settings.FONT_DIR).items():
        with TTFont(path) as font:
            assert [str(font["name"].getName(number, 3, 1)) for number in (1, 2, 6)] == [
                "Sojourn Sans",
                face.value,
                face.font_name,
            ]


def test_files_are_named_after_all_they_are_made_from() -> None:
    digest = hashlib.sha256(version("fonttools").encode())
    for source in (faces.NOTO_SANS, faces.NOTO_SANS_KR, Path(building.__file__)):
        digest.update(source.read_bytes())
    names = [path.name for path in built_faces(settings.FONT_DIR).values()]
    expected = digest.hexdigest()[:16]
    assert names == [f"SojournSans-Regular-{expected}.ttf", f"SojournSans-Bold-{expected}.ttf"]


A_FACE = struct.pack(">4xH6x8xII", 1, 28, 100) + b"a" * 100
"""A font file of one table, which stands at 28 and is 100 long."""


def test_faces_are_built_once_however_many_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []

    def build(paths: dict[Face, Path]) -> None:
        """Builds slowly enough for all threads to ask meanwhile. The real builder takes ten seconds."""
        built.append(threading.get_ident())
        time.sleep(0.05)
        for path in paths.values():
            building.write(path, A_FACE)

    monkeypatch.setattr(faces, "_build", build)
    with ThreadPoolExecutor(4) as pool:
        asked = list(pool.map(built_faces, [tmp_path / "fonts"] * 4))
    assert len(built) == 1
    assert {path.read_bytes() for paths in asked for path in paths.values()} == {A_FACE}


@pytest.mark.parametrize("left", [0, 100, len(A_FACE) - 1])
def test_face_that_was_cut_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    def build(paths: dict[Face, Path]) -> None:
        for path in paths.values():
            building.write(path, A_FACE)

    monkeypatch.setattr(faces, "_build", build)
    path = built_faces(tmp_path)[Face.BOLD]
    os.truncate(path, left)
    assert built_faces(tmp_path)[Face.BOLD].read_bytes() == A_FACE


def test_faces_that_cannot_be_built_say_why(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    folder.write_text("")
    with pytest.raises(FacesMissingError, match=f"The faces cannot be built in {folder}: .*File exists"):
        built_faces(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("output", ["programme.pdf", "card.png"])
def test_without_faces_a_document_is_a_503_and_pages_go_on(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, output: str
) -> None:
    def missing(*_arguments: object, **_named: object) -> None:
        raise FacesMissingError

    rows.publish(rows.full_event(1, slug="week"))
    for module in ("tours.booklet.booklet", "tours.metadata.cards.draw_card"):
        monkeypatch.setattr(module, missing)
    client.raise_request_exception = False
    answer = client.get(f"/events/week/{output}")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The letters for this document are missing on this site." in answer.content.decode()
    assert client.get("/events/week/").status_code == 200
    caplog.clear()  # the error is meant


def test_a_face_that_fails_to_be_written_leaves_no_half_of_it(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        building.write(tmp_path / "face.ttf", "not bytes")  # type: ignore[arg-type]  # what this test is about
    assert list(tmp_path.glob("*.ttf")) == []


def test_builder_that_fails_is_not_taken_for_one_that_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "BUILDER", "tours.pdf.nowhere")
    with pytest.raises(FacesMissingError, match="could not be built"):
        built_faces(tmp_path)


def test_build_fonts_names_what_is_built(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("build_fonts")
    paths = built_faces(settings.FONT_DIR).values()
    assert capsys.readouterr().out.splitlines() == [f"Built: {path}" for path in paths]


def test_build_fonts_says_in_a_sentence_why_it_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "fonts"
    folder.write_text("")
    monkeypatch.setattr(settings, "FONT_DIR", folder)
    with pytest.raises(CommandError, match="The faces cannot be built in .*File exists"):
        call_command("build_fonts")
