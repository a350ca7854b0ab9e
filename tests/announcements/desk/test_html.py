"""The desk's pages about posts and the site's texts are valid HTML, each with one title."""

from pathlib import Path

import pytest
from django.urls import reverse

from announcements.desk.site_texts.kinds import KINDS
from announcements.drafting import DraftKind
from announcements.posts.writing import draft_post
from tests.announcements.makers import new_testimonial, post, published_event, published_post, writer
from tests.factories import rows
from tests.html_checker import complaints
from tests.site.test_html import Outline
from tests.tours.admin.conftest import browser_of
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.mark.slow  # the checker is a program of its own, which takes seconds to start
def test_pages_are_valid(tmp_path: Path) -> None:
    event = published_event(title="Week")
    draft = draft_post(event, kind=DraftKind.ATTENDING)
    told, text = published_post(event=event), new_testimonial("Useful.")
    post(title="R&D <b>", body="## Purposes\n\n- one\n")
    browser, viewer = browser_of(writer(RoleKind.COORDINATOR)), browser_of(rows.colleague(RoleKind.VIEWER, at=event))
    at_event = {
        name: reverse(f"announcements:desk_{name}", args=[event.uid]) for name in ("posts", "draft", "write_post")
    }
    one, other = (reverse("announcements:desk_post", args=[each.pk]) for each in (draft, told))
    answers = [
        *(browser.get(address) for address in at_event.values()),
        browser.post(at_event["draft"], {"kind": "moon"}),
        browser.get(one),
        browser.post(one, {"then": "schedule"}),
        browser.post(one, {"title": "T", "language": "en", "body": "## One", "then": "preview"}),
        browser.get(other),
        viewer.get(other),
        browser.get(reverse("announcements:desk_delete_post", args=[draft.pk])),
        browser.get("/desk/posts/new/"),
        browser.get("/desk/posts/", {"state": "draft", "q": "x"}),
        viewer.get("/desk/posts/"),
        browser.get("/desk/site/"),
        viewer.get("/desk/site/"),
        *(browser.get(f"/desk/site/{kind}/") for kind in KINDS),
        *(browser.get(f"/desk/site/{kind}/new/") for kind in ("testimonials", "brochures", "components", "partners")),
        browser.post("/desk/site/phases/new/", {}),
        browser.get("/desk/site/pages/new/?page=privacy"),
        browser.post("/desk/site/pages/new/?page=privacy", {"title": "T", "body": "## One", "then": "preview"}),
        browser.get(reverse("announcements:desk_text", args=["testimonials", text.pk])),
        browser.get(reverse("announcements:desk_delete_text", args=["testimonials", text.pk])),
    ]
    files = [tmp_path / f"{number}.html" for number in range(len(answers))]
    for file, answer in zip(files, answers, strict=True):
        file.write_bytes(answer.content)
    assert complaints(files) == []
    assert [Outline(file.read_text()).headings.count(1) for file in files] == [1] * len(files)
