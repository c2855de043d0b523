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
site-told-masked = Tên, địa chỉ thư và số điện thoại đã được che. Từ nào có trong ít nhất ba ý kiến mới được liệt kê.

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
site-told-segments = Ai nổi bật
site-told-segments-measure = { $name } trong tháng, kèm khoảng tin cậy 95%
site-told-of-month = Khách hàng viết
site-told-print = Trang này in vừa khổ A4.
site-told-nothing = Không có phản hồi nào trong { $month }.
site-told-few = { $month } mới có { $n } phản hồi, chưa đủ để kết luận (cần ít nhất { $min }).
site-told-score = Trong { $month }, { $name } là { $score } ({ $interval }), từ { $n } phản hồi.
site-told-score-up = Khách hàng trong { $month } hài lòng hơn tháng trước: { $name } từ { $before } lên { $score } ({ $interval }), từ { $n } phản hồi — tăng rõ rệt.
site-told-score-down = Khách hàng trong { $month } kém hài lòng hơn tháng trước: { $name } từ { $before } xuống { $score } ({ $interval }), từ { $n } phản hồi — giảm rõ rệt.
site-told-score-noise = Trong { $month }, { $name } là { $score } ({ $interval }), từ { $n } phản hồi; tháng trước là { $before }, nên vẫn trong mức dao động bình thường.
site-told-year-up = So với cùng kỳ năm ngoái ({ $score } trong { $month }) là tăng rõ rệt.
site-told-year-down = So với cùng kỳ năm ngoái ({ $score } trong { $month }) là giảm rõ rệt.
site-told-year-noise = So với cùng kỳ năm ngoái ({ $score } trong { $month }) không khác biệt rõ rệt.
site-told-shares = { $happy } khách hàng hài lòng, { $unhappy } chưa hài lòng.
site-told-below = { $member } thấp hơn hẳn phần còn lại: { $score }, từ { $n } phản hồi.
site-told-above = { $member } cao hơn hẳn phần còn lại: { $score }, từ { $n } phản hồi.
site-told-not-sent = Có { $all } đơn hàng không hỏi được, nhiều nhất vì: { $reason } ({ $n }).
