# The mail that asks. What a shop writes itself takes the place of greeting, intro, signature, subject.

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
