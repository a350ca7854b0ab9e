"""A focal point names people, orders them, and says who comes no longer."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from backstage.models import AuditEntry
from participants.models import ChangeRequest, Delegate, DelegateContact, Delegation, Invitation, SupportingFile
from participants.nominations import deciding
from tests.factories import rows
from tests.participants import makers
from tests.participants.focal_point.worlds import NAME, accepted_with, at, browser, invited, named, standing

pytestmark = pytest.mark.django_db
TYPED = "Ana Primer, Head of transport, ana@example.org\nĐorđe Čačak, Mayor\n김민재"


def freeze(delegation: Delegation) -> None:
    Delegation.objects.filter(pk=delegation.pk).update(freeze_on=timezone.localdate() - timedelta(days=2))


def test_typed_names_are_shown_as_understood_and_then_put_forward() -> None:
    ours, client = accepted_with(), browser()
    page = client.post(at("add_names", ours), {"text": TYPED})
    assert (page.status_code, standing(ours), "Put 3 names forward" in page.content.decode()) == (200, [], True)
    answer = client.post(at("add_names", ours), {"text": TYPED, "put-forward": "1"})
    assert answer.status_code == 302
    assert [(row.name, row.position, row.rank, row.state, row.person) for row in ours.delegates.all()] == [
        ("Ana Primer", "Head of transport", 1, "proposed", None),
        ("Đorđe Čačak", "Mayor", 2, "proposed", None),
        ("김민재", "", 3, "proposed", None),
    ]
    assert list(DelegateContact.objects.values_list("delegate__name", "email")) == [("Ana Primer", "ana@example.org")]
    entry = AuditEntry.objects.filter(
        content_type__model="delegate", object_repr="Ana Primer", action=AuditEntry.Action.CREATE
    ).get()
    assert (entry.by_link, entry.actor) == (NAME, None)


def test_line_that_is_wrong_says_so_and_nothing_typed_is_lost() -> None:
    ours, text = accepted_with("Ana Primer"), "Primer Ana, Mayor, no-address@\nEva Primer, Mayor, eva@example.org"
    page = browser().post(at("add_names", ours), {"text": text, "put-forward": "1"})
    html = page.content.decode()
    assert (page.status_code, standing(ours)) == (400, [("Ana Primer", "proposed")])
    assert "Ana Primer is among your names already." in html
    assert "Primer Ana, Mayor, no-address@\nEva Primer, Mayor, eva@example.org</textarea>" in html


def test_after_the_last_day_for_changes_names_become_requests() -> None:
    ours = accepted_with()
    freeze(ours)
    client = browser()
    assert "sent to the organiser as requests" in client.get(at("add_names", ours)).content.decode()
    client.post(at("add_names", ours), {"text": "Ana Primer, Mayor, a@example.org", "put-forward": "1"})
    assert standing(ours) == []
    assert list(ChangeRequest.objects.values_list("kind", "name", "text", "asked_by", "told")) == [
        ("new_name", "Ana Primer", "a@example.org\nPosition: Mayor.", NAME, "link")
    ]


def test_order_is_changed_by_numbers_and_by_buttons() -> None:
    ours, client = accepted_with("One", "Two", "Three"), browser()
    client.post(at("order", ours), {f"rank-{named('Three').pk}": "1"})
    assert [name for name, _state in standing(ours)] == ["Three", "One", "Two"]
    client.post(at("order", ours), {"down": named("Three").pk})
    assert [name for name, _state in standing(ours)] == ["One", "Three", "Two"]
    client.post(at("order", ours), {"up": named("Two").pk})
    assert list(ours.delegates.values_list("name", "rank")) == [("One", 1), ("Two", 2), ("Three", 3)]


def test_order_after_the_last_day_for_changes_is_a_request() -> None:
    ours = accepted_with("One", "Two")
    freeze(ours)
    browser().post(at("order", ours), {"up": named("Two").pk})
    assert [name for name, _state in standing(ours)] == ["One", "Two"]
    assert ChangeRequest.objects.values_list("kind", "text").get() == ("other", "Order of choice: Two, One.")


def test_name_is_withdrawn_and_put_forward_again() -> None:
    ours, client = accepted_with("One", "Two"), browser()
    key = named("One").pk
    client.post(at("withdraw", ours, key), {"text": ""})
    assert standing(ours) == [("One", "withdrawn"), ("Two", "proposed")]
    assert client.get(at("withdraw", ours, key)).status_code == 404
    client.post(at("again", ours, key))
    assert standing(ours) == [("One", "proposed"), ("Two", "proposed")]


def test_someone_else_takes_the_place_in_the_order() -> None:
    ours, client = accepted_with("One", "Two"), browser()
    facts = {"name": "Other", "position": "Deputy", "email": "other@example.org", "text": "Ill"}
    client.post(at("someone_else", ours, named("One").pk), facts)
    assert list(ours.delegates.values_list("name", "state", "rank", "position")) == [
        ("One", "withdrawn", 1, ""),
        ("Other", "proposed", 1, "Deputy"),
        ("Two", "proposed", 2, ""),
    ]
    assert DelegateContact.objects.get().email == "other@example.org"


def test_someone_else_for_who_has_a_place_is_a_request_and_the_page_says_so() -> None:
    by = rows.operator()
    ours = invited()
    row = makers.accepted(ours, by=by, name="Mayor Primer")
    Delegate.objects.filter(pk=row.pk).update(told_state="accepted")
    client = browser()
    assert "The organiser decides who takes it over" in client.get(at("someone_else", ours, row.pk)).content.decode()
    client.post(at("someone_else", ours, row.pk), {"name": "Deputy Primer"})
    assert ChangeRequest.objects.values_list("kind", "name", "delegate").get() == (
        "substitute",
        "Deputy Primer",
        row.pk,
    )
    assert (standing(ours), makers.taken(ours)) == ([("Mayor Primer", "accepted")], 1)


def test_position_that_the_registrar_wrote_meanwhile_is_not_taken_back() -> None:
    ours, client = accepted_with("Ana Primer"), browser()
    page = at("name", ours, named("Ana Primer").pk)
    tag = client.get(page).context["form"]["row_tag"].value()
    ours.delegates.update(position="Mayor")
    answer = client.post(page, {"name": "Ana Primer", "position": "", "email": "ana@example.org", "row_tag": tag})
    form = answer.context["form"]
    assert (answer.status_code, form["position"].value(), form["email"].value()) == (400, "Mayor", "ana@example.org")
    assert (named("Ana Primer").position, DelegateContact.objects.count()) == ("Mayor", 0)


def test_position_is_saved_an_address_is_given_once_and_another_spelling_is_asked_for() -> None:
    ours, client = accepted_with("Ana Primer"), browser()
    key = named("Ana Primer").pk
    facts = {"name": "Anna Primer", "position": "Mayor", "email": "ana@example.org"}
    client.post(at("name", ours, key), facts)
    assert list(ours.delegates.values_list("name", "position")) == [("Ana Primer", "Mayor")]
    assert ChangeRequest.objects.values_list("kind", "name").get() == ("name", "Anna Primer")
    client.post(at("name", ours, key), {**facts, "name": "Ana Primer", "email": "thief@example.org"})
    assert DelegateContact.objects.get().email == "ana@example.org"
    assert "ana@example.org" not in client.get(at("name", ours, key)).content.decode()


def test_companion_comes_within_what_the_city_may_bring() -> None:
    ours, client = accepted_with("Ana Primer", extra=1), browser()
    facts = {"name": "Iva Primer", "capacity": "companion", "accompanies": named("Ana Primer").pk}
    assert 'name="capacity"' in client.get(at("companion", ours)).content.decode()
    client.post(at("companion", ours), facts)
    assert ours.delegates.values_list("capacity", "accompanies__name").get(name="Iva Primer") == (
        "companion",
        "Ana Primer",
    )
    page = client.post(at("companion", ours), {**facts, "name": "Eva Primer"})
    assert page.status_code == 400
    assert "You have named as many guests without a seat as you may bring: 1." in page.content.decode()
    assert 'value="Eva Primer"' in page.content.decode()


def test_who_may_bring_no_further_guest_is_not_asked_for_one_but_may_ask() -> None:
    ours, client = accepted_with("Ana Primer", extra=0), browser()
    page = client.get(at("companion", ours)).content.decode()
    assert "This invitation is only for those with a seat." in page
    assert ("Ask for a guest</a>" in page, 'name="capacity"' in page) == (True, False)


def test_reserve_is_told_to_the_city_and_shown() -> None:
    ours = accepted_with("Ana Primer")
    row = deciding.reserve(named("Ana Primer"), by=rows.operator())
    Delegate.objects.filter(pk=row.pk).update(told_state="reserve")
    assert '<span class="tag">Reserve</span>' in browser().get(at("invitation", ours)).content.decode()


def test_reason_and_a_file_are_given_where_the_event_asks_for_them_and_never_shown() -> None:
    ours, client = accepted_with("Ana Primer"), browser()
    page, key = at("name", ours, named("Ana Primer").pk), named("Ana Primer").pk
    assert 'name="reason"' not in client.get(page).content.decode()
    Invitation.objects.create(event=ours.participation.event, asks_reason=True)
    assert "Say it under “Details” of each name" in client.get(at("add_names", ours)).content.decode()
    overview = at("invitation", ours)
    assert "Why they should come: missing" in client.get(overview).content.decode()
    facts = {"name": "Ana Primer", "position": "", "email": "", "reason": "Plans the parks."}
    client.post(page, {**facts, "file": SimpleUploadedFile("ana.pdf", b"%PDF-1.7\n")})
    row = Delegate.objects.get(pk=key)
    assert (row.reason, [file.file_name for file in row.files.all()]) == ("Plans the parks.", ["ana.pdf"])
    entry = AuditEntry.objects.get(content_type__model="supportingfile")
    assert (entry.by_link, entry.actor) == (NAME, None)
    shown = [client.get(each).content.decode() for each in (page, overview)]
    assert [words for words in ("Plans the parks", "Why they should come: missing") if words in "".join(shown)] == []
    client.post(page, {**facts, "reason": ""})
    assert Delegate.objects.get(pk=key).reason == "Plans the parks."


def test_file_of_another_kind_is_refused_and_the_words_stay() -> None:
    ours = accepted_with("Ana Primer")
    Invitation.objects.create(event=ours.participation.event, asks_reason=True)
    facts = {"name": "Ana Primer", "reason": "Plans the parks.", "file": SimpleUploadedFile("ana.exe", b"MZ program")}
    page = browser().post(at("name", ours, named("Ana Primer").pk), facts)
    assert (page.status_code, "Plans the parks.</textarea>" in page.content.decode()) == (400, True)
    assert (named("Ana Primer").reason, SupportingFile.objects.count()) == ("", 0)


def test_more_files_than_a_name_may_have_are_refused() -> None:
    ours = accepted_with("Ana Primer")
    Invitation.objects.create(event=ours.participation.event, asks_reason=True)
    client, page = browser(), at("name", ours, named("Ana Primer").pk)
    codes = [
        client.post(
            page, {"name": "Ana Primer", "file": SimpleUploadedFile("a.pdf", f"%PDF-1.7 {n}".encode())}
        ).status_code
        for n in range(6)
    ]
    assert (codes, SupportingFile.objects.count()) == ([302] * 5 + [400], 5)


def test_position_and_reason_after_the_last_day_for_changes_are_requests() -> None:
    ours = accepted_with("Ana Primer")
    Invitation.objects.create(event=ours.participation.event, asks_reason=True)
    freeze(ours)
    facts = {"name": "Ana Primer", "position": "Mayor", "reason": "Plans the parks."}
    answer = browser().post(at("name", ours, named("Ana Primer").pk), facts, follow=True)
    assert list(ChangeRequest.objects.order_by("pk").values_list("kind", "text")) == [
        ("other", "Position: Mayor."),
        ("other", "Why they should come: Plans the parks."),
    ]
    assert (named("Ana Primer").position, named("Ana Primer").reason) == ("", "")
    assert [str(each) for each in answer.context["messages"]] == [
        "The position is sent to the organiser as a request. Why they should come is sent to the organiser as a request."
    ]


def test_last_name_goes_no_further_down() -> None:
    ours, client = accepted_with("One", "Two"), browser()
    assert client.post(at("order", ours), {"down": named("Two").pk}).status_code == 302
    assert client.post(at("order", ours), {"up": named("One").pk}).status_code == 302
    assert [name for name, _state in standing(ours)] == ["One", "Two"]
