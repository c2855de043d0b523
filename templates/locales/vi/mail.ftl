# The mail that asks. What a shop writes itself takes the place of greeting, intro, signature, subject.

survey-subject-nps = { $shop } xin hỏi bạn một câu
survey-subject-csat = { $shop } xin hỏi bạn một câu về lần mua hàng vừa rồi
survey-subject-ces = Mua hàng có dễ không? { $shop } xin hỏi bạn một câu
survey-subject-stars = Bạn tặng { $shop } mấy sao?
survey-subject-smileys = Bạn thấy thế nào? { $shop } xin hỏi bạn một câu
survey-subject-thumbs = Bạn có hài lòng không? { $shop } xin hỏi bạn một câu

mail-greeting = Chào { $name },
mail-greeting-nobody = Chào bạn,
mail-intro = Cảm ơn bạn đã mua hàng tại { $shop }. Chúng tôi chỉ xin hỏi bạn một câu, chưa đến một phút.
mail-intro-order = Cảm ơn bạn đã đặt đơn hàng { $order } tại { $shop }. Chúng tôi chỉ xin hỏi bạn một câu, chưa đến một phút.
mail-signature =
    Trân trọng cảm ơn,
    { $shop }
mail-choose = Chạm vào câu trả lời của bạn. Bạn vẫn có thể đổi ở trang sau.
mail-score = { $score } trên { $max }
mail-link = Từ { $min } ({ $low }) đến { $max } ({ $high }). Mời bạn trả lời tại:
mail-link-thumbs = { $high } hay { $low }? Mời bạn trả lời tại:
mail-why = Bạn nhận thư này vì đã mua hàng tại { $shop }.
mail-unsubscribe = Ngừng nhận thư này
