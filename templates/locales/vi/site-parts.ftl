# Theo từng phần, điều tác động, và câu trả lời cho các câu hỏi thêm.

## Theo từng phần

site-tab-location = Cửa hàng
site-tab-channel = Kênh
site-tab-language = Ngôn ngữ
site-tab-product = Sản phẩm
site-tab-staff = Nhân viên
site-tab-tier = Hạng khách
site-tab-tags = Nhãn
site-dimension-product = sản phẩm
site-dimension-staff = nhân viên
site-dimension-tier = hạng khách
site-dimension-tags = nhãn
site-dimension-both = { $above } cao hơn hẳn phần còn lại, { $below } thấp hơn hẳn
site-dimension-above = { $member } cao hơn hẳn phần còn lại
site-multiples = đường mảnh: điểm theo tháng, { $n } tháng gần nhất, cùng một thang ở mọi dòng; nét đứt: mọi phản hồi
site-tail = { $n } mục khác, tính chung
site-several = Một phản hồi về nhiều mục được tính cho từng mục.
site-more = Xem tất cả theo { $dimension }
site-back-to = Tất cả theo { $dimension }
site-member-above = { $member }: { $name } { $score } ({ $interval }) — cao hơn hẳn tất cả các mục khác ({ $rest })
site-member-below = { $member }: { $name } { $score } ({ $interval }) — thấp hơn hẳn tất cả các mục khác ({ $rest })
site-member-alike = { $member }: { $name } { $score } ({ $interval }) — không khác rõ so với các mục khác ({ $rest })
site-member-alone = { $member }: { $name } { $score } ({ $interval })
site-all-others = Tất cả mục khác
site-rate-counts = { $answered } trên { $invited } khách được mời

## Điều tác động

site-drivers = Điều tác động
site-answer = Câu trả lời
site-odds = Tỷ số chênh
site-outcome-nps = sẵn lòng giới thiệu (9–10)
site-outcome-csat = hài lòng (4–5)
site-outcome-ces = thấy dễ dàng (5–7)
site-outcome-stars = cho 4 hoặc 5 sao
site-outcome-smileys = vui (4–5)
site-outcome-thumbs = bấm thích
site-said-upper = 4 hoặc 5 trên 5
site-drivers-few = Chưa đủ phản hồi để biết điều gì đi cùng điểm cao
site-drivers-none = Chưa câu trả lời nào đi cùng rõ rệt với điểm cao hay điểm thấp
site-driver-said = Trong số khách chọn “{ $answer }”, { $with } { $outcome }; trong số còn lại: { $without }.
site-driver-upper = Trong số khách cho “{ $question }” 4 hoặc 5 trên 5, { $with } { $outcome }; trong số còn lại: { $without }.
site-driver-odds = Tính theo tỷ số chênh, gấp { $ratio } lần nhóm còn lại (từ { $low } đến { $high }).
site-driver-shares = { $with } so với { $without } ở số còn lại
site-driver-refused = “{ $question }”: { $n } phản hồi. Mỗi bên cần ít nhất { $fewest }: khách chọn và không chọn, khách cho điểm cao và không.
site-times = { $ratio } ×
site-odds-caption = Khả năng khách { $outcome } thay đổi thế nào theo điều họ chọn (tỷ số chênh, khoảng tin cậy 95%). Bên phải số 1: thường hơn; bên trái: ít hơn; màu xám: có thể do ngẫu nhiên.
site-drivers-clear = Điều nổi bật
site-drivers-refused = Điều chưa thể nói
site-drivers-how = Cách đọc
site-drivers-odds = Tỷ số chênh so sánh: cứ mỗi khách không cho điểm cao thì có mấy khách cho điểm cao. Gấp ba không có nghĩa là số khách gấp ba: nếu ở nhóm còn lại một nửa cho điểm cao (1 trên 1), thì gấp ba là ba phần tư (3 trên 1).
site-drivers-cause = Hai điều đi cùng nhau chưa hẳn là nguyên nhân và kết quả. Hãy xem đây là gợi ý nên để ý điều gì và thử điều gì, rồi xem điểm có thay đổi không. Chỉ so sánh những câu hỏi dành cho mọi khách.
site-formula-odds = tỷ số chênh = (a / b) ÷ (c / d)
site-method-odds = a và b là khách chọn câu trả lời đó, có và không cho điểm cao; c và d là khách không chọn. Khoảng tin cậy 95%: exp(ln OR ± 1,96 × √(1/a + 1/b + 1/c + 1/d)) (Woolf, 1955). Nếu một trong bốn số bằng 0, mỗi số được cộng ½ (Haldane, 1956; Anscombe, 1956). Chỉ coi là rõ khi cách 1 hơn 3,29 sai số chuẩn, vì có nhiều câu trả lời được so sánh.
site-method-odds-few = Nếu một phía của bảng có dưới { $n } khách thì không kết luận.

## Câu hỏi thêm theo nhóm

site-follow-up-detractor = Khách chưa hài lòng chọn nhiều nhất: “{ $answer }” ({ $share })
site-follow-up-passive = Khách thấy bình thường chọn nhiều nhất: “{ $answer }” ({ $share })
site-follow-up-promoter = Khách hài lòng chọn nhiều nhất: “{ $answer }” ({ $share })
