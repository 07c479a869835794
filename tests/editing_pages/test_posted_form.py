"""Buttons of lists change what was posted, and nothing else; names that were chosen become ids."""

from __future__ import annotations

from form_of_every_kind import form_of_every_kind
from hypothesis import given
from hypothesis import strategies as st

from cxsite.editing.form import Choice, Form, FormField, FormItem, Posted
from cxsite.editing_pages.posted_form import change_list, choose_ids, entry_numbers, ids_to_names


def posted_steps(*texts: str) -> Posted:
    entries = {
        f"steps.{n}.{part}": (value,)
        for n, text in enumerate(texts)
        for part, value in (("text", text), ("was", str(n)))
    }
    return Posted({"name": ("Đổi hàng",), "steps.count": (str(len(texts)),), **entries})


def texts_of(posted: Posted) -> list[str]:
    return [posted.get(f"steps.{number}.text") for number in entry_numbers(posted, "steps")]


def test_a_new_entry_is_empty_and_last() -> None:
    changed = change_list(posted_steps("một", "hai"), "add:steps")
    assert entry_numbers(changed, "steps") == [0, 1, 2]
    assert (changed.get("steps.2.was"), changed.get("steps.count")) == ("", "3")


def test_an_entry_moves_with_all_its_values() -> None:
    changed = change_list(posted_steps("một", "hai", "ba"), "up:steps.2")
    assert texts_of(changed) == ["một", "ba", "hai"]
    assert [changed.get(f"steps.{n}.was") for n in range(3)] == ["0", "2", "1"]
    assert texts_of(change_list(changed, "down:steps.0")) == ["ba", "một", "hai"]


def test_a_removed_entry_leaves_no_gap() -> None:
    changed = change_list(posted_steps("một", "hai", "ba"), "remove:steps.0")
    assert texts_of(changed) == ["hai", "ba"]
    assert changed.get("steps.count") == "2"


def test_entries_inside_an_entry_move_alone() -> None:
    posted = Posted({"points.0.evidence.0": ("a",), "points.0.evidence.1": ("b",), "points.1.evidence.0": ("c",)})
    changed = change_list(posted, "up:points.0.evidence.1")
    assert {name: values[0] for name, values in changed.values.items() if "count" not in name} == {
        "points.0.evidence.0": "b", "points.0.evidence.1": "a", "points.1.evidence.0": "c",
    }  # fmt: skip


def test_languages_and_personas_of_an_entry_move_along() -> None:
    posted = Posted({"steps.0@vi": ("một",), "steps.0@en": ("one",), "steps.1@vi": ("hai",)})
    changed = change_list(posted, "down:steps.0")
    assert (changed.get("steps.1@en"), changed.get("steps.0@vi"), "steps.0@en" in changed) == ("one", "hai", False)


def test_references_repeat_their_name_and_move_by_their_place() -> None:
    posted = Posted({"channels": ("", "web", "zalo", "")})
    assert change_list(posted, "up:channels.1").values["channels"] == ("", "zalo", "web")
    assert change_list(posted, "remove:channels.0").values["channels"] == ("", "zalo")


def test_what_is_impossible_changes_nothing() -> None:
    posted = posted_steps("một", "hai")
    for pressed in ("up:steps.0", "down:steps.1", "save", "preview:name", "format:steps.1", "remove:", "up:steps.x"):
        assert texts_of(change_list(posted, pressed)) == ["một", "hai"], pressed


@given(st.lists(st.tuples(st.sampled_from(["up", "down", "remove", "add"]), st.integers(0, 6)), max_size=12))
def test_any_buttons_keep_entries_whole_and_numbered(pressed: list[tuple[str, int]]) -> None:
    posted, expected = posted_steps("a", "b", "c", "d"), ["a", "b", "c", "d"]
    for button, number in pressed:
        posted = change_list(posted, "add:steps" if button == "add" else f"{button}:steps.{number}")
        if button == "add":
            expected.append("")
        elif number < len(expected):
            to = number + {"up": -1, "down": 1}.get(button, 0)
            if button == "remove":
                del expected[number]
            elif 0 <= to < len(expected):
                expected[number], expected[to] = expected[to], expected[number]
        assert texts_of(posted) == expected
        assert entry_numbers(posted, "steps") == list(range(len(expected)))
        assert posted.get("name") == "Đổi hàng"


def test_a_chosen_name_becomes_the_id() -> None:
    form = form_of_every_kind()
    chosen = choose_ids(
        form, Posted({"channels": ("", "Cửa hàng", "zalo", "Không có"), "owner": (" Trang web ",), "name": ("Zalo",)})
    )
    assert chosen.values["channels"] == ("", "cua-hang", "zalo", "Không có")
    assert (chosen.get("owner"), chosen.get("name")) == ("web", "Zalo")


def test_names_in_new_entries_become_ids_as_well() -> None:
    metric = FormField(name="parts.__new__.metric", widget="reference", label="chỉ số", choices=(Choice("nps", "NPS"),))
    parts = FormField(name="parts", widget="records", label="phần", blank=FormItem(fields=(metric,)))
    form = Form(address="a", kind="goal", kind_label="mục tiêu", title="", path="", fields=(parts,))
    assert choose_ids(form, Posted({"parts.3.metric": ("NPS",)})).get("parts.3.metric") == "nps"


def test_equal_names_are_told_apart_by_their_ids() -> None:
    choices = (Choice("lan", "Lan"), Choice("lan-2", "Lan"), Choice("mai", "lan"), Choice("hoa", "Hoa"))
    assert ids_to_names(choices) == {"lan": "Lan (lan)", "lan-2": "Lan (lan-2)", "mai": "lan (mai)", "hoa": "Hoa"}
