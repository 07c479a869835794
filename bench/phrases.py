"""Phrases for generated playbooks: what customers and staff say in shops, in two languages."""

from __future__ import annotations

STAGES = (
    ("nhan-biet", "Nhận biết", "Khách có một dịp và nghĩ tới ta."),
    ("can-nhac", "Cân nhắc", "Khách xem, so giá và hỏi."),
    ("mua-hang", "Mua hàng", "Khách chọn, thử và trả tiền."),
    ("giao-nhan", "Giao nhận", "Hàng đến tay khách."),
    ("su-dung", "Sử dụng", "Khách dùng, giặt và cất đi."),
    ("hau-mai", "Hậu mãi", "Khách hỏi, đổi hoặc trả."),
    ("gan-bo", "Gắn bó", "Khách trở lại và kể cho người khác."),
)
CHANNELS = (
    ("cua-hang", "Cửa hàng", "in-person"),
    ("web", "Website", "website"),
    ("ung-dung", "Ứng dụng", "app"),
    ("zalo", "Zalo OA", "chat"),
    ("tong-dai", "Tổng đài", "phone"),
    ("email", "Email", "email"),
    ("san-tmdt", "Sàn thương mại điện tử", "marketplace"),
    ("giao-hang", "Giao hàng", "delivery"),
    ("facebook", "Facebook", "social"),
    ("sms", "Tin nhắn", "sms"),
)
TEAMS = (
    ("ban-hang", "Bán hàng"),
    ("cham-soc", "Chăm sóc khách hàng"),
    ("van-hanh", "Vận hành"),
    ("so", "Kênh số"),
    ("cx", "Trải nghiệm khách hàng"),
)
STORES = (
    ("pho-hue", "Phố Huế", "Miền Bắc"),
    ("hai-chau", "Hải Châu", "Miền Trung"),
    ("vo-van-tan", "Võ Văn Tần", "Miền Nam"),
)
NAMES = (
    "Lan",
    "Minh",
    "Hạnh",
    "Chi",
    "Bảo",
    "Phương",
    "Gia Hân",
    "Đức Thịnh",
    "Thuỳ Dung",
    "Quốc Anh",
    "Emma",
    "Daniel",
)
SEGMENTS = ("Khách trẻ", "Gia đình có con nhỏ", "Doanh nghiệp nhỏ", "Khách thân thiết", "Sinh viên", "Người cao tuổi")
SUBJECTS = (
    "Mua váy cưới",
    "Mua điện thoại trả góp",
    "Đặt bàn cuối tuần",
    "Đổi trả sản phẩm",
    "Giao hàng hai giờ",
    "Mở thẻ thành viên",
    "Sửa chữa tại nhà",
    "Mua quà tặng",
    "Đăng ký gói cước",
    "Bảo hành tận nơi",
    "Buying a first bicycle",
    "Returning a faulty kettle",
)
POINTS = (
    "Xem mẫu trên mạng",
    "Hỏi cỡ qua tin nhắn",
    "Gọi hỏi còn hàng",
    "Bước vào cửa hàng",
    "Thử đồ",
    "Được tư vấn",
    "So giá",
    "Trả tiền tại quầy",
    "Quét mã QR",
    "Nhận tin xác nhận",
    "Theo dõi đơn",
    "Gặp người giao hàng",
    "Mở hộp",
    "Xem hướng dẫn",
    "Hỏi về bảo hành",
    "Gửi yêu cầu đổi",
    "Viết đánh giá",
    "Nhận ưu đãi sinh nhật",
    "Reads the reviews",
    "Chats with an adviser",
)
DOES = (
    "Gõ tên mẫu, so giá và đọc đánh giá một sao trước",
    "Gọi tổng đài để hỏi chính sách đổi trả",
    "Điền biểu mẫu trên điện thoại trong lúc chờ xe",
    "Quét mã QR để thanh toán tại quầy",
    "Đọc tin nhắn xác nhận rồi chụp màn hình gửi cho chị gái",
    "Theo dõi đơn theo thời gian thực, cứ mười phút xem một lần",
    "Yêu cầu hoàn tiền cho món bị lỗi",
    "Compares two models side by side on the website",
    "Shares a referral code with a friend",
    "Đặt lịch hẹn với nhân viên tư vấn",
)
THINKS = (
    "Liệu họ có ép mình mua không?",
    "Sao ở đây rẻ hơn web hai chục nghìn?",
    "Mong là lần này đúng cỡ",
    "Biết thế hỏi trước cho chắc",
    "I hope I do not have to explain it all again",
    "Cũng nhanh đấy, tuần trước phải chờ nửa tiếng",
)
FEELS = ("Háo hức", "Sốt ruột vì phải chờ", "Yên tâm", "Nghi ngờ", "Được tôn trọng", "A little lost", "Biết ơn")
QUOTES = (
    "Em chỉ cần biết bao giờ hàng tới thôi.",
    "Chị nói thật là không hợp, nên lần sau em quay lại chị.",
    "Three people asked me for the same order number.",
    "Gọi ba lần mới gặp được người, mà vẫn vui vì chị ấy xin lỗi.",
)
STANDARDS = (
    "Chào khách **trong 30 giây**, hỏi dịp trước khi hỏi cỡ.",
    "Trả lời câu đầu *trong 5 phút*, xưng tên thật.",
    "Báo trễ **trước** khi khách hỏi, kèm giờ mới.",
    "Đọc hồ sơ trước khi hỏi lại; không hỏi hai lần một câu.",
    "Say what will happen next, and **when**.",
)
PAINS = (
    "Chờ hơn 10 phút vào giờ cao điểm mà không ai báo còn bao lâu",
    "Phải nhập lại số điện thoại nhiều lần",
    "Giá cuối cùng khác giá hiển thị vì phí giao chỉ hiện ở bước cuối",
    "Mã xác nhận đến muộn và hết hạn trước khi kịp gõ",
    "Nhân viên không thấy ưu đãi mà khách đã nhận trên ứng dụng",
    "Chính sách đổi trả dài, khó hiểu",
    "The adviser does not see what the customer wrote to the chatbot",
    "Không tìm thấy đơn cũ sau khi đổi điện thoại",
)
OPPORTUNITIES = (
    "Cho khách thấy tổng chi phí ngay từ đầu",
    "Giúp khách biết mình còn phải chờ bao lâu",
    "Để khách chỉ phải kể một lần",
    "Báo tin trước khi khách phải hỏi",
    "Let customers be called back instead of waiting",
    "Cùng một ưu đãi ở mọi kênh",
)
ACTIONS = (
    "Đặt chỗ bằng mã QR",
    "Viết lại chính sách trong một trang",
    "Nối hồ sơ khách giữa các kênh",
    "Huấn luyện trực tin nhắn",
    "Hiện phí giao ở trang sản phẩm",
    "Call back within the hour",
    "Bảng giờ chờ ở cửa",
    "Thẻ cảm ơn viết tay",
)
WORK = ("fix", "training", "campaign", "design", "policy", "system")
GOALS = (
    "Khách muốn kể cho bạn bè",
    "Giao đúng giờ đã hẹn",
    "Đổi trả nhẹ nhàng",
    "Khách quay lại trong sáu tháng",
    "Mỗi khách chỉ phải kể một lần",
    "Nobody waits without knowing why",
)
METRICS = (
    ("nps", "NPS", "nps", "overall", "higher", 45, "điểm"),
    ("csat", "Hài lòng sau khi mua", "csat", "feedback", "higher", 85, "%"),
    ("ces", "Mức dễ khi đổi hàng", "ces", "feedback", "higher", 80, "%"),
    ("dung-hen", "Giao đúng hẹn", "percentage", "operations", "higher", 95, "%"),
    ("thoi-gian-cho", "Thời gian chờ", "duration", "on-site", "lower", 6, "phút"),
    ("luot-xem", "Lượt xem trang", "count", "analytics", "higher", 120_000, "lượt"),
    ("doanh-thu", "Doanh thu", "money", "overall", "higher", 900, "triệu đồng"),
    ("tra-lai-hang", "Tỷ lệ trả lại hàng", "rate", "operations", "lower", 4, "%"),
)
VARIANTS = {"csat": "top-box", "ces": "top-2-of-5"}
TRIGGERS = (
    "Có đám cưới bạn vào thứ Bảy",
    "Cái cũ hỏng đúng lúc cần",
    "Thấy bạn khoe trên mạng",
    "A letter says that the contract ends",
)
OUTCOMES = (
    "Có món vừa ý và kể cho bạn",
    "Xong việc trong một lần",
    "Yên tâm dùng tiếp",
    "Comes back without being asked",
)
PLAYS = (
    "Hết đúng cỡ khách cần",
    "Đơn giao trễ",
    "Khách bị hỏi lại ba lần",
    "Bị chê trên mạng",
    "A customer in a hurry",
)
STEPS = (
    "Xin lỗi **một câu**, nói rõ lỗi của ai.",
    "Tra ngay trước mặt khách.",
    "Hẹn *giờ cụ thể* và ghi vào hồ sơ.",
    "Call back yourself, even without news.",
)
