# The staff's pages: the frame, the cards, who may sign in.

notice-owners-title = Trang này dành cho chủ cửa hàng
notice-owners-text = Bạn đã đăng nhập và có thể in thẻ. Nếu cần việc khác, bạn hãy nhờ chủ cửa hàng nhé.
notice-owners-cards = Đến trang in thẻ
notice-stale-title = Vui lòng bấm lại
notice-stale-text = Chưa có gì thay đổi: hệ thống không xác nhận được là yêu cầu này đến từ trang của bạn. Bạn hãy quay lại, tải lại trang rồi bấm lần nữa.
notice-stale-home = Về trang chủ

notice-no-password-title = Trang này cần mật khẩu
notice-no-password-text = Trang này có thông tin khách hàng, mà bạn chưa đặt mật khẩu. Bạn hãy nhờ người quản lý máy chủ cấp liên kết mới: afterword user reset

notice-unreadable-title = Có mục không đọc được
notice-unreadable-text = Nội dung ở mục “{ $field }” không đọc được. Chưa có gì thay đổi. Bạn hãy quay lại và sửa lại nhé.
notice-unreadable-line = Mục này chỉ nhận một dòng chữ, tối đa { $max } ký tự.
notice-unreadable-lines = Mục này chỉ nhận văn bản.
notice-unreadable-number = Mục này chỉ nhận số.
notice-unreadable-day = Mục này chỉ nhận ngày, ví dụ 2026-11-20, từ năm 1900 đến năm 2200.

staff-skip = Đến nội dung
staff-nav = Các trang
staff-address-machine = Liên kết trên thiệp, trong email và tin nhắn chỉ mở được trên chính máy chủ này. Chưa in hay gửi được gì cho đến khi server.public_url được đặt trong cấu hình.
staff-address-network = Liên kết trên thiệp, trong email và tin nhắn chỉ mở được trong mạng này. Thiệp vẫn in được; email và tin nhắn sẽ chờ đến khi server.public_url được đặt trong cấu hình.
staff-filed = { $n } email đang chờ máy chủ email, khách chưa nhận được. Người quản lý máy chủ có thể gửi đi bằng lệnh “afterword deliveries release --all”.
staff-filed-look = Xem các email này
waiting-title = Email đang chờ máy chủ email
waiting-hint = Các email này được ghi ra tệp khi chưa có máy chủ email. Mỗi email vừa được xem lại: khách đã trả lời, mới được hỏi gần đây hoặc không muốn nhận email sẽ được bỏ qua.
waiting-no-server = Chưa có máy chủ email. Người quản lý máy chủ cần đặt mail.smtp_url và mail.transport = “smtp” trong cấu hình.
waiting-address = Địa chỉ
waiting-order = Đơn hàng
waiting-due = Hẹn gửi
waiting-outcome = Kết quả
waiting-goes = Sẽ gửi
waiting-send = Gửi { $n } email
waiting-hopeless = Không email nào còn gửi được.
waiting-clear = Dọn danh sách
waiting-done = { $sent ->
    [0] Không gửi email nào
   *[other] Đang gửi { $sent } email
 }, bỏ qua { $skipped }.
waiting-more = Và { $n } email khác.
waiting-none = Không có email nào đang chờ.
staff-nav-cards = Thẻ cảm ơn
staff-nav-users = Người dùng
staff-nav-dashboard = Tổng quan
staff-languages = Ngôn ngữ
staff-signed-in = Đang đăng nhập: { $name }
staff-password = Đổi mật khẩu
staff-sign-out = Đăng xuất
staff-sign-out-everywhere = Đăng xuất mọi thiết bị
staff-today = hôm nay
staff-command-line = máy chủ

