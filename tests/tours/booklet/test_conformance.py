"""No booklet is less than PDF/UA-1 and PDF/A-2a, whatever the agenda: `--hypothesis-profile=thousand` tries as many."""

from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import values
from tests.tours.pdf.reading import failures
from tours.agenda.facts import Link, Part, Place
from tours.agenda.values import PUBLIC, STAFF, Audience, Item
from tours.agenda.view import AgendaView
from tours.booklet import Paper, booklet
from tours.vocabulary import ItemKind, Level, PersonRole, Status

AUDIENCES = (PUBLIC, Audience(level=Level.DELEGATES, groups=("A",)), STAFF)
WORDS = st.sampled_from(
    ["", "Opening", "Отварање недеље", "개회식", "Čačak and Shkodër", "مرحبا", "word " * 60, "x" * 200]
)
TIMES = st.none() | st.builds(time, st.integers(8, 23), st.sampled_from([0, 30]))


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    start = draw(TIMES)
    facts: dict[str, Any] = {
        "kind": draw(st.sampled_from([kind for kind in ItemKind if kind is not ItemKind.EVENT])),
        "title": draw(WORDS),
        "day": date(2017, 9, draw(st.integers(3, 12))),
        "start": start,
        "end": draw(TIMES) if start else None,
        "zone": draw(st.sampled_from(["Asia/Seoul", "Europe/Belgrade"])),
        "status": draw(st.sampled_from(Status)),
        "level": draw(st.sampled_from(Level)),
        "groups": draw(st.sampled_from([(), ("A",), ("A", "B")])),
        "summary": draw(WORDS),
        "room": draw(WORDS),
        "place": draw(st.sampled_from([None, values.KINTEX, Place(name="서울특별시청")])),
        "track": draw(st.sampled_from(["", "", "Cities", "Градови", "도시"])),
        "report": draw(WORDS),
        "staff_note": draw(WORDS),
        "links": draw(st.sampled_from([(), (Link(label="Slides", url="https://example.org/č(1)"),)])),
        "parts": draw(
            st.sampled_from([(), (Part(role=PersonRole.SPEAKER, person=values.person("Ђорђе 김민재")),)])
            | st.just((Part(role=PersonRole.MODERATOR, confirmed=False),))
        ),
    }
    return values.item(f"item-{number}", **facts)


@st.composite
def views(draw: st.DrawFn) -> AgendaView:
    found = [draw(items(number)) for number in range(draw(st.integers(0, 12)))]
    return values.view(
        *found, audience=draw(st.sampled_from(AUDIENCES)), title=draw(WORDS) or "Week", named_groups=values.GROUPS
    )


@pytest.mark.slow
@given(views(), st.sampled_from(Paper), st.integers(0, 2))
def test_every_booklet_conforms(view: AgendaView, paper: Paper, notes: int) -> None:
    pdf = booklet(view, base_url="https://sojourn.example.org", paper=paper, notes=notes)
    assert failures(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda audience: audience.key)
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("count", [0, 3, 40])
def test_a_screen_reader_has_nothing_to_stumble_over(
    audience: Audience, paper: Paper, count: int, tmp_path: Path
) -> None:
    view = values.view(*values.many_items(count), audience=audience)
    path = tmp_path / "programme.pdf"
    path.write_bytes(booklet(view, base_url="https://sojourn.example.org", paper=paper))
    found = outloud.check(str(path))
    assert found.error in {None, ""}
    assert [(one.rule, one.message, one.evidence) for one in found.findings if one.severity == "error"] == []
