"""A valid example file of every kind with all fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsite.authoring.schemas import modeline

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = {
    "playbook": """\
version: 2
title: Sổ tay
languages: [vi]
timezone: Asia/Ho_Chi_Minh
summary: Khách của chúng ta là [Lan](persona:lan).
principles:
  - {title: Hỏi trước, text: "**Lắng nghe** rồi mới nói."}
stages:
  - {id: can-nhac, name: Cân nhắc}
  - {id: mua-hang, name: Mua hàng, description: Thử và trả tiền}
channels:
  - {id: cua-hang, name: Cửa hàng, kind: in-person}
  - {id: zalo, name: Zalo, kind: chat}
teams:
  - {id: ban-hang, name: Bán hàng}
stores:
  - {id: pho-hue, name: Phố Huế, region: Hà Nội}
coverage:
  targets: {touchpoints-with-emotion: 90}
opportunity_score: {method: rice, weights: {customer_value: 2, business_value: 1}}
review_every: 6mo
rules: {CX301: error}
repository: {edit_url: "https://example.com/edit/"}
tickets: {url: "https://jira.example/browse/{key}"}
feedback: {mailto: cx@example.com}
brand: {colour: "#8a2b4f"}
reading:
  - {title: Hiểu khách hàng, authors: [Nguyễn An], year: 2020}
""",
    "persona": """\
name: {vi: Lan, en: Lan}
tagline: Nhân viên văn phòng
picture: {file: lan.jpg, alt: Lan trước gương}
share: 34.5
about: Lan **bận**.
demographics: {age: 29, occupation: Kế toán}
goals: [Mặc đẹp]
needs: [Nhanh]
channels: [cua-hang, zalo]
owner: ban-hang
reviewed: 2026-10-05
status: published
evidence: {level: researched, research: [{kind: interview, title: Mười hai khách, date: 2026-06-27, sample: 12}]}
""",
    "journey": """\
title: Mua váy
summary: Đường đi của [Lan](persona:lan).
personas: [lan]
state: current
scenario: {trigger: Được mời cưới, outcome: Váy vừa ý}
period: 14d
serves: [khach-quay-lai]
owner: ban-hang
evidence: partial
stages:
  - stage: mua-hang
    goal: Chọn được váy
    duration: 1h 30min
    metrics: [nps]
    touchpoints:
      - id: thu-do
        name: Thử đồ
        channels: [cua-hang]
        does: Thử ba chiếc
        senses: {sees: Gương, hears: Nhạc}
        emotion: {lan: 2}
        importance: 5
        moment_of_truth: true
        backstage: [{who: Kho, does: Lấy cỡ}]
        pain_points: [{id: cho-lau, text: Chờ lâu, severity: 4, evidence: researched}]
        opportunities: [{id: giu-cho, text: Giữ chỗ, addresses: [cho-lau], customer_value: 80, business_value: 55.5,
           effort: 20, confidence: 60, reach: 400}]
        waivers: [{rule: CX301, reason: Đang khảo sát, until: 2027-01-31}]
      - use: tra-tien
        emotion: 4
actions:
  - {id: dat-cho, title: Đặt chỗ, kind: design, addresses: [giu-cho], owner: ban-hang, status: doing, due: 2027-01-31,
     impact: 4, effort: 2, metric: nps, expected_change: -6.5, ticket: CX-12}
""",
    "touchpoint": """\
name: Trả tiền
channels: [cua-hang]
does: Quét mã
signature: true
standard: Cảm ơn bằng tên.
backstage: [{does: In hóa đơn, system: POS}]
metrics: [nps]
pictures: [{file: quay.jpg, alt: Quầy}]
""",
    "action": """\
title: Một hồ sơ khách
text: Gộp **hai** sổ.
kind: system
addresses: [mua-vay/cho-lau]
owner: ban-hang
status: planned
start: 2026-11-01
impact: 5
effort: 4
""",
    "goal": """\
title: Khách quay lại
why: Khách cũ kể cho khách mới.
metric: nps
target: 45
by: 2027-06-30
""",
    "metric": """\
name: NPS
kind: nps
family: overall
question: Bạn có giới thiệu chúng tôi không?
scale: {min: 0, max: 10}
direction: higher
target: 45
min_answers: 30
cadence: 1mo
""",
    "play": """\
title: Hết cỡ
trigger: Không còn cỡ
applies_to: {journeys: [mua-vay], stages: [mua-hang], touchpoints: [tra-tien, mua-vay/thu-do], channels: [zalo]}
steps: ["Xin lỗi **một** câu", Tra kho]
do: [Ghi tên khách]
dont: [Đổ lỗi]
escalation: Gọi trưởng ca
""",
    "research": """\
title: Phỏng vấn khách dự tiệc
kind: interview
date: 2026-04-18
by: ban-hang
sample: 14
method: Bảy mươi phút, **tại nhà**
link: https://vaymay.example/phong-van
summary: Khách sợ bị ép
findings:
  - {id: so-ep, text: Ai cũng sợ bị ép, quote: Mua cho xong, strength: 4,
     supports: [lan, mua-vay/cho-lau, mua-vay/thu-do]}
""",
    "source": """\
name: Phiếu hỏi
metric: nps
data: answers/*.csv
columns:
  answer: {column: Điểm}
  date: Ngày
  store: {column: Tiệm, map: {Huế: pho-hue}}
  channel: {value: cua-hang}
date_format: dd/mm/yyyy
keep: last
where: {Nguồn: web}
""",
}
PATHS = {
    "playbook": "content/playbook.yml",
    "persona": "content/personas/lan.yml",
    "journey": "content/journeys/mua-vay.yml",
    "touchpoint": "content/touchpoints/tra-tien.yml",
    "action": "content/actions/mot-ho-so.yml",
    "goal": "content/goals/khach-quay-lai.yml",
    "metric": "content/metrics/nps.yml",
    "play": "content/plays/het-co.yml",
    "research": "content/research/phong-van.yml",
    "source": "content/sources/phieu-hoi.yml",
}


def with_modeline(kind: str, text: str) -> str:
    """Return a file's text below the comment that names its schema."""
    return modeline(kind) + text


def write_project(folder: Path) -> None:
    """Write all examples, each at its path."""
    for kind, path in PATHS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(EXAMPLES[kind], encoding="utf-8")
