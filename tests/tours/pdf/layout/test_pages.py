from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tours.pdf.layout.pages import Page, on_pages
from tours.pdf.layout.slabs import Slab

HEIGHT = 100.0
SLABS = st.lists(
    st.builds(
        Slab,
        height=st.integers(1, 90).map(float),
        before=st.integers(0, 10).map(float),
        keep=st.booleans(),
        head=st.none() | st.just(Slab(10)),
    ),
    max_size=30,
)


def tops(pages: list[Page]) -> list[list[float]]:
    return [[top for top, _ in page] for page in pages]


def test_space_above_a_slab_goes_at_the_top_of_a_page() -> None:
    pages = on_pages([Slab(40, before=5), Slab(40, before=5), Slab(40, before=5)], [], HEIGHT)
    assert tops(pages) == [[0, 45], [0]]


def test_heading_goes_over_with_what_it_heads() -> None:
    pages = on_pages([Slab(60), Slab(20, keep=True), Slab(30)], [], HEIGHT)
    assert tops(pages) == [[0], [0, 20]]


def test_slabs_too_high_together_for_any_page_are_parted() -> None:
    pages = on_pages([Slab(60, keep=True), Slab(60, keep=True), Slab(30)], [], HEIGHT)
    assert tops(pages) == [[0], [0, 60]]


def test_head_of_a_table_comes_again_where_a_row_opens_a_page() -> None:
    head = Slab(10)
    pages = on_pages([Slab(10, keep=True), Slab(50, head=head), Slab(50, head=head)], [], HEIGHT)
    assert tops(pages) == [[0, 10], [0, 10]]
    assert pages[1][0].slab is head


def test_foot_stands_at_the_bottom_of_the_last_page() -> None:
    assert tops(on_pages([Slab(30)], [Slab(20)], HEIGHT)) == [[0, 80]]
    assert tops(on_pages([Slab(90)], [Slab(20)], HEIGHT)) == [[0], [80]]


def test_foot_takes_the_last_of_what_it_belongs_to_along() -> None:
    assert tops(on_pages([Slab(50), Slab(20, keep=True), Slab(20)], [Slab(20)], HEIGHT)) == [[0], [0, 20, 80]]


def test_foot_higher_than_a_page_goes_on_like_anything_else() -> None:
    assert tops(on_pages([Slab(30)], [Slab(60), Slab(60)], HEIGHT)) == [[0], [0], [0]]


def test_nothing_to_say_makes_one_empty_page() -> None:
    assert on_pages([], [], HEIGHT) == [[]]


@given(SLABS)
def test_every_slab_stands_once_in_order_and_within_its_page(slabs: list[Slab]) -> None:
    pages = on_pages(slabs, [], HEIGHT)
    placed = [slab for page in pages for _, slab in page]
    heads = [slab.head for slab in slabs if slab.head]
    assert [slab for slab in placed if not any(slab is head for head in heads)] == slabs
    for page in pages:
        assert all(top + slab.height <= HEIGHT for top, slab in page)
        assert all(top + slab.height <= below for (top, slab), (below, _) in pairwise(page))
