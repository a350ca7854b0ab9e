"""The filtered list by itself, as a table of jobs at a desk would use it."""

import django_filters
import pytest
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from backstage.lists import ChosenFilter, FilteredList, page_of, query_string
from backstage.models import Job
from backstage.models.jobs import JobQuerySet
from tests.counting import asked
from tests.factories import rows

TASKS = [("import", "Import"), ("Documents", [("pdf", "Booklet"), ("badges", "Badges")])]


def _askers(request: HttpRequest | None) -> QuerySet[User]:
    return User.objects.filter(name__startswith="A").order_by("name") if request else User.objects.none()


class JobFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="Search words", max_length=20)
    task = django_filters.ChoiceFilter(choices=lambda: TASKS, label="What")
    asked_by = django_filters.ModelChoiceFilter(queryset=_askers, label="Who", null_label="The site")
    attempt = django_filters.NumberFilter(label="Attempt", widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Job
        fields: list[str] = []


def jobs(**parameters: str) -> FilteredList[JobQuerySet]:
    return FilteredList(JobFilter, Job.objects.order_by("title"), parameters)


def titles(found: QuerySet[Job]) -> list[str]:
    return list(found.values_list("title", flat=True))


def sql(found: QuerySet[Job]) -> str:
    return str(found.query)


@pytest.fixture
def _four_jobs(db: None) -> None:
    for title, task in (
        ("Badges", "badges"),
        ("Booklet", "pdf"),
        ("Booklet in Korean", "pdf"),
        ("Delegates", "import"),
    ):
        Job.objects.create(title=title, task=task)


def test_filters_in_use_have_a_value_and_one_order() -> None:
    found = jobs(page="2", attempt=" 1 ", unknown="x", task=" ", q=" booklet\n")
    assert list(found.in_use.items()) == [("q", "booklet"), ("attempt", "1")]
    assert (found.query, jobs(unknown="x", q="").query) == ("?q=booklet&attempt=1", "")


def test_form_is_bound_to_what_is_in_use() -> None:
    found = jobs(q=" booklet ", attempt="x")
    assert (found.form["q"].value(), found.form["task"].value()) == ("booklet", None)
    assert found.form.errors == {"attempt": ["Enter a number."]}


@pytest.mark.usefixtures("_four_jobs")
def test_rows_match_all_filters_and_are_narrowed_by_the_valid_ones() -> None:
    found = jobs(q="BOOKLET", task="pdf")
    assert titles(found.matching) == titles(found.narrowed) == ["Booklet", "Booklet in Korean"]
    assert titles(found.without("q")) == ["Booklet", "Booklet in Korean"]
    assert titles(found.without("task")) == ["Booklet", "Booklet in Korean"]
    assert titles(jobs(q="Korean", task="import").without("q")) == ["Delegates"]


@pytest.mark.usefixtures("_four_jobs")
def test_invalid_filter_matches_nothing_and_narrows_nothing() -> None:
    found = jobs(q="booklet", task="none", attempt="x")
    assert titles(found.matching) == []
    assert titles(found.narrowed) == ["Booklet", "Booklet in Korean"]
    assert titles(found.without("q")) == ["Badges", "Booklet", "Booklet in Korean", "Delegates"]
    assert found.valid == {"q": "booklet"}


def test_chosen_filter_has_words_a_problem_and_a_link_without_it() -> None:
    assert jobs(q="a&b", task="pdf", attempt="x").chosen() == [
        ChosenFilter("q", "Search words", "a&b", problem="", others="?task=pdf&attempt=x"),
        ChosenFilter("task", "What", "Booklet", problem="", others="?q=a%26b&attempt=x"),
        ChosenFilter("attempt", "Attempt", "x", problem="Enter a number.", others="?q=a%26b&task=pdf"),
    ]
    wrong = "Select a valid choice. none is not one of the available choices."
    assert jobs(task="none").chosen() == [ChosenFilter("task", "What", "none", problem=wrong, others="")]
    assert jobs().chosen() == []


def test_page_names_what_the_form_cannot_know() -> None:
    found = jobs(q="x", task="import", attempt="1")
    assert [each.value for each in found.chosen({"attempt": "First", "q": ""})] == ["x", "Import", "First"]


@pytest.mark.django_db
def test_choice_among_rows_has_its_name_without_a_query_for_the_others() -> None:
    ana = rows.stranger(name="Ana")
    request = RequestFactory().get("/")
    with asked() as seen:
        (chosen,) = FilteredList(JobFilter, Job.objects.all(), {"asked_by": str(ana.pk)}, request).chosen()
    assert (chosen.value, chosen.problem, seen.queries, seen.rows()) == ("Ana", "", 1, 1)
    (unknown,) = FilteredList(JobFilter, Job.objects.all(), {"asked_by": str(ana.pk)}).chosen()
    assert (unknown.value, unknown.problem[:21]) == (str(ana.pk), "Select a valid choice")
    assert [each.value for each in jobs(asked_by="null").chosen()] == ["The site"]


@pytest.mark.usefixtures("_four_jobs")
def test_page_is_the_one_asked_for_and_keeps_the_filters() -> None:
    found = jobs(q="b", page="2")
    with asked() as seen:
        page = found.page(found.matching, 2)
        assert [job.title for job in page] == ["Booklet in Korean"]
    assert (page.number, page.paginator.count, seen.queries) == (2, 3, 2)
    assert (page.query, page.previous_query) == ("?q=b&page=2", "?q=b&page=1")
    assert jobs(q="b").page(found.matching, 2).query == "?q=b"


@pytest.mark.usefixtures("_four_jobs")
def test_count_that_is_known_is_not_asked_for() -> None:
    found = jobs(page="9")
    with asked() as seen:
        page = found.page(found.matching, 3, count=4)
        assert [job.title for job in page] == ["Delegates"]
        assert list(found.page(found.matching, 3, count=0)) == []
    assert (page.number, seen.queries) == (2, 1)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(None, 1), ("", 1), ("x", 1), ("1.5", 1), ("\0", 1), ("9" * 5000, 1), ("2", 2), ("0", 3), ("-1", 3), ("4", 3)],
)
def test_page_number_too_high_gives_the_last_page_and_no_number_the_first(number: str | None, shown: int) -> None:
    page = page_of(range(5), number, 2)
    assert (page.number, list(page)) == (shown, [[0, 1], [2, 3], [4]][shown - 1])


