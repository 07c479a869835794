"""Write the sample shop's answers into content/answers/: example data, the same at every run.

The figures computed from them equal those elsewhere in the sample (results of actions, goals). Four sources of four
shapes have the errors of real exports: a byte order mark, semicolons, line breaks in cells, four styles of dates,
misspelt shops, empty cells, answers off the scale, test rows, several answers of one customer.
"""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "content" / "answers"
MONTHS = [date(2026, month, 1) for month in range(5, 11)]
NPS = {  # by shop or channel: answers and score, month by month
    "Mây Phố Huế": [(92, 29.3), (88, 30.7), (95, 34.7), (101, 39.6), (104, 42.3), (118, 44.1)],
    "Mây Hải Châu": [(61, 45.9), (58, 44.8), (66, 43.9), (63, 47.6), (70, 42.9), (74, 48.6)],
    "Mây Võ Văn Tần": [(85, 22.4), (90, 24.4), (87, 24.1), (96, 28.1), (99, 30.3), (107, 32.7)],
    "website": [(74, 18.9), (79, 20.3), (83, 28.9), (90, 33.3), (92, 29.3), (101, 37.6)],
    "sàn": [(48, 4.2), (52, 7.7), (50, 10), (57, 17.5), (61, 8.2), (66, 18.2)],
}
SPELLINGS = {
    "Mây Phố Huế": ["Mây Phố Huế"] * 8 + ["mây phố huế", "P. Huế", "Pho Hue"],
    "Mây Hải Châu": ["Mây Hải Châu"] * 8 + ["Hải Châu ĐN"],
    "Mây Võ Văn Tần": ["Mây Võ Văn Tần"] * 8 + ["VVT", "Võ Văn Tần "],
}
CES = {  # by channel: answers and mean
    "cửa hàng": [(38, 5.41), (41, 5.38), (36, 5.44), (44, 5.47), (47, 5.63), (52, 5.70)],
    "zalo": [(52, 4.31), (51, 4.36), (48, 4.22), (45, 4.35), (57, 4.84), (62, 5.06)],
    "hotline": [(28, 4.02), (29, 4.00), (25, 3.90), (25, 3.75), (28, 4.48), (29, 4.62)],
}
REFUNDS = [46, 49, 44, 47, 58, 63]
LEAFLETS = [0, 0, 0, 0, 40, 44]
WAITS = {  # minutes by shop
    "Mây Phố Huế": [(94, 12.4), (91, 12.1), (96, 11.8), (98, 12.6), (104, 9.7), (118, 7.4)],
    "Mây Hải Châu": [(52, 6.8), (55, 7.1), (54, 6.6), (53, 7.0), (60, 7.3), (64, 7.9)],
    "Mây Võ Văn Tần": [(86, 11.2), (84, 11.6), (88, 11.0), (90, 11.7), (97, 12.3), (104, 13.1)],
}
VISITS = {
    "pho-hue": [72, 73, 74, 76, 81, 84],
    "hai-chau": [83, 82, 84, 86, 88, 87],
    "vo-van-tan": [67, 69, 68, 70, 74, 77],
}
FIRST_MONTHS = [
    date(2025, 10, 1),
    date(2025, 11, 1),
    date(2025, 12, 1),
    *(date(2026, month, 1) for month in range(1, 5)),
]
FIRST_NPS = {  # as NPS, when fewer customers were asked
    "Mây Phố Huế": [(48, 20.8), (52, 21.2), (57, 22.8), (41, 24.4), (38, 26.3), (55, 25.5), (61, 27.9)],
    "Mây Hải Châu": [(36, 41.7), (38, 42.1), (42, 42.9), (35, 45.7), (33, 45.5), (40, 45.0), (44, 45.5)],
    "Mây Võ Văn Tần": [(45, 15.6), (47, 17.0), (54, 16.7), (40, 20.0), (36, 19.4), (49, 20.4), (53, 20.8)],
    "website": [(40, 10.0), (43, 11.6), (51, 11.8), (38, 13.2), (35, 14.3), (46, 15.2), (52, 17.3)],
    "sàn": [(35, -2.9), (36, 0.0), (41, -2.4), (35, 2.9), (35, 0.0), (37, 2.7), (40, 5.0)],
}
OCCASIONS = ["đám cưới", "đi làm", "tiệc tối"]
SILENT = {"Mây Phố Huế": 0.11, "Mây Hải Châu": 0.08, "Mây Võ Văn Tần": 0.16, "website": 0.27, "sàn": 0.34}
"""By shop or channel: how many skip the question, per answer."""
COMMENTS = [
    "Bạn tư vấn nói thật, mình quý.",
    "Chờ phòng thử lâu quá.\nTối thứ Bảy nên có thêm người.",
    'Nhân viên bảo "màu này làm chị xanh", đúng thật; mình đổi màu rượu.',
    "Giao đúng hẹn; hộp đẹp.",
    "Hỏi cỡ trên Zalo đến hôm sau mới trả lời",
]


