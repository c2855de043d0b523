# Trang tổng quan và các trang của khảo sát: thay đổi, xu hướng, biểu đồ.

site-change-before = So với tháng trước ({ $month })
site-change-year = So với cùng kỳ năm trước ({ $month })
site-change-to = thành
site-change-up = tăng
site-change-down = giảm
site-change-noise = dao động bình thường

site-attention = Cần để ý
site-attention-none = Không có gì cần để ý.
site-attention-fell = Điểm { $month } thấp hơn hẳn { $than }: { $before } → { $now }.
site-attention-fell-year = Điểm { $month } thấp hơn hẳn cùng kỳ năm trước: { $before } → { $now }.
site-attention-below = { $member } thấp hơn hẳn phần còn lại: { $score }, từ { $n } phản hồi.
site-attention-bounced = { $n } trên { $sent } email bị trả lại trong hai tháng qua. Địa chỉ có đúng không?
site-attention-refused = { $n } trên { $sent } email bị từ chối trong hai tháng qua. Lệnh “afterword doctor” cho biết lý do.
site-attention-gave-up = { $n } email không gửi được trong hai tháng qua: không liên lạc được máy chủ email.
site-attention-uncertain = { $n } email không chắc đã đến nơi; hệ thống không tự gửi lại.

site-views = Điểm theo thời gian
site-view-d1 = Ngày
site-view-d7 = 7 ngày
site-view-d30 = 30 ngày
site-view-d90 = 90 ngày
site-view-weeks = Tuần
site-view-months = Tháng
site-view-quarters = Quý
site-period-d = Ngày
site-period-weeks = Tuần từ
site-period-months = Tháng
site-period-quarters = Quý
site-quarter = Quý { $quarter }/{ $year }
site-by-day = { $name } theo ngày, kèm khoảng tin cậy 95%.
site-by-window = { $name } của { $days } ngày gần nhất, tính lại mỗi ngày. Bảng chỉ liệt kê các đoạn nối tiếp nhau, theo ngày cuối; chỉ những đoạn như vậy mới được so sánh.
site-by-quarter = { $name } theo quý, kèm khoảng tin cậy 95%. Điểm càng lớn, càng nhiều phản hồi.
site-window = { $now } trong { $days } ngày qua
site-window-few = Quá ít phản hồi trong { $days } ngày qua
site-window-up = Tăng: { $now } trong { $days } ngày qua, { $days } ngày trước đó là { $before }
site-window-down = Giảm: { $now } trong { $days } ngày qua, { $days } ngày trước đó là { $before }
site-window-noise = { $now } trong { $days } ngày qua, { $days } ngày trước đó là { $before }: dao động bình thường
site-window-year = Cùng kỳ năm trước: { $before }, { $verdict }

site-control-calm = Không tuần nào bất thường: điểm dao động trong mức quen thuộc
site-control-low-since = Từ tuần { $from }, điểm thấp hơn mức ngẫu nhiên có thể giải thích
site-control-high-since = Từ tuần { $from }, điểm cao hơn mức ngẫu nhiên có thể giải thích
site-control-low = Từ tuần { $from } đến tuần { $to }, điểm thấp hơn mức ngẫu nhiên có thể giải thích
site-control-high = Từ tuần { $from } đến tuần { $to }, điểm cao hơn mức ngẫu nhiên có thể giải thích
site-control-low-once = Tuần { $from }, điểm thấp hơn mức ngẫu nhiên có thể giải thích
site-control-high-once = Tuần { $from }, điểm cao hơn mức ngẫu nhiên có thể giải thích
site-control-earlier = Những lần trước:
site-control-measure = { $name } theo tuần, đã làm mượt: tuần mới chiếm một phần năm, các tuần trước chiếm phần còn lại. Dải màu là vùng điểm số nằm trong đó nếu không có gì thay đổi, quanh mức quen thuộc { $centre }.
site-control-desc = Đường là điểm đã làm mượt, dải màu là giới hạn kiểm soát, đường đứt là mức quen thuộc; hình thoi nằm ngoài giới hạn. Số liệu nằm trong bảng bên dưới.
site-control-smoothed = Đã làm mượt
site-control-low-limit = Giới hạn dưới
site-control-high-limit = Giới hạn trên

site-shares = Trong { $month }, { $happy } hài lòng, { $unhappy } chưa hài lòng
site-shares-measure = Tỷ lệ từng nhóm theo tháng. Không vẽ những tháng có quá ít phản hồi.
site-shares-desc = Mỗi cột là một tháng, phản hồi hài lòng ở dưới, chưa hài lòng ở trên. Số liệu nằm trong bảng bên dưới.

site-heat = Nhiều phản hồi nhất vào { $day }, từ { $from } đến { $to } giờ
site-heat-measure = Số phản hồi theo thứ và giờ. Càng đậm, càng nhiều.
site-heat-desc = Mỗi hàng là một thứ trong tuần, mỗi cột là một giờ. Số liệu nằm trong bảng bên dưới.
site-hour = { $hour } giờ
site-hours = Giờ
site-weekday-1 = thứ Hai
site-weekday-2 = thứ Ba
site-weekday-3 = thứ Tư
site-weekday-4 = thứ Năm
site-weekday-5 = thứ Sáu
site-weekday-6 = thứ Bảy
site-weekday-7 = Chủ nhật
site-day-1 = T2
site-day-2 = T3
site-day-3 = T4
site-day-4 = T5
site-day-5 = T6
site-day-6 = T7
site-day-7 = CN

