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

## Thư

survey-subject-nps = Bạn thấy { $shop } thế nào?
survey-subject-csat = Bạn hài lòng với { $shop } đến mức nào?
survey-subject-ces = Mua hàng tại { $shop } có dễ dàng không?
survey-subject-stars = Bạn tặng { $shop } mấy sao?
survey-subject-smileys = Bạn cảm thấy thế nào về { $shop }?
survey-subject-thumbs = Bạn có hài lòng với { $shop } không?
survey-greeting = Chào { $name },
survey-greeting-anonymous = Chào bạn,
survey-intro = Cảm ơn bạn đã mua hàng tại { $shop }. Cho chúng tôi hỏi bạn một câu nhé? Chỉ mất chưa đến một phút, và chúng tôi đọc từng câu trả lời.
survey-signature = Thân mến, đội ngũ { $shop }
survey-postscript = T.B. Nếu có gì chưa ổn, bạn cứ trả lời thư này, chúng tôi sẽ lo ngay.
