"""A form with a field of every kind, and every page of the editor, for tests that look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxsite.editing.edit import Conflict, ConflictField, EditProblem
from cxsite.editing.form import Choice, Form, FormField, FormItem, Offer, Posted
from cxsite.editing.renaming import RenamableId
from cxsite.editing.review import DiffLine, FileDiff, PlaybookChanges, SendPlan, SendResult, UndoableEdit

if TYPE_CHECKING:
    from cxsite.editing_pages.pages import EditorPages

PERSONAS: Final = (Choice("linh", "Linh"), Choice("tung", "Tùng"))
LANGUAGES: Final = (Choice("vi", "Tiếng Việt"), Choice("en", "English"))
CHANNELS: Final = (Choice("cua-hang", "Cửa hàng"), Choice("web", "Trang web"), Choice("zalo", "Zalo"))


def texts_field(name: str, *texts: str, label: str = "nhu cầu") -> FormField:
    """Return a list of texts."""
    items = [
        FormItem(fields=(FormField(name=f"{name}.{n}", widget="text", label=label, value=text),), was=str(n))
        for n, text in enumerate(texts)
    ]
    return FormField(name=name, widget="texts", label=label, group="more", items=tuple(items))


def pain_point(number: int, text: str, *, problems: tuple[str, ...] = ()) -> FormItem:
    """Return an entry of a list of pain points."""
    top = f"pain_points.{number}"
    fields = (
        FormField(name=f"{top}.id", widget="text", label="mã", value=f"diem-{number}", required=True),
        FormField(name=f"{top}.text", widget="long", label="nội dung", value=text, required=True, problems=problems),
        FormField(name=f"{top}.severity", widget="score", label="mức nặng", value="4"),
    )
    return FormItem(fields=fields, title=text, was=str(number))


def form_of_every_kind(text: str = "Thử đồ", *, problems: tuple[str, ...] = ()) -> Form:
    """Return the form; `text` is in every box that takes text, and the first field has the problems."""
    by_persona = tuple((persona, "2" if persona.value == "linh" else "") for persona in PERSONAS)
    demographics = (
        FormField(name="demographics.0.key", widget="text", label="mục", value=text),
        FormField(name="demographics.0.value", widget="text", label="giá trị", value=text),
    )
    picture = (
        FormField(name="picture.file", widget="text", label="tệp", value=text),
        FormField(name="picture.alt", widget="text", label="mô tả ảnh", value=text),
    )
    fields = (
        FormField(
            name="name", widget="text", label="tên", required=True, value=text, max_length=200, problems=problems
        ),
        FormField(
            name="title",
            widget="text",
            label="tiêu đề",
            required=True,
            languages=LANGUAGES,
            texts={"vi": text, "en": text},
        ),
        FormField(
            name="does", widget="long", label="làm", group="customer", help="Khách làm gì.", value=text, max_length=2000
        ),
        FormField(name="emotion", widget="rating", label="cảm xúc", group="customer", value="4", by_persona=by_persona),
        FormField(
            name="pain_points",
            widget="records",
            label="điểm đau",
            group="customer",
            items=(pain_point(0, text), pain_point(1, "Chờ lâu")),
            blank=pain_point(2, ""),
        ),
        FormField(
            name="standard", widget="markdown", label="tiêu chuẩn", group="us", value=f"**{text}**", max_length=5000
        ),
        FormField(name="signature", widget="flag", label="dấu ấn", group="us", value="yes"),
        FormField(
            name="channels", widget="references", label="kênh", group="us", values=("web", "zalo"), choices=CHANNELS
        ),
        FormField(
            name="owner",
            widget="reference",
            label="người phụ trách",
            group="us",
            value="web",
            choices=CHANNELS,
            new_kind="team",
        ),
        FormField(name="duration", widget="duration", label="kéo dài", group="measure", value="20min"),
        FormField(name="cycle", widget="duration", label="chu kỳ", group="measure", value="1h 30min"),
        FormField(name="due", widget="date", label="hạn", group="measure", value="2026-12-24"),
        FormField(
            name="share", widget="percent", label="tỷ lệ", group="measure", value="35", warnings=("Nên có nguồn.",)
        ),
        FormField(name="target", widget="number", label="chỉ tiêu", group="measure", value="4.5"),
        FormField(name="impact", widget="score", label="tác động", group="measure", value="3"),
        FormField(
            name="status",
            widget="choice",
            label="trạng thái",
            group="more",
            value="draft",
            choices=(Choice("draft", "bản nháp"), Choice("published", "đã đăng")),
        ),
        FormField(
            name="languages", widget="choices", label="ngôn ngữ", group="more", values=("en",), choices=LANGUAGES
        ),
        texts_field("needs", text, "Nhanh"),
        FormField(
            name="demographics",
            widget="mapping",
            label="nhân khẩu học",
            group="more",
            items=(FormItem(fields=demographics, title=text, was=text),),
        ),
        FormField(name="picture", widget="record", label="ảnh", group="more", items=(FormItem(fields=picture),)),
        FormField(
            name="touchpoints",
            widget="children",
            label="điểm chạm",
            group="more",
            new_kind="touchpoint",
            items=(FormItem(title=text, address="journeys/mua-hang/touchpoints/thu-do"),),
        ),
        FormField(name="waivers", widget="yaml", label="quy tắc không áp dụng", group="file", value=f"- {text}\n"),
    )
    return Form(
        address="journeys/mua-hang/touchpoints/thu-do",
        kind="touchpoint",
        kind_label="điểm chạm",
        title=text,
        path="content/journeys/mua-hang.yml",
        digest="abc",
        fields=fields,
        can_move=True,
        can_remove=True,
        can_rename=True,
        parent="journeys/mua-hang/stages/0",
        parent_title="Mua",
        offers=(
            Offer("Điểm đau này chưa có hành động.", "Thêm hành động", "action?in=journeys/mua-hang/actions&for=dau-1"),
        ),
    )


def every_page(pages: EditorPages, text: str, *, fragment: bool = False) -> dict[str, str]:
    """Return each page of the editor with a text wherever authors' texts can be."""
    form = form_of_every_kind(text, problems=(text,))
    versions = Conflict(
        address="a", path=text, digest="new", fields=(ConflictField("name", text, text, "khác", "trước"),)
    )
    diff = FileDiff(text, "changed", (DiffLine("part", "@@"), DiffLine("deleted", text), DiffLine("added", text)))
    changes = PlaybookChanges(
        base="main", sentences=(text,), files=(diff,), undoable=(UndoableEdit(1, "10:05", text),), problem=text
    )
    ids = (RenamableId(text, text, "a", text), RenamableId("hai", "pain-point/a/hai", "a", text))
    plan = SendPlan(branch="sua", message=text, base="main", remote="origin", remote_address=text, paths=(text,))
    return {
        "form": pages.form(form, page="/a.html", fragment=fragment, pressed="preview:standard"),
        "conflict": pages.conflict(versions, form, Posted({"name": (text,)}), fragment=fragment),
        "removal": pages.removal(form, (EditProblem(sentence=text),), fragment=fragment),
        "rename": pages.rename("a", ids, chosen=text, new=text, problem=text, page="/a.html", fragment=fragment),
        "changes": pages.changes(changes, fragment=fragment),
        "send": pages.send(plan, fragment=fragment),
        "sent": pages.sent(SendResult(branch="sua", commit="abc", problem=text, advice=text), fragment=fragment),
        "message": pages.message(text, text, fragment=fragment),
        "new": pages.choose_new((Choice("persona", text),), fragment=fragment),
        "import": pages.import_form(text, fragment=fragment),
    }
