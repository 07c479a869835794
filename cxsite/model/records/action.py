"""Improvement actions: owned, dated pieces of work."""

from datetime import date
from typing import Annotated, Literal

from cxsite.model.records.dates import Day
from cxsite.model.records.field_markers import Doc
from cxsite.model.records.record import FileMetadata, Record
from cxsite.model.records.texts import Markdown, Text
from cxsite.model.records.ticket import Ticket
from cxsite.model.records.values import AddressedRef, Id, Many, MetricRef, Number, Score, TeamRef

OPEN = ("proposed", "planned", "doing")


class ActionWork(Record):
    """The fields of an improvement action, in a journey or in a file of its own."""

    title: Annotated[Text, Doc("What is done, in a few words.", "Làm gì, vài chữ.", label=("title", "tên"))]
    text: Annotated[Markdown | None, Doc("What exactly is done.", "Cụ thể làm gì.", label=("text", "nội dung"))] = None
    kind: Annotated[
        Literal["fix", "training", "campaign", "design", "policy", "system"] | None,
        Doc(
            "The kind of work: fix, training, campaign, design, policy or system.",
            "Loại việc: fix (sửa lỗi), training (huấn luyện), campaign (chiến dịch), design (thiết kế), "
            "policy (chính sách), system (hệ thống).",
            label=("kind", "loại"),
        ),
    ] = None
    status: Annotated[
        Literal["proposed", "planned", "doing", "done", "dropped"],
        Doc(
            "proposed, planned, doing, done or dropped.",
            "proposed (đề xuất), planned (đã lên kế hoạch), doing (đang làm), done (xong), dropped (bỏ).",
            label=("status", "trạng thái"),
        ),
    ] = "proposed"
    addresses: Annotated[
        Many[AddressedRef],
        Doc("Pain points or opportunities.", "Điểm đau hoặc cơ hội.", label=("addresses", "giải quyết")),
    ] = ()
    start: Annotated[Day | None, Doc("When it begins.", "Ngày bắt đầu.", label=("start", "ngày bắt đầu"))] = None
    due: Annotated[Day | None, Doc("When it should be done.", "Hạn hoàn thành.", label=("due", "hạn"))] = None
    done: Annotated[Day | None, Doc("When it was done.", "Ngày hoàn thành.", label=("done", "ngày xong"))] = None
    impact: Annotated[
        Score | None, Doc("1 (small) to 5 (large).", "Tác động: 1 (nhỏ) đến 5 (lớn).", label=("impact", "tác động"))
    ] = None
    effort: Annotated[
        Score | None, Doc("1 (small) to 5 (large).", "Công sức: 1 (ít) đến 5 (nhiều).", label=("effort", "công sức"))
    ] = None
    metric: Annotated[
        MetricRef | None, Doc("The metric that it should change.", "Chỉ số cần thay đổi.", label=("metric", "chỉ số"))
    ] = None
    expected_change: Annotated[
        Number | None,
        Doc(
            "By how much, in the metric's unit.",
            "Thay đổi mong đợi, theo đơn vị của chỉ số.",
            label=("expected change", "thay đổi mong đợi"),
        ),
    ] = None
    ticket: Annotated[
        Ticket | None,
        Doc(
            "Its ticket in the [team's] tracker: the key, such as CX-12, or the address.",
            "Phiếu trong phần mềm quản lý công việc của [team]: mã, ví dụ CX-12, hoặc địa chỉ.",
            label=("ticket", "phiếu công việc"),
        ),
    ] = None
    result: Annotated[Text | None, Doc("The result.", "Kết quả.", label=("result", "kết quả"))] = None

    @property
    def is_open(self) -> bool:
        """Return whether work on it is planned or in progress."""
        return self.status in OPEN

    @property
    def counts_as_answer(self) -> bool:
        """Return whether it counts as an answer to what it addresses: every action that is not dropped."""
        return self.status != "dropped"

    def is_overdue(self, today: date) -> bool:
        """Return whether it is open after its due date."""
        return self.is_open and self.due is not None and self.due < today


class JourneyAction(ActionWork):
    """An improvement action in the journey whose pain points and opportunities it addresses."""

    id: Annotated[Id, Doc("Its id, unique in the journey.", "Mã, không trùng trong hành trình.", label=("id", "mã"))]
    owner: Annotated[
        TeamRef | None,
        Doc("The [team] that is responsible for it.", "[Team] phụ trách.", label=("owner", "người phụ trách")),
    ] = None


class Action(FileMetadata, ActionWork):
    """`content/actions/<id>.yml`: an improvement action that spans journeys.

    Its `status` is that of the work; such a file has no draft or retired state of its own.
    """