cards-title = Thẻ cảm ơn
cards-filter = Chọn đơn
cards-days = Đơn hàng
cards-days-hand = Hôm nay và chưa giao
cards-days-dates = Theo ngày
cards-from = Từ ngày
cards-until = Đến ngày
cards-location = Chi nhánh
cards-location-all = Mọi chi nhánh
cards-also-printed = Cả đơn đã in thẻ
cards-show = Xem
cards-orders = { $n ->
    [0] Không có đơn cần in thẻ
   *[other] { $n } đơn cần in thẻ
}
cards-column-choose = Chọn
cards-column-order = Đơn
cards-column-customer = Khách hàng
cards-column-placed = Đặt lúc
cards-column-location = Chi nhánh
cards-column-language = Ngôn ngữ
cards-column-state = Thẻ
cards-choose = Đơn { $order }
cards-choose-all = Chọn tất cả
cards-choose-none = Bỏ chọn tất cả
cards-state-new = chưa in
cards-state-printed = đợt { $batch }
cards-reason-cancelled = đơn đã hủy
cards-reason-answered = khách đã trả lời
cards-reason-too-old = đơn đã quá lâu
cards-reason-inactive = khảo sát đang tắt
cards-reason-printed = vừa được in
cards-more-orders = Còn nhiều đơn nữa. Bạn hãy chọn ít ngày hơn hoặc một chi nhánh để xem tiếp.
cards-look = Kiểu thẻ
cards-print = In thẻ cho đơn đã chọn
cards-preview = Xem trước
cards-print-hint = Mỗi thẻ có một mã riêng. Đơn đã in sẽ không hiện lại.
cards-preview-alt = Trang đầu tiên sẽ in
cards-preview-caption = Trang đầu tiên. Mã ở hình này chỉ để xem; mã trên thẻ in ra mới dùng được.
cards-empty = Hôm nay chưa có đơn, và không còn đơn nào chưa giao.
cards-empty-hint = Đơn sẽ hiện ở đây ngay khi được nhập vào. Bạn có thể chọn ngày khác ở trên, hoặc in thẻ trắng.
cards-empty-done = Mọi đơn hôm nay đều đã có thẻ.
cards-empty-done-hint = Muốn in lại, bạn mở đợt in ở bên dưới.
cards-empty-days = Những ngày này không có đơn nào cần in thẻ.
cards-empty-days-hint = Bạn hãy chọn ngày khác, hoặc xem cả đơn đã in thẻ.
cards-blank = Thẻ trắng cho khách tại quầy
cards-batches = Đã in gần đây
cards-all-batches = Tất cả các đợt
cards-problem-none = Bạn vui lòng chọn ít nhất một đơn.
cards-problem-gone = Các đơn này đã có thẻ, đã được trả lời hoặc đã hủy. Danh sách bên dưới là mới nhất.
cards-problem-refused = Chưa in được. Chưa có gì được ghi lại.

look-design = Mẫu thẻ
look-design-plain = Đơn giản
look-design-warm = Ấm áp
look-design-formal = Trang trọng
look-design-tet = Ngày Tết
look-design-large = Chữ lớn
look-sheet = Giấy
look-language = Ngôn ngữ trên thẻ
look-language-own = Theo từng khách
look-survey = Khảo sát
look-start-at = Bắt đầu từ ô số
look-more = Lời nhắn, máy in và tùy chọn khác
look-note = Dưới tên khách
look-note-thanks = Lời cảm ơn hoặc lời nhắn
look-note-lines = Dòng kẻ để viết tay
look-note-empty = Để trống
look-orientation = Chiều thẻ
look-orientation-own = Theo giấy
look-orientation-landscape = Ngang
look-orientation-portrait = Dọc
look-message = Lời nhắn của cửa hàng
look-voucher = Dòng ưu đãi
look-nudge-x = Dịch sang phải, mm
look-nudge-y = Dịch xuống, mm
look-backs = In cả mặt sau

