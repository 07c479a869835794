"""Long lists over several pages."""

from __future__ import annotations

from cxsite.pages.paging import divide_into_pages, find_page, page_path


def test_what_fits_is_one_page_at_the_path_itself() -> None:
    (only,) = divide_into_pages("a/b", [1, 1, 1], 3)
    assert (only.here.path, only.here.first, only.here.last, only.entries) == ("a/b", 1, 3, 3)
    assert (only.before, only.after) == (None, None)


def test_one_more_begins_a_second_page() -> None:
    first, second = divide_into_pages("a/b", [1, 1, 1, 1], 3)
    assert (second.here.path, second.here.first, second.here.last) == ("a/b_2", 4, 4)
    assert (first.after, second.before) == (second.here, first.here)
    assert list("wxyz")[second.here.part] == ["z"]


def test_an_entry_larger_than_a_page_has_one_of_its_own() -> None:
    assert [(one.here.first, one.here.last) for one in divide_into_pages("a", [2, 9, 2], 3)] == [(1, 1), (2, 2), (3, 3)]


def test_an_empty_list_has_one_page() -> None:
    (only,) = divide_into_pages("a", [], 3)
    assert only.entries == 0


def test_far_pages_are_left_out_between_first_and_last() -> None:
    pages = divide_into_pages("a", [1] * 31, 1)
    reported = [leaf.number if leaf else "…" for leaf in pages[14].near]
    assert reported == [1, "…", 13, 14, 15, 16, 17, "…", 31]
    assert [leaf.number if leaf else "…" for leaf in pages[0].near] == [1, 2, 3, "…", 31]


def test_the_page_of_an_entry() -> None:
    pages = divide_into_pages("a", [1] * 5, 2)
    assert [find_page(number, pages) for number in range(5)] == ["a", "a", "a_2", "a_2", "a_3"]
    assert page_path("a", 3) == "a_3"


def test_each_of_very_many_pages_lists_only_some_of_the_others() -> None:
    assert len(divide_into_pages("a", [1] * 100, 1)[0].overview) == 100
    pages = divide_into_pages("a", [1] * 1_000, 1)
    assert [leaf.number for leaf in pages[500].overview][:3] == [1, 11, 21]
    assert len(pages[500].overview) == 100