def main() -> None:
    """Write all four sources."""
    chance = random.Random(20261121)  # noqa: S311 -- example data, the same every time
    FOLDER.mkdir(parents=True, exist_ok=True)
    after_purchase(chance)
    exchanges(chance)
    fitting_rooms(chance)
    mystery_visits(chance)


def day_in(month: date, chance: random.Random) -> date:
    """Return a random day of a month."""
    return month + timedelta(days=chance.randrange(28))


def around(chance: random.Random, count: int, mean: float, low: int, high: int) -> list[int]:
    """Return integer answers on a scale with the given mean."""
    answers = [min(high, max(low, round(chance.gauss(mean, 1.3)))) for _ in range(count)]
    left = round(count * mean) - sum(answers)
    while left:
        at = chance.randrange(count)
        step = 1 if left > 0 else -1
        if low <= answers[at] + step <= high:
            answers[at] += step
            left -= step
    return answers


def recommendations(chance: random.Random, count: int, score: float) -> list[int]:
    """Return answers from 0 to 10 with that Net Promoter Score."""
    lead = round(count * score / 100)
    detractors = round((count - lead) * chance.uniform(0.24, 0.3))
    promoters = detractors + lead
    answers = chance.choices([9, 10], k=promoters) + chance.choices([0, 2, 3, 4, 5, 6, 6], k=detractors)
    answers += chance.choices([7, 8], k=count - promoters - detractors)
    chance.shuffle(answers)
    return answers


def after_purchase(chance: random.Random) -> None:
    """Write NPS: semicolons, a byte order mark, dd/mm/yyyy, comments with line breaks, test rows, repeated answers."""
    rows = []
    customer = 0
    for at, month in enumerate(MONTHS):
        for place, series in NPS.items():
            for answer in recommendations(chance, *series[at]):
                customer += 1
                day = day_in(month, chance)
                store = chance.choice(SPELLINGS[place]) if place in SPELLINGS else ""
                channel = "Tại cửa hàng" if store else {"website": "Web", "sàn": "Sàn TMĐT"}[place]
                comment = chance.choice(COMMENTS) if chance.random() < 0.08 else ""
                key = f"K{customer:05}"
                if day.day > 3 and chance.random() < 0.015:
                    rows.append(["hoàn tất", f"{month:%d/%m/%Y}", key, str(chance.randrange(11)), store, channel, ""])
                rows.append(["hoàn tất", f"{day:%d/%m/%Y}", key, str(answer), store, channel, comment])
    dirt = [
        ("", "Mây Phố Huế"),
        ("11", "Mây Phố Huế"),
        ("chín", ""),
        ("9", "Mây Phố Hếu"),
        ("8", "Mây Hai Chau 2"),
        ("", ""),
    ]
    for number, (mistake, place) in enumerate(dirt * 3):
        on = "31/09/2026" if number == 7 else f"{day_in(chance.choice(MONTHS), chance):%d/%m/%Y}"
        rows.append(["hoàn tất", on, f"K9{number:04}", mistake, place, "Tại cửa hàng" if place else "Web", ""])
    rows += [
        ["thử nghiệm", f"{day_in(month, chance):%d/%m/%Y}", "TEST", "10", "", "Web", "thử"] for month in MONTHS * 2
    ]
    chance.shuffle(rows)
    other = random.Random(20261128)  # noqa: S311 -- as above; the rows before stay as they are
    rows += [*silent_rows(other, MONTHS, NPS, 10_000), *first_rows(other)]
    rows += silent_rows(other, FIRST_MONTHS, FIRST_NPS, 20_000)
    customers = sorted({row[2] for row in rows})
    occasions = dict(zip(customers, other.choices(OCCASIONS, weights=[5, 4, 3], k=len(customers)), strict=True))
    rows = [[*row[:6], occasions[row[2]], row[6]] for row in rows]
    head = ["Trạng thái", "Ngày trả lời", "Mã khách", "Khả năng giới thiệu", "Cửa hàng", "Nơi mua", "Dịp mặc", "Góp ý"]
    write("phieu-hoi-sau-mua.csv", head, rows, delimiter=";", encoding="utf-8-sig", newline="\r\n")


def silent_rows(
    chance: random.Random, months: list[date], answered: dict[str, list[tuple[int, float]]], first: int
) -> list[list[str]]:
    """Return rows of customers who skipped the question."""
    rows = []
    for at, month in enumerate(months):
        for place, series in answered.items():
            for _ in range(round(series[at][0] * SILENT[place] * chance.uniform(0.8, 1.2))):
                first += 1
                rows.append(asked_row(chance, month, place, f"K{first:05}", ""))
    return rows


