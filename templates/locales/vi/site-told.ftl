# The pages that tell in words: comments, months, the digest.

site-told-comments = Ý kiến
site-told-note = { $shown } ý kiến mới nhất; từ ngữ được đếm trong { $counted } ý kiến gần đây.
site-told-voices = Khách hài lòng nói về { $happy }; khách chưa hài lòng nói về { $unhappy }
site-told-voices-happy = Khách hài lòng nói về { $happy }
site-told-voices-unhappy = Khách chưa hài lòng nói về { $unhappy }
site-told-voices-none = Khách hàng viết gì
site-told-comments-of = { $n } ý kiến
site-told-words = Từ ngữ, theo số ý kiến có nhắc đến
site-told-pairs = Những từ hay đi cùng nhau
site-told-word = Từ
site-told-by-group = Theo mức hài lòng
site-told-all = Tất cả
site-told-find = Tìm từ
site-told-found = Tìm thấy # ý kiến
site-told-sheets = Các ý kiến khác
site-told-masked = Tên, địa chỉ email và số điện thoại đã được che. Từ nào có trong ít nhất ba ý kiến mới được liệt kê.

## Months

site-told-months = Các tháng
site-told-feed = { $shop }: điểm hài lòng theo tháng
site-told-feed-link = Nguồn tin các tháng (Atom)
site-told-report = Báo cáo { $month }
site-told-open = chưa hết tháng
site-told-open-long = Tháng này chưa kết thúc, số liệu còn có thể thay đổi.
site-told-mark-up = tăng
site-told-mark-down = giảm
site-told-against-up = tháng này cao hơn hẳn
site-told-against-down = tháng này thấp hơn hẳn
site-told-against-noise = không khác biệt rõ rệt
site-told-segments = Nhóm nổi bật
site-told-segments-measure = { $name } trong tháng, kèm khoảng tin cậy 95%
site-told-of-month = Khách hàng viết
site-told-print = Trang này in vừa khổ A4.
site-told-nothing = Không có phản hồi nào trong { $month }.
site-told-few = Trong { $month } mới có { $n } phản hồi, chưa đủ để kết luận (cần ít nhất { $min }).
site-told-score = { $name } trong { $month } là { $score } ({ $interval }), từ { $n } phản hồi.
site-told-score-up = Khách hàng trong { $month } hài lòng hơn tháng trước: { $name } từ { $before } lên { $score } ({ $interval }), từ { $n } phản hồi — tăng rõ rệt.
site-told-score-down = Khách hàng trong { $month } kém hài lòng hơn tháng trước: { $name } từ { $before } xuống { $score } ({ $interval }), từ { $n } phản hồi — giảm rõ rệt.
site-told-score-noise = { $name } trong { $month } là { $score } ({ $interval }), từ { $n } phản hồi; tháng trước là { $before }, nên vẫn trong mức dao động bình thường.
site-told-year-up = So với cùng kỳ năm ngoái ({ $score } trong { $month }) là tăng rõ rệt.
site-told-year-down = So với cùng kỳ năm ngoái ({ $score } trong { $month }) là giảm rõ rệt.
site-told-year-noise = So với cùng kỳ năm ngoái ({ $score } trong { $month }) không khác biệt rõ rệt.
site-told-shares = { $happy } khách hàng hài lòng, { $unhappy } chưa hài lòng.
site-told-below = { $member } thấp hơn hẳn phần còn lại: { $score }, từ { $n } phản hồi.
site-told-above = { $member } cao hơn hẳn phần còn lại: { $score }, từ { $n } phản hồi.
site-told-not-sent = Có { $all } đơn hàng không hỏi được, nhiều nhất vì: { $reason } ({ $n }).

## Data

site-told-data = Dữ liệu
site-told-data-title = Số liệu dạng tệp
site-told-data-intro = Mọi số liệu trên trang này, cho bảng tính (CSV) và phần mềm (JSON). Điểm của nhóm có dưới { $n } phản hồi được để trống.
site-told-data-what = Trong mỗi tệp có gì
site-told-data-file = Tệp
site-told-data-holds = Nội dung
site-told-data-columns = Các cột
site-told-data-json = Toàn bộ số liệu, theo lược đồ
site-told-data-months = Điểm theo tháng, kèm khoảng tin cậy 95%
site-told-data-weeks = Điểm theo tuần (ISO 8601), trong hai năm gần đây
site-told-data-quarters = Điểm theo quý
site-told-data-windows = Điểm của 1, 7, 30 và 90 ngày gần nhất, tính đến từng ngày trên biểu đồ
site-told-data-distribution = Số phản hồi ở mỗi mức điểm
site-told-data-segments = Điểm theo cửa hàng, kênh, ngôn ngữ, v.v.; dòng không có tên là các mục còn lại tính chung
site-told-data-hours = Số phản hồi theo thứ (1 là thứ Hai) và giờ
site-told-data-waits = Khách trả lời sau bao lâu kể từ lúc được hỏi
site-told-data-follow_ups = Câu trả lời cho các câu hỏi thêm, theo nhóm khách
site-told-data-drivers = Điều đi cùng điểm cao (tỷ số chênh)
site-told-data-funnel = Từ đơn hàng đến phản hồi
site-told-data-reasons = Vì sao chưa gửi
site-told-data-safe = Từ nào bảng tính có thể hiểu nhầm là công thức được thêm dấu nháy đơn ở đầu.

## Digest

site-told-week = tuần từ { $day }
site-told-digest-subject = { $shop }: khách hàng cảm thấy thế nào trong { $when }
site-told-digest-title = Khách hàng cảm thấy thế nào trong { $when }
site-told-picture-month = Biểu đồ: { $name } theo tháng, từ { $from } ({ $since }) đến { $to } ({ $until }).
site-told-picture-week = Biểu đồ: { $name } theo tuần, từ { $from } (tuần từ { $since }) đến { $to } (tuần từ { $until }).
site-told-week-up = Khách hàng trong { $month } hài lòng hơn tuần trước: { $name } từ { $before } lên { $score } ({ $interval }), từ { $n } phản hồi — tăng rõ rệt.
site-told-week-down = Khách hàng trong { $month } kém hài lòng hơn tuần trước: { $name } từ { $before } xuống { $score } ({ $interval }), từ { $n } phản hồi — giảm rõ rệt.
site-told-week-noise = { $name } trong { $month } là { $score } ({ $interval }), từ { $n } phản hồi; tuần trước là { $before }, nên vẫn trong mức dao động bình thường.
mail-digest-open = Xem báo cáo đầy đủ
mail-digest-why = Bạn nhận được email này vì địa chỉ của bạn có trong phần cài đặt bản tin của Afterword.
