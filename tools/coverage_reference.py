"""Print the definitions of all figures of coverage as Markdown, in the language of the first argument.

`make docs` writes docs/coverage.md and docs/coverage.vi.md with it. Names, order and things come from the code.
"""

from __future__ import annotations

import sys
from typing import Final

from cxsite.coverage.counts import COUNTS
from cxsite.i18n.catalogue import Translator

LEADS: Final = {
    "en": "Each figure is a share: of the things counted, those that are complete. `make docs` writes this page.",
    "vi": "Mỗi số liệu là một tỷ lệ: trong những thứ được đếm, bao nhiêu đã đầy đủ. `make docs` viết trang này.",
}
HEADS: Final = {
    "en": ("# Figures of coverage", LEADS["en"], "| figure | name | of all | counts if |"),
    "vi": ("# Các số liệu về mức độ hoàn thiện", LEADS["vi"], "| số liệu | tên | trong tất cả | được tính nếu |"),
}
THINGS: Final = {
    "persona": ("personas", "chân dung"),
    "journey": ("journeys", "hành trình"),
    "current journey": ("journeys that are not ideal", "hành trình hiện tại"),
    "persona stage": ("stages of journeys, for each persona", "giai đoạn của hành trình, theo từng chân dung"),
    "stage": ("stages of journeys", "giai đoạn của hành trình"),
    "touchpoint": ("touchpoints", "điểm chạm"),
    "current touchpoint": ("touchpoints of journeys that are not ideal", "điểm chạm của hành trình hiện tại"),
    "moment of truth": ("moments of truth, but not of ideal journeys", "thời khắc quyết định của hành trình hiện tại"),
    "pain point": ("pain points", "điểm đau"),
    "severe pain point": ("severe pain points", "điểm đau nặng"),
    "opportunity": ("opportunities", "cơ hội"),
    "action": ("improvement actions", "hành động cải tiến"),
    "metric": ("metrics", "chỉ số"),
    "research": ("research in content/research/", "nghiên cứu trong content/research/"),
    "claim": (
        "what is marked as researched or partial, if there is research in content/research/",
        "nội dung ghi researched hoặc partial, nếu có nghiên cứu trong content/research/",
    ),
}
MEASURED: Final = (
    "a metric has a figure of this touchpoint, or of its channel and stage, no older than one cadence and two weeks",
    "chỉ số có kết quả đo tại điểm chạm này, hoặc tại kênh và giai đoạn của nó, không cũ quá một chu kỳ đo và hai tuần",
)
MEANINGS: Final = {
    "personas-with-journey": ("a journey names it", "có hành trình nêu chân dung này"),
    "personas-with-evidence": ("its evidence is more than an assumption", "có căn cứ hơn là giả định"),
    "personas-reviewed": ("its review is not overdue", "chưa quá hạn rà soát"),
    "journeys-with-owner": ("it names its owner", "có ghi người phụ trách"),
    "journeys-reviewed": ("its review is not overdue", "chưa quá hạn rà soát"),
    "journeys-with-ideal": ("an ideal journey names it as its baseline", "có hành trình lý tưởng lấy nó làm gốc"),
    "stages-reached": ("a journey of the persona has touchpoints there", "hành trình của chân dung có điểm chạm ở đó"),
    "stages-with-touchpoint": ("it has a touchpoint", "có điểm chạm"),
    "touchpoints-with-channel": ("it names a channel", "có ghi kênh"),
    "touchpoints-with-emotion": ("it has an emotion", "có cảm xúc"),
    "touchpoints-with-evidence": ("its evidence is more than an assumption", "có căn cứ hơn là giả định"),
    "touchpoints-with-standard": ("it has a service standard", "có tiêu chuẩn phục vụ"),
    "touchpoints-with-metric": ("it names a metric of the playbook", "có nêu chỉ số của sổ tay"),
    "touchpoints-with-observation": MEASURED,
    "moments-of-truth-measured": MEASURED,
    "pain-points-answered": (
        "an opportunity, or an action that was not dropped, addresses it",
        "có cơ hội, hoặc hành động chưa bị bỏ, giải quyết nó",
    ),
    "severe-pain-points-acted-on": (
        "an action that was not dropped addresses it, directly or by an opportunity",
        "có hành động chưa bị bỏ giải quyết nó, trực tiếp hoặc qua một cơ hội",
    ),
    "opportunities-with-action": (
        "an action that was not dropped addresses it",
        "có hành động chưa bị bỏ thực hiện cơ hội này",
    ),
    "actions-with-owner": ("it names its owner", "có ghi người phụ trách"),
    "actions-with-due-date": ("it says by when it is due, or when it was done", "có ghi hạn, hoặc ngày đã xong"),
    "actions-with-metric": ("it names the metric that it shall move", "có nêu chỉ số cần cải thiện"),
    "metrics-with-target": ("it has a target", "có chỉ tiêu"),
    "metrics-with-fresh-observation": (
        "its newest figure is no older than one cadence and two weeks",
        "kết quả đo mới nhất không cũ quá một chu kỳ đo cộng hai tuần",
    ),
    "research-in-use": (
        "evidence names it, or one of its findings supports something",
        "có căn cứ nêu nó, hoặc một phát hiện của nó làm căn cứ cho điều gì đó",
    ),
    "research-with-sample": (
        "it states its sample; analytics and other research need none",
        "có ghi số mẫu; phân tích số liệu và loại khác không cần",
    ),
    "research-up-to-date": (
        "its review, or the day it was done, is no older than its review cycle",
        "lần rà soát, hoặc ngày làm, chưa quá chu kỳ rà soát",
    ),
    "claims-with-research": (
        "it, or the journey that it is in, names research, or a finding supports it",
        "nó, hoặc hành trình chứa nó, có nêu nghiên cứu, hoặc có phát hiện làm căn cứ cho nó",
    ),
}


def reference(language: str) -> str:
    """Return the page; a figure without a meaning is an error."""
    at = ("en", "vi").index(language)
    words = Translator(language)
    title, lead, head = HEADS[language]
    cells = [
        (f"`{one.name}`", words(f"coverage-figure.{one.name}"), THINGS[one.things][at], MEANINGS[one.name][at])
        for one in COUNTS
    ]
    rows = [f"| {' | '.join(row)} |" for row in cells]
    return "\n\n".join([title, lead, "\n".join([head, "|---|---|---|---|", *rows])]) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(reference(sys.argv[1]))
