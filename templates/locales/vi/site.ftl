# The published site: the owner's two minutes.

site-title = Khách hàng của { $shop } cảm thấy thế nào
site-skip = Đến phần số liệu
site-languages = Ngôn ngữ
site-back = Tất cả khảo sát
site-nav = Các trang
site-tabs = Các trang của khảo sát này
site-method-page = Cách tính
site-summary = Tổng quan
site-no-surveys = Chưa có khảo sát nào. Số liệu sẽ hiện ở đây khi có những phản hồi đầu tiên.
site-built = Cập nhật lúc { $time }, ngày { $day }.

## Names

site-name-nps = NPS
site-name-csat = Tỷ lệ hài lòng
site-name-ces = Mức dễ dàng
site-name-stars = Tỷ lệ 4–5 sao
site-name-smileys = Tỷ lệ mặt vui
site-name-thumbs = Tỷ lệ hài lòng
site-name = Tên
site-score = Điểm
site-answers = Phản hồi
site-rate = Tỷ lệ phản hồi
site-count = Số lượng
site-share = Tỷ lệ
site-interval-head = Khoảng tin cậy 95%
site-interval-label = { $interval } (khoảng tin cậy 95%)
site-interval = { $low } đến { $high }
site-from-answers = từ { $n } phản hồi
site-all-answers = Tất cả phản hồi
site-month = Tháng
site-week = Tuần từ
site-values = Xem số liệu
site-short-month = { $month }/{ $year }

## Findings

site-finding-none = Chưa có phản hồi nào.
site-finding-few = Chưa đủ phản hồi để kết luận: mới có { $n }, cần ít nhất { $min }.
site-finding-all = { $name } { $score } ({ $interval }), từ { $n } phản hồi.
site-finding-up = Khách hàng hài lòng hơn tháng trước: { $name } { $score } ({ $interval }) trong { $month }, từ { $n } phản hồi — tăng rõ rệt.
site-finding-down = Khách hàng kém hài lòng hơn tháng trước: { $name } { $score } ({ $interval }) trong { $month }, từ { $n } phản hồi — giảm rõ rệt.
site-finding-noise = { $name } { $score } ({ $interval }) trong { $month }, từ { $n } phản hồi — trong mức dao động bình thường.
site-swing-none = Chưa đủ phản hồi để thấy xu hướng
site-swing-up = Tăng từ { $from } ({ $since }) lên { $to } ({ $until })
site-swing-down = Giảm từ { $from } ({ $since }) xuống { $to } ({ $until })
site-swing-noise = Dao động từ { $from } đến { $to }, không thay đổi rõ rệt
site-distribution = { $happy } hài lòng, { $unhappy } chưa hài lòng
site-funnel = { $rate } người được hỏi đã trả lời: { $answered } trên { $invited }
site-dimension-below = { $member } thấp hơn hẳn phần còn lại
site-dimension-alike = Không { $dimension } nào thấp hơn hẳn phần còn lại
site-above = cao hơn hẳn phần còn lại
site-below = thấp hơn hẳn phần còn lại
site-hidden = Không hiện { $n } mục có quá ít phản hồi.

## Charts

site-by-month = { $name } theo tháng, kèm khoảng tin cậy 95%. Điểm càng lớn, càng nhiều phản hồi.
site-by-week = { $name } theo tuần.
site-by-dimension = { $name } theo { $dimension }, kèm khoảng tin cậy 95%
site-gauge-caption = Điểm kèm khoảng tin cậy 95%, trên toàn thang đo
site-cut = Trục tung chỉ vẽ đoạn { $from } đến { $to } của thang đo.
site-trend-desc = Đường là điểm số, dải màu là khoảng tin cậy 95%; chỗ trống là kỳ có quá ít phản hồi. Số liệu nằm trong bảng bên dưới.
site-distribution-measure = Tỷ lệ trên tất cả phản hồi
site-counts = Số phản hồi theo điểm
site-counts-desc = Mỗi cột là một mức điểm; số liệu nằm trong bảng bên dưới.
site-group-detractor = Chưa hài lòng
site-group-passive = Bình thường
site-group-promoter = Hài lòng
site-score-thumbs-0 = Chưa hài lòng
site-score-thumbs-1 = Hài lòng