batch-name = Đợt { $batch }
batch-about = { $n } thẻ, { $day } { $time }, { $who }, { $sheet }
batch-about-blank = { $n } thẻ trắng, { $day } { $time }, { $who }, { $sheet }
batch-about-unfinished = { $n } thẻ, { $day } { $time }, { $who }: chưa ai mở tệp in
batch-first = Mở tệp in ({ $n } thẻ)
batch-again = In lại { $n } thẻ
batch-print-hint = Khi in hãy chọn tỉ lệ 100 %, không chọn “vừa trang giấy”. In lại bao nhiêu lần mã vẫn như cũ.
batch-picture-caption = Trang đầu tiên.
batch-nothing-left = Không còn thẻ nào để in: khách đã trả lời hoặc đơn đã hủy.
batch-left-out = Không in:
batch-left-out-line = Đơn { $order }: { $reason }
batch-cards = Các thẻ trong đợt
batch-column-number = Số
batch-choose = Thẻ { $number }
batch-state-open = chưa trả lời
batch-state-blank = thẻ trắng
batch-print-chosen = In lại thẻ đã chọn
batch-problem-none = Bạn vui lòng chọn ít nhất một thẻ.
batches-title = Thẻ đã in
batches-older = Các đợt cũ hơn
batches-none = Chưa in đợt nào.

blank-title = Thẻ trắng
blank-print-title = In thẻ trắng
blank-print-text = Dành cho khách mua tại quầy, hoặc gói hàng chưa có đơn trên hệ thống. Mỗi thẻ có một mã, nhận một câu trả lời.
blank-count = Số thẻ
blank-print = In thẻ trắng
blank-problem-count = Mỗi lần in từ 1 đến 500 thẻ bạn nhé.
attach-title = Gắn thẻ với đơn hàng
attach-text = Sau đó mã trên thẻ mở đúng phiếu của đơn này. Khách trả lời bằng cách nào cũng chỉ tính một lần.
attach-code = Mã trên thẻ
attach-order = Số đơn hàng
attach-button = Gắn thẻ
attach-done = Thẻ đã thuộc về đơn { $order }. { $name }
attach-done-answered = Thẻ đã thuộc về đơn { $order }; câu trả lời được tính cho đơn này. { $name }
attach-problem = Chưa gắn được thẻ.

users-title = Ai được đăng nhập
users-hint = Thêm hoặc bớt người dùng trên máy chủ: afterword user add TÊN
users-problem = Chưa đăng xuất được ai.
users-name = Tên
users-role = Vai trò
users-role-owner = Chủ cửa hàng
users-role-staff = Nhân viên
users-devices = Đang đăng nhập
users-devices-n = { $n ->
    [0] không có
   *[other] { $n } thiết bị
}
users-sign-out = Đăng xuất
users-sign-out-one = Đăng xuất { $name }
users-signed-out = { $name } đã được đăng xuất trên mọi thiết bị.
users-log = Nhật ký
users-log-empty = Chưa có gì. Việc in thẻ và thay đổi người dùng sẽ hiện ở đây.
log-cards-print = Ghi đợt { $batch }, { $cards } thẻ
log-cards-file = In đợt { $batch }, { $cards } thẻ
log-cards-reprint = In lại đợt { $batch }, { $cards } thẻ
log-cards-blank = Ghi đợt { $batch }, { $cards } thẻ trắng
log-cards-attach = Gắn một thẻ với đơn { $order }
log-user-add = Thêm người dùng { $name }
log-user-reset = Cấp liên kết đăng nhập mới cho { $name }
log-user-sign-out = Đăng xuất { $name } trên mọi thiết bị
log-user-remove = Bớt người dùng { $name }
log-user-sign-in = { $name } đăng nhập
log-user-link = { $name } đăng nhập bằng liên kết
log-user-password = { $name } đổi mật khẩu
log-user-failed = { $tries } lần đăng nhập sai với tên { $name }
log-user-failed-nobody = { $tries } lần đăng nhập sai với tên không tồn tại
log-user-failed-from = từ mạng { $source }
log-user-failed-many = từ nhiều mạng
log-export-links = Xuất { $links } tin nhắn
log-deliveries-release = Gửi { $released } email từng chờ máy chủ email, bỏ qua { $skipped }
log-survey-apply = Thay đổi khảo sát { $survey }
log-mail-keys = Thay đổi khóa ký email
