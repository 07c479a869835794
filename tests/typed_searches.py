"""What staff type into the search field of the sample, and what comes among the first."""

from __future__ import annotations

RETURNS, IN_STORE = "journeys/doi-tra.html", "journeys/mua-tai-cua-hang.html"
FITTING = f"{IN_STORE}#touchpoint-thu-do"
TYPED = (
    ("khach hang", "personas/index.html"),
    ("khách hàng", "personas/index.html"),
    ("doi tra", RETURNS),
    ("đổi trả", RETURNS),
    ("doi tr", RETURNS),  # while it is being typed
    ("thu do", FITTING),
    ("thử đồ", FITTING),
    ("THỬ ĐỒ", FITTING),
    ("lan", "personas/lan.html"),
    ("chao khach", "plays/chao-khach.html"),
    ("phòng thử đông", "plays/phong-thu-dong.html"),
    ("het co", "plays/het-co.html"),
    ("tien hoan mat nam den bay ngay", RETURNS),  # a pain point
    ("Tiền hoàn mất", RETURNS),
    ("may tinh tien cam tay", f"{IN_STORE}#action-may-tinh-tien-cam-tay"),
    ("huấn luyện zalo", "actions/index.html#action-zalo-nam-phut"),
    ("nps", "measurement/nps.html"),
    ("ty le giao dung hen", "measurement/ty-le-giao-dung-hen.html"),
    ("thời gian chờ", "measurement/thoi-gian-cho-thu-do.html"),
    ("cua hang", "touchpoints/cua-hang.html"),
    ("ban hang tai cua hang", "teams/ban-hang.html"),
)
