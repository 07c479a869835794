"""What a comparison says of two states of a playbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from git_project import FILES, JOURNEY, PLAYBOOK

from cxsite.reading import read_files
from cxsite.review.change_sentences import ChangeSentences
from cxsite.review.compare import compare_content
from cxsite.review.records import Distance, Review

if TYPE_CHECKING:
    from cxsite.model.content import Content

PATH = "content/journeys/mua-vay.yml"


def content(**changed: str | None) -> Content:
    """The small playbook, with files changed (or, by None, left out) by path below content/, without suffix."""
    files: dict[str, str | None] = {**FILES, **{f"content/{path}.yml": text for path, text in changed.items()}}
    held: dict[str, bytes | None] = {path: text.encode() for path, text in files.items() if text is not None}
    found, problems = read_files(held, today=date(2026, 11, 15))
    assert problems == []
    return found


def journey(*replacements: tuple[str, str]) -> Content:
    """The small playbook with its journey written otherwise."""
    text = JOURNEY
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return content(**{"journeys/mua-vay": text})


def reported(before: Content, after: Content, language: str = "vi") -> list[str]:
    sentences = ChangeSentences(compare_content(before, after), language)
    return [f"{line.sign} {line.text}".strip() for group in sentences.groups() for line in group.lines]


def test_nothing_changes_between_the_same() -> None:
    assert compare_content(content(), content()).is_empty
    assert reported(content(), content()) == []


def test_a_field_is_reported_with_its_old_and_new_value_in_the_authors_terms() -> None:
    after = journey(
        ("emotion: 2\n", "emotion: 4\n        moment_of_truth: true\n"),
        ("channels: [cua-hang]\n        emotion", "channels: [zalo, cua-hang]\n        emotion"),
    )
    assert reported(content(), after) == [
        "Đường cảm xúc: ▄▂· → ▄▄·",
        "~ Điểm chạm Thử đồ: kênh: thêm Zalo; cảm xúc 2 → 4; thời khắc quyết định không → có",
    ]
    assert reported(content(), after, "en")[1] == (
        "~ Touchpoint Thử đồ: channels: added Zalo; emotion 2 → 4; moment of truth no → yes"
    )


def test_owners_dates_and_states_are_reported_by_their_names() -> None:
    after = journey(("owner: ban-hang, due: 2026-12-31", "owner: van-hanh, due: 2027-01-31, status: doing"))
    (line,) = reported(content(), after)
    assert line == (
        "~ Hành động cải tiến Đặt chỗ phòng thử: trạng thái đề xuất → đang làm; hạn 31/12/2026 → 31/01/2027; "
        "người phụ trách Bán hàng → Vận hành"
    )


def test_things_come_and_go_with_their_chief_facts() -> None:
    after = journey(
        ("      - {id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}\n", ""),
        ("{id: mac, name", "{id: khoe, name: Khoe ảnh, channels: [zalo], emotion: 5}\n      - {id: mac, name"),
        ("severity: 3}", "severity: 3}\n          - {id: nong, text: Phòng thử nóng, severity: 4}"),
    )
    assert reported(content(), after)[1:] == [
        "+ Thêm điểm chạm: Khoe ảnh, ở Sử dụng (kênh Zalo; cảm xúc 5)",
        "− Bỏ điểm chạm: Hỏi, ở Mua hàng (kênh Cửa hàng; cảm xúc 4)",
        "+ Thêm điểm đau: “Phòng thử nóng”, ở Thử đồ (mức nặng 4)",
    ]


def test_a_touchpoint_moves_between_stages_and_within_one() -> None:
    mac = "      - {id: mac, name: Mặc đi chơi, channels: [cua-hang]}\n"
    hoi = "      - {id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}\n"
    assert "~ Điểm chạm Hỏi: chuyển từ Mua hàng sang Sử dụng" in reported(
        content(), journey((hoi, ""), (mac, mac + hoi))
    )
    swapped = journey((hoi, ""), ("  - stage: su-dung", hoi + "  - stage: su-dung"))
    lines = reported(content(), swapped)
    assert [line for line in lines if line.startswith("~")] == ["~ Điểm chạm Thử đồ: đổi thứ tự"]


def test_of_many_only_the_one_that_went_elsewhere_has_moved() -> None:
    def having(order: str) -> Content:
        points = "".join(f"      - {{id: t{n}, name: T{n}}}\n" for n in order)
        text = f"title: A\npersonas: [lan]\nstages:\n  - stage: mua-hang\n    touchpoints:\n{points}"
        return content(**{"journeys/mua-vay": text})

    assert [line for line in reported(having("12345"), having("51234")) if line[0] == "~"] == [
        "~ Điểm chạm T5: đổi thứ tự"
    ]


def test_an_id_is_renamed_only_where_the_author_says_so() -> None:
    guessed = reported(content(), journey(("id: thu-do", "id: thu-vay")))
    assert any(line.startswith("+ Thêm điểm chạm: Thử đồ") for line in guessed)
    assert any(line.startswith("− Bỏ điểm chạm: Thử đồ") for line in guessed)
    message = reported(content(), journey(("id: thu-do", "id: thu-vay\n        replaces: [thu-do]")))
    assert message == ["~ Điểm chạm Thử đồ: mã thu-do → thu-vay"]


def test_a_touchpoint_that_still_stands_is_not_renamed_by_what_replaces_it() -> None:
    after = journey(("      - {id: mac,", "      - {id: moi, name: Mới, replaces: [thu-do]}\n      - {id: mac,"))
    assert [line for line in reported(content(), after) if "Mới" in line] == ["+ Thêm điểm chạm: Mới, ở Sử dụng"]


def test_a_file_is_renamed_by_formerly_and_its_inside_is_compared_all_the_same() -> None:
    text = JOURNEY.replace("emotion: 2", "emotion: 3") + "formerly: [mua-vay]\n"
    after = content(**{"journeys/mua-vay": None, "journeys/mua-dam": text})
    assert reported(content(), after) == [
        "Đường cảm xúc: ▄▂· → ▄▃·",
        "~ Hành trình Mua váy: mã mua-vay → mua-dam",
        "~ Điểm chạm Thử đồ: cảm xúc 2 → 3",
    ]
    without = content(**{"journeys/mua-vay": None, "journeys/mua-dam": JOURNEY})
    assert [line[:6] for line in reported(content(), without) if line[0] in "+−"] == ["+ Thêm", "− Bỏ h"]


def test_what_a_library_touchpoint_says_is_reported_once() -> None:
    def using(name: str) -> Content:
        used = JOURNEY.replace("{id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}", "{use: chao, emotion: 4}")
        return content(**{"journeys/mua-vay": used, "touchpoints/chao": f"name: {name}\nchannels: [cua-hang]\n"})

    assert reported(using("Chào"), using("Đón")) == ["~ Điểm chạm dùng chung Đón: tên “Chào” → “Đón”"]


def test_pain_points_of_a_shared_touchpoint_are_reported_one_by_one_with_the_touchpoint() -> None:
    def sharing(*pains: str) -> Content:
        listed = "".join(f"  - {pain}\n" for pain in pains)
        used = JOURNEY.replace("{id: hoi, name: Hỏi, channels: [cua-hang], emotion: 4}", "{use: chao, emotion: 4}")
        library = f"name: Chào\nchannels: [cua-hang]\npain_points:\n{listed}"
        return content(**{"journeys/mua-vay": used, "touchpoints/chao": library})

    before = sharing("{id: dong, text: Đông quá, severity: 3}", "{id: on, text: Ồn, severity: 2}")
    after = sharing("{id: dong, text: Đông quá, severity: 5}", "{id: nong, text: Nóng, severity: 4}")
    assert reported(before, after) == [
        "~ Điểm đau “Đông quá”, ở Chào: mức nặng 3 → 5",
        "+ Thêm điểm đau: “Nóng”, ở Chào (mức nặng 4)",
        "− Bỏ điểm đau: “Ồn”, ở Chào (mức nặng 2)",
    ]
    changed = compare_content(before, after).changes
    assert [(one.kind, one.key, one.journey) for one in changed] == [
        ("pain-point", "chao/dong", ""), ("pain-point", "chao/nong", ""), ("pain-point", "chao/on", "")
    ]  # fmt: skip
    (group,) = ChangeSentences(compare_content(before, after), "en").groups()
    assert group.title == "Shared touchpoints"
    assert reported(before, before) == []


def test_a_new_shared_touchpoint_is_reported_with_the_number_of_its_pain_points() -> None:
    library = "name: Chào\nchannels: [zalo]\npain_points: [{id: dong, text: Đông}, {id: on, text: Ồn}]\n"
    lines = reported(content(), content(**{"touchpoints/chao": library}))
    assert lines == ["+ Thêm điểm chạm dùng chung: Chào (kênh Zalo; 2 điểm đau)"]


def test_a_new_journey_is_reported_in_one_line_with_what_it_holds() -> None:
    lines = reported(content(**{"journeys/mua-vay": None}), content())
    assert lines == [
        "Đường cảm xúc: chưa có → ▄▂·",
        (
            "+ Thêm hành trình: Mua váy (người phụ trách Bán hàng; chân dung Lan; trạng thái hiện tại; 3 điểm chạm; "
            "1 điểm đau; 1 hành động)"
        ),
    ]


def test_a_curve_is_reported_for_each_persona_where_they_feel_differently() -> None:
    both = {"personas/minh": "name: Minh\n"}
    before = content(**both, **{"journeys/mua-vay": JOURNEY.replace("personas: [lan]", "personas: [lan, minh]")})
    text = JOURNEY.replace("personas: [lan]", "personas: [lan, minh]").replace(
        "emotion: 2", "emotion: {lan: 2, minh: 5}"
    )
    lines = reported(before, content(**both, **{"journeys/mua-vay": text}))
    assert lines == ["Đường cảm xúc của Minh: ▄▂· → ▄▅·", "~ Điểm chạm Thử đồ: cảm xúc 2 → Lan 2, Minh 5"]


def test_the_gap_to_the_ideal_shrinks() -> None:
    ideal = JOURNEY.replace("title: Mua váy", "title: Lý tưởng\nstate: ideal\nbaseline: mua-vay").replace(
        "emotion: 2", "emotion: 5"
    )
    before = content(**{"journeys/ly-tuong": ideal})
    after = content(**{"journeys/ly-tuong": ideal, "journeys/mua-vay": JOURNEY.replace("emotion: 2", "emotion: 4")})
    (gap,) = compare_content(before, after).gaps
    assert (gap.current, gap.old, gap.new) == ("mua-vay", Distance(1, 3), Distance(1, 1))
    assert "Khoảng cách tới lý tưởng: 3 bậc ở 1 điểm chạm → 1 bậc ở 1 điểm chạm" in reported(before, after)


def test_a_long_text_is_reported_around_what_differs() -> None:
    words = "từ " * 60
    (line,) = reported(
        content(**{"personas/lan": f"name: Lan\nowner: ban-hang\nabout: {words}cũ\n"}),
        content(**{"personas/lan": f"name: Lan\nowner: ban-hang\nabout: {words}mới\n"}),
    )
    assert line.endswith("giới thiệu “…từ từ từ từ từ từ từ cũ” → “…từ từ từ từ từ từ từ mới”")
    assert len(line) < 120


def test_vocabularies_goals_metrics_plays_and_the_rest_are_compared() -> None:
    more = {
        "goals/quay-lai": "title: Khách quay lại\ntarget: 35\n",
        "metrics/nps": "name: NPS\nkind: nps\nfamily: overall\ntarget: 40\n",
        "plays/chao": "title: Chào khách\nsteps: [Cười, Chào]\n",
    }
    other = {
        "goals/quay-lai": "title: Khách quay lại\ntarget: 40\n",
        "metrics/nps": "name: NPS\nkind: nps\nfamily: overall\ntarget: 45.5\n",
        "plays/chao": "title: Chào khách\nsteps: [Chào, Cười]\n",
        "playbook": PLAYBOOK.replace("{id: zalo, name: Zalo, kind: chat}", "{id: web, name: Web, kind: website}"),
    }
    assert reported(content(**more), content(**other)) == [
        "+ Thêm kênh: Web",
        "− Bỏ kênh: Zalo",
        "~ Chỉ số NPS: chỉ tiêu 40 → 45,5",
        "~ Mục tiêu Khách quay lại: chỉ tiêu 35 → 40",
        "~ Kịch bản ứng xử Chào khách: các bước: đổi thứ tự",
    ]


def test_figures_are_counted_not_listed() -> None:
    def having(*rows: str) -> Review:
        csv = "metric,period,value\n" + "".join(f"nps,{row}\n" for row in rows)
        held: dict[str, bytes | None] = {path: text.encode() for path, text in FILES.items()}
        after, _ = read_files({**held, "content/observations/a.csv": csv.encode()}, today=date(2026, 11, 15))
        before, _ = read_files(
            {**held, "content/observations/a.csv": b"metric,period,value\nnps,2026-09,1\nnps,2026-08,1\n"},
            today=date(2026, 11, 15),
        )
        return compare_content(before, after)

    (change,) = having("2026-09,2", "2026-10,3", "2026-11,4").changes
    assert [(field.field, field.new) for field in change.fields] == [
        ("figures-added", 2),
        ("figures-corrected", 1),
        ("figures-removed", 1),
    ]


def test_a_file_that_cannot_be_read_is_neither_gone_nor_new() -> None:
    broken: dict[str, bytes | None] = {path: text.encode() for path, text in FILES.items()}
    broken["content/personas/lan.yml"] = b"name: [\n"
    unreadable, problems = read_files(broken, today=date(2026, 11, 15))
    assert problems
    assert compare_content(content(), unreadable).is_empty
    assert compare_content(unreadable, content()).is_empty


def test_a_text_that_changes_in_a_further_language_alone_is_reported_as_its_translation() -> None:
    both = PLAYBOOK.replace("languages: [vi]", "languages: [vi, en]")

    def titled(title: str) -> Content:
        return content(**{"playbook": both, "plays/cho-lau": f"title: {title}\ntrigger: Khách chờ\nsteps: [Xin lỗi]\n"})

    plain, english = titled("Xin lỗi"), titled("{vi: Xin lỗi, en: Say sorry}")
    better = titled("{vi: Xin lỗi, en: Apologise}")
    assert reported(plain, english) == ["~ Kịch bản ứng xử Xin lỗi: tên (bản tiếng Anh): thêm “Say sorry”"]
    assert reported(english, better, "en") == ["~ Play Xin lỗi: title (in English) “Say sorry” → “Apologise”"]
    assert reported(better, plain) == ["~ Kịch bản ứng xử Xin lỗi: tên (bản tiếng Anh): bỏ “Apologise”"]
    renamed = reported(better, titled("{vi: Xin lỗi khách, en: Apologise}"))
    assert renamed == ["~ Kịch bản ứng xử Xin lỗi khách: tên “Xin lỗi” → “Xin lỗi khách”"]


def test_a_translated_text_of_a_touchpoint_is_reported_under_its_name_in_the_main_language() -> None:
    both = PLAYBOOK.replace("languages: [vi]", "languages: [vi, en]")
    assert "name: Thử đồ" in JOURNEY
    translated = JOURNEY.replace("name: Thử đồ", "name: {vi: Thử đồ, en: Fitting}")
    before = content(playbook=both)
    after = content(**{"playbook": both, "journeys/mua-vay": translated})
    assert reported(before, after) == ["~ Điểm chạm Thử đồ: tên (bản tiếng Anh): thêm “Fitting”"]