def test_pages_lead_to_one_another() -> None:
    first, last = page_of("abcd", "1", 2, filters={"q": "é"}), page_of("abcd", "2", 2)
    assert (first.query, first.next_query) == ("?q=%C3%A9", "?q=%C3%A9&page=2")
    assert (last.query, last.previous_query) == ("?page=2", "?page=1")


@pytest.mark.parametrize(
    ("page", "way_back"),
    [
        ("", "?q=b"),
        ("1", "?q=b"),
        ("2", "?q=b&page=2"),
        ("999999", "?q=b&page=999999"),
        ("1000000", "?q=b"),
        ("02", "?q=b"),
        ("٢", "?q=b"),
        ("//evil.example", "?q=b"),
    ],
)
def test_way_back_has_the_valid_filters_and_a_page_after_the_first(page: str, way_back: str) -> None:
    assert jobs(q="b", attempt="x", page=page).way_back == way_back
    assert (jobs(page="2").way_back, jobs(attempt="x").way_back) == ("?page=2", "")


def test_query_string_is_coded_and_empty_where_there_is_nothing_to_say() -> None:
    assert (query_string({"q": "a b&c=서울", "page": "2"}), query_string({})) == (
        "?q=a+b%26c%3D%EC%84%9C%EC%9A%B8&page=2",
        "",
    )


def test_components_show_a_list() -> None:
    found = jobs(q="<b>", task="import", attempt="x")
    shown = render_to_string("components/_chosen_filters.html", {"chosen": found.chosen(), "address": "/jobs/"})
    assert '<li>What: <b><bdi>Import</bdi></b> <a href="/jobs/?q=%3Cb%3E&amp;attempt=x">' in shown
    bar = render_to_string("components/_filter_bar.html", {"form": found.form, "address": "/jobs/", "label": "Filter"})
    assert '<input type="hidden" name="attempt" value="x"' in bar
    pages = render_to_string("components/_pagination.html", {"page": page_of("abc", "2", 1, filters=found.in_use)})
    query = "?q=%3Cb%3E&amp;task=import&amp;attempt=x&amp;page="
    assert f'<a rel="prev" href="{query}1">' in pages
    assert f'<a rel="next" href="{query}3">' in pages


parameters = st.dictionaries(
    st.sampled_from(["q", "task", "attempt", "page", "unknown"]),
    st.sampled_from(["", " ", "pdf", " import ", "1", "3", "-1", "x", "a&page=2", "?q=b#", "서울+"]) | st.text(),
)


def asked_again(query: str) -> FilteredList[JobQuerySet]:
    return jobs(**QueryDict(query.removeprefix("?")).dict())


@given(parameters)
def test_list_asked_for_by_its_own_query_string_is_the_same_list(parameters: dict[str, str]) -> None:
    found = jobs(**parameters)
    page = found.page(found.matching, 1, count=3)
    again = asked_again(page.query)
    assert (again.in_use, again.form.errors, again.chosen()) == (found.in_use, found.form.errors, found.chosen())
    assert sql(again.narrowed) == sql(found.narrowed)
    same = again.page(again.matching, 1, count=3)
    assert (same.number, same.query) == (page.number, page.query)


@given(parameters.flatmap(lambda made: st.tuples(st.just(made), st.permutations(list(made.items())))))
def test_same_filters_have_the_same_address(made: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    parameters, other_order = made
    assert jobs(**dict(other_order)).query == jobs(**parameters).query


@given(parameters)
def test_every_filter_can_be_removed(parameters: dict[str, str]) -> None:
    found = jobs(**parameters)
    for chosen in found.chosen():
        without = asked_again(chosen.others)
        assert without.in_use == {name: value for name, value in found.in_use.items() if name != chosen.name}
        assert sql(without.narrowed) == sql(found.without(chosen.name))
