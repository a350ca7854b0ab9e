"""Text files come in the encodings of the computers of hosts."""

import pytest

from tours.importing.reading.decoding import NoTextError, decoded

CROATIAN = "utorak, 5. rujna: šetnja, ručak i večera u Đakovu"
GERMAN = "Dienstag, 5. September: Begrüßung, Führung, Kaffee für alle"
FRENCH = "mardi 5 septembre : déjeuner à l'hôtel, très tôt"
SERBIAN = "уторак, 5. септембар: ручак у Београду"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [CROATIAN, GERMAN, FRENCH])
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "page"),
    [(CROATIAN, "cp1250"), (GERMAN, "cp1250"), (GERMAN, "cp1252"), (FRENCH, "cp1252"), (SERBIAN, "cp1251")],
)
def test_page_of_windows_is_told_by_its_letters(text: str, page: str) -> None:
    assert decoded(text.encode(page)) == text


@pytest.mark.parametrize(
    "content", [b"PK\3\4 a Word file", b"%PDF-1.7", b"\x89PNG\r\n", bytes(range(256)) * 4, b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(NoTextError):
        decoded(content)


def test_nothing_is_an_empty_text() -> None:
    assert decoded(b"") == ""