## Funnel

site-funnel-measure = Từ đơn hàng đến phản hồi
site-funnel-orders = Đơn hàng
site-funnel-invited = Được mời
site-funnel-sent = Đã gửi
site-funnel-answered = Đã trả lời
site-reasons = Vì sao có người chưa được hỏi
site-reason = Lý do
site-reason-too-old = Đơn hàng đã quá lâu
site-reason-cancelled = Đơn hàng đã hủy
site-reason-answered = Đã trả lời rồi
site-reason-suppressed = Không muốn nhận email nữa
site-reason-no-address = Không có địa chỉ email dùng được
site-reason-no-consent = Chưa đồng ý nhận email
site-reason-quiet-period = Mới được hỏi gần đây
site-reason-sampled-out = Không nằm trong mẫu
site-reason-expired = Hết hạn trả lời
site-reason-inactive = Khảo sát đã tắt
site-reason-refused = Máy chủ email từ chối
site-reason-gave-up = Không liên lạc được máy chủ email
site-reason-uncertain = Không chắc đã đến nơi

## Dimensions

site-dimension-location = cửa hàng
site-dimension-channel = kênh
site-dimension-language = ngôn ngữ
site-channel-mail = Email
site-channel-reminder = Email nhắc
site-channel-card = Thiệp in
site-channel-link = Liên kết
site-channel-touchpoint = Mã QR tại cửa hàng
site-language-en = Tiếng Anh
site-language-vi = Tiếng Việt
site-language-th = Tiếng Thái

## Comments

site-comments = Ý kiến mới nhất

## Method

site-method = Cách tính các con số này
site-method-points = NPS là tỷ lệ người ủng hộ (9–10) trừ tỷ lệ người chưa hài lòng (0–6), tính bằng điểm từ −100 đến 100.
site-formula-points = NPS = 100 × (P − D) / n
site-method-interval-points = Khoảng tin cậy 95%: Wald hiệu chỉnh. Cộng ¾, 1½ và ¾ phản hồi vào ba nhóm, rồi lấy điểm ± 1,96 × √(phương sai / n) (Rocks, The American Statistician, 2016).
site-method-percent = Điểm là tỷ lệ phản hồi ở các mức cao: 4 và 5 trên thang năm mức, hoặc ngón cái lên.
site-formula-percent = 100 × số phản hồi mức cao / n
site-method-interval-percent = Khoảng tin cậy 95%: khoảng Wilson (Newcombe, Statistics in Medicine, 1998).
site-method-mean = Điểm là trung bình các câu trả lời trên thang từ 1 đến 7.
site-formula-mean = tổng các câu trả lời / n
site-method-interval-mean = Khoảng tin cậy 95%: tính như có thêm một phản hồi chia đều cho bảy mức, vì có thể một điểm thấp hiếm gặp chưa kịp xuất hiện (Perks, 1947; Berger, Bernardo và Sun, Bayesian Analysis, 2015): m ± t × √(v / (n + 2)), trong đó m và v là trung bình và phương sai của n + 1 phản hồi, t là t của Student với n − 1 bậc tự do.
site-method-change = Chỉ nói “tăng” hay “giảm” khi hai tháng, hoặc một nhóm và phần còn lại, khác nhau nhiều hơn mức ngẫu nhiên (kiểm định z hai mẫu, 5%). Những gì được chọn ra vì nổi bật, như đỉnh và đáy của xu hướng hay một nhóm trong nhiều nhóm, được xét chặt hơn (z trên 3,29).
site-method-hidden = Không hiện điểm của nhóm có dưới { $n } phản hồi. Nếu chỉ có một nhóm như vậy thì ẩn thêm một nhóm nữa, để không thể suy ra từ con số chung.
