# Lời mặc định của phiếu hỏi: dùng trên phiếu và trong thư khi cửa hàng chưa viết lời riêng.

## Câu hỏi, theo loại

survey-question-nps = Bạn sẵn lòng giới thiệu { $shop } cho bạn bè, người thân đến mức nào?
survey-question-csat = Lần này bạn hài lòng với { $shop } đến mức nào?
survey-question-ces = Bạn có đồng ý không? “{ $shop } giúp tôi dễ dàng mua được thứ mình cần.”
survey-question-stars = Bạn tặng { $shop } mấy sao?
survey-question-smileys = Trải nghiệm của bạn với { $shop } thế nào?
survey-question-thumbs = Bạn có hài lòng với { $shop } không?

## Hai đầu của thang điểm

survey-low-nps = Hoàn toàn không
survey-low-csat = Rất không hài lòng
survey-low-ces = Rất không đồng ý
survey-low-stars = Chưa tốt
survey-low-smileys = Rất không vui
survey-low-thumbs = Chưa hài lòng
survey-high-nps = Rất sẵn lòng
survey-high-csat = Rất hài lòng
survey-high-ces = Rất đồng ý
survey-high-stars = Tuyệt vời
survey-high-smileys = Rất vui
survey-high-thumbs = Hài lòng
survey-scale-low = Chưa tốt
survey-scale-high = Rất tốt

## Nhãn của ô góp ý, theo nhóm; `any` khi chưa có điểm

survey-comment-any = Bạn có muốn chia sẻ thêm điều gì không?
survey-comment-detractor = Điều gì khiến bạn chưa hài lòng, và chúng tôi có thể khắc phục ra sao?
survey-comment-passive = Chúng tôi có thể làm gì tốt hơn?
survey-comment-promoter = Bạn thích điều gì nhất?

## Lời cảm ơn sau khi trả lời, theo nhóm

survey-thanks-detractor = Cảm ơn bạn đã thẳng thắn chia sẻ. Chúng tôi xin lỗi vì chưa làm bạn hài lòng.
survey-thanks-passive = Cảm ơn bạn. Chia sẻ này giúp chúng tôi làm tốt hơn.
survey-thanks-promoter = Cảm ơn bạn! Chúng tôi rất vui khi nhận được lời này.

## Tiêu đề thư, theo loại

survey-subject-nps = { $shop } xin hỏi bạn một câu
survey-subject-csat = { $shop } xin hỏi bạn một câu về lần mua hàng vừa rồi
survey-subject-ces = Mua hàng có dễ không? { $shop } xin hỏi bạn một câu
survey-subject-stars = Bạn tặng { $shop } mấy sao?
survey-subject-smileys = Bạn thấy thế nào? { $shop } xin hỏi bạn một câu
survey-subject-thumbs = Bạn có hài lòng không? { $shop } xin hỏi bạn một câu