def first_rows(chance: random.Random) -> list[list[str]]:
    """Return the answers of the survey's first months."""
    rows: list[list[str]] = []
    for at, month in enumerate(FIRST_MONTHS):
        for place, series in FIRST_NPS.items():
            for answer in recommendations(chance, *series[at]):
                rows.append(asked_row(chance, month, place, f"K{30_001 + len(rows):05}", str(answer)))
    chance.shuffle(rows)
    return rows


def asked_row(chance: random.Random, month: date, place: str, customer: str, answer: str) -> list[str]:
    """Return a row of the survey after the purchase, without its occasion."""
    store = place if place in SPELLINGS else ""
    channel = "Tại cửa hàng" if store else {"website": "Web", "sàn": "Sàn TMĐT"}[place]
    return ["hoàn tất", f"{day_in(month, chance):%d/%m/%Y}", customer, answer, store, channel, ""]


def exchanges(chance: random.Random) -> None:
    """Write CES: a file per month, commas, dates with times; the date style of the form changes in August."""
    for at, month in enumerate(MONTHS):
        answers = [(a, channel) for channel, series in CES.items() for a in around(chance, *series[at], 1, 7)]
        answers.sort(key=lambda one: one[0] + chance.gauss(0, 1.6))
        steps = ["Nhận tiền hoàn"] * REFUNDS[at] + [""] * (len(answers) - REFUNDS[at] - LEAFLETS[at])
        rows = []
        for (answer, channel), step in zip(answers, steps + ["Đọc phiếu đổi"] * LEAFLETS[at], strict=True):
            day = datetime.combine(day_in(month, chance), datetime.min.time()) + timedelta(
                minutes=chance.randrange(1440)
            )
            when = f"{day:%Y-%m-%d %H:%M}" if month.month < 8 else f"{day:%d.%m.%Y %H:%M}"
            rows.append([when, str(answer), channel, step])
        rows.append([f"{month:%Y-%m-15}", "0", "zalo", ""])
        chance.shuffle(rows)
        write(f"doi-tra/{month:%Y-%m}.csv", ["Thời điểm", "Dễ dàng (1-7)", "Kênh", "Bước"], rows)


def fitting_rooms(chance: random.Random) -> None:
    """Write waiting times: Parquet with typed columns, as from a counter at the fitting rooms."""
    import duckdb  # noqa: PLC0415 -- only to write Parquet

    rows: list[tuple[Any, ...]] = []
    for at, month in enumerate(MONTHS):
        for store, series in WAITS.items():
            count, mean = series[at]
            drawn = [max(0.5, chance.gammavariate(3.2, mean / 3.2)) for _ in range(count)]
            scale = mean * count / sum(drawn)
            for minutes in drawn:
                start = datetime.combine(day_in(month, chance), datetime.min.time()) + timedelta(
                    minutes=chance.randrange(1080, 1260)
                )
                rows.append((start, store, round(minutes * scale, 1)))
    rows.sort()
    connection = duckdb.connect()
    connection.execute("CREATE TABLE waits (bat_dau TIMESTAMP, cua_hang VARCHAR, phut DOUBLE)")
    connection.executemany("INSERT INTO waits VALUES (?, ?, ?)", rows)
    path = str(FOLDER / "phong-thu.parquet").replace("'", "''")
    connection.execute(f"COPY waits TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def mystery_visits(chance: random.Random) -> None:
    """Write mystery shopping: points by part, two parts counted twice, the maximum in a separate column."""
    rows = []
    for at, month in enumerate(MONTHS):
        for store, series in VISITS.items():
            aims = around(chance, 5, series[at], 55, 99)
            rows += [visit(chance, day_in(month, chance), store, aim) for aim in aims]
    head = ["Ngày", "Cửa hàng", "Chào đón", "Hỏi dịp mặc", "Nói thật", "Phòng thử", "Thanh toán", "Tối đa"]
    write("khach-bi-mat.csv", head, rows)


def visit(chance: random.Random, day: date, store: str, aim: int) -> list[str]:
    """Return a visit whose weighted points equal the aim."""
    most = [20, 15, 15, 10, 10]
    weights = [1, 2, 2, 1, 1]
    points = [round(top * aim / 100) for top in most]
    while (left := aim - sum(w * p for w, p in zip(weights, points, strict=True))) != 0:
        at = chance.randrange(5) if abs(left) > 1 else chance.choice([0, 3, 4])
        step = 1 if left > 0 else -1
        if 0 <= points[at] + step <= most[at] and weights[at] <= abs(left):
            points[at] += step
    return [f"{day.day}-{day.month}-{day:%y}", store, *map(str, points), "100"]


def write(  # noqa: PLR0913 -- what a CSV file is made of
    name: str,
    head: list[str],
    rows: list[list[str]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    newline: str = "\n",
) -> None:
    """Write one CSV file."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as opened:
        csv.writer(opened, delimiter=delimiter, lineterminator=newline).writerows([head, *rows])


if __name__ == "__main__":
    main()