site-waits = Thời gian từ lúc được hỏi đến lúc trả lời
site-wait-5m = đến 5 phút
site-wait-1h = đến 1 giờ
site-wait-6h = đến 6 giờ
site-wait-1d = đến 1 ngày
site-wait-3d = đến 3 ngày
site-wait-1w = đến 1 tuần
site-wait-2w = đến 2 tuần
site-wait-more = lâu hơn
site-half-5m = Một nửa số phản hồi đến trong vòng 5 phút
site-half-1h = Một nửa số phản hồi đến trong vòng một giờ
site-half-6h = Một nửa số phản hồi đến trong vòng 6 giờ
site-half-1d = Một nửa số phản hồi đến trong vòng một ngày
site-half-3d = Một nửa số phản hồi đến trong vòng 3 ngày
site-half-1w = Một nửa số phản hồi đến trong vòng một tuần
site-half-2w = Một nửa số phản hồi đến trong vòng 2 tuần
site-half-more = Một nửa số phản hồi đến sau hơn 2 tuần

site-reason-bounced = Email bị trả lại

## Trang cách tính

site-method-lead = Mọi con số trên các trang này được tính như mô tả dưới đây, chỉ từ số lượng phản hồi.
site-method-head-points = Điểm và khoảng tin cậy: NPS
site-method-head-percent = Điểm và khoảng tin cậy: tỷ lệ
site-method-head-mean = Điểm và khoảng tin cậy: mức dễ dàng
site-method-head-change = Tăng, giảm, dao động bình thường
site-method-head-control = Biểu đồ kiểm soát
site-method-head-counts = Những gì được đếm
site-method-head-from = Từ { $n } phản hồi
site-example = Ví dụ:
site-example-points = 10 phản hồi chưa hài lòng, 20 bình thường và 70 hài lòng cho 100 × (70 − 10) / 100 = { $score }; phương sai của một phản hồi { $variance }; khoảng tin cậy { $low } đến { $high }.
site-example-percent = 81 trên 263 phản hồi ở mức cao cho { $score }%; khoảng tin cậy { $low } đến { $high }%.
site-example-mean = Các phản hồi 4, 5, 5, 6 và 7 cho trung bình { $score }; khoảng tin cậy { $low } đến { $high }.
site-formula-change = z = (kỳ sau − kỳ trước) / √(e₁² + e₂²)
site-method-change-detail = e₁ và e₂ là sai số chuẩn của hai kỳ. Với NPS, cộng thêm số phản hồi như khi tính khoảng tin cậy; với tỷ lệ, cộng một phản hồi vào mỗi bên (Agresti và Caffo, The American Statistician, 2000); trung bình giữ nguyên, với giới hạn theo phân phối t của Student. Vượt giới hạn ±1,96 nghĩa là điểm đã thay đổi.
site-example-change = Trước có 30, 30 và 40 phản hồi (chưa hài lòng, bình thường, hài lòng), sau có 10, 20 và 70: z = { $z }, tăng rõ rệt.
site-method-windows = Đường của 7, 30 hoặc 90 ngày gần nhất được tính lại cho mỗi ngày. Các đoạn ấy có chung phản hồi nên đường trông mượt hơn thực tế; chỉ những đoạn không chung ngày nào mới được so sánh: đoạn mới nhất với đoạn ngay trước và với cùng kỳ năm trước.
site-method-control = Trung bình trượt có trọng số mũ của các tuần (EWMA) phát hiện những thay đổi nhỏ nhưng kéo dài mà từng tuần riêng lẻ không cho thấy. Mức quen thuộc μ là điểm của tất cả phản hồi trong các tuần được vẽ, nhiều nhất 53 tuần. Tuần có quá ít phản hồi được cộng vào tuần sau.
site-formula-control = zₜ = λxₜ + (1 − λ)zₜ₋₁ · giới hạn μ ± 3√vₜ · vₜ = λ²σₜ² + (1 − λ)²vₜ₋₁ · λ = 0,2
site-method-control-detail = xₜ là điểm của tuần, σₜ là sai số chuẩn nếu không có gì thay đổi: √(phương sai của một phản hồi / n). Giới hạn theo NIST/SEMATECH e-Handbook 6.3.2.4, cho các tuần có số phản hồi khác nhau. Nếu chỉ do ngẫu nhiên, khoảng mười năm mới có một tuần nằm ngoài.
site-example-control = Mức quen thuộc 50, σ = 2, điểm 52, 47 và 53: sau khi làm mượt { $smoothed }; giới hạn ở tuần thứ ba { $low } đến { $high }: không có tín hiệu.
site-method-rate = Tỷ lệ phản hồi là tỷ lệ lời mời được trả lời. Phản hồi tính vào ngày nhận được, đơn hàng và lời mời tính vào ngày của chúng.
site-method-days = Ngày bắt đầu lúc nửa đêm theo giờ { $zone }. Tháng trọn vẹn gần nhất được đem so sánh; kỳ còn đang chạy là điểm rỗng.
site-survey = Khảo sát
site-first-month = Từ
