# The mail that asks. What a shop writes itself takes the place of greeting, intro, signature, subject.

mail-greeting = Chào { $name },
mail-greeting-nobody = Chào bạn,
mail-intro = Cảm ơn bạn đã mua hàng tại { $shop }. Chúng tôi chỉ xin hỏi bạn một câu, chưa đến một phút.
mail-intro-order = Cảm ơn bạn đã đặt đơn hàng { $order } tại { $shop }. Chúng tôi chỉ xin hỏi bạn một câu, chưa đến một phút.
mail-signature =
    Trân trọng cảm ơn,
    { $shop }
mail-choose = Chạm vào câu trả lời, rồi bấm gửi ở trang mở ra.
mail-score = { $score } trên { $max }
mail-link = Từ { $min } ({ $low }) đến { $max } ({ $high }). Mời bạn trả lời tại:
mail-link-thumbs = { $high } hay { $low }? Mời bạn trả lời tại:
mail-why = Bạn nhận thư này vì đã mua hàng tại { $shop }.
mail-unsubscribe = Ngừng nhận, hoặc nhận ít thư hơn

## Thư nhắc, gửi cho người chưa trả lời; thư thứ ba luôn là thư cuối.

mail-reminder-1-subject = Bạn thấy thế nào? { $shop } vẫn mong được biết
mail-reminder-1-intro = Vài ngày trước chúng tôi có gửi thư cho bạn. Có thể lúc đó bạn đang bận, nên chúng tôi xin gửi lại câu hỏi; trả lời chưa đến một phút.
mail-reminder-1-intro-order = Vài ngày trước chúng tôi có gửi thư hỏi bạn về đơn hàng { $order }. Có thể lúc đó bạn đang bận, nên chúng tôi xin gửi lại câu hỏi; trả lời chưa đến một phút.
mail-reminder-2-subject = { $shop } mong nhận được ý kiến của bạn
mail-reminder-2-intro = Chúng tôi đọc từng câu trả lời và rất mong có ý kiến của bạn. Chỉ mất chưa đến một phút.
mail-reminder-2-intro-order = Chúng tôi đọc từng câu trả lời và rất mong có ý kiến của bạn về đơn hàng { $order }. Chỉ mất chưa đến một phút.
mail-reminder-3-subject = { $shop } xin hỏi bạn lần cuối
mail-reminder-3-intro = Đây là thư cuối cùng chúng tôi gửi về việc này. Nếu có nửa phút, bạn cho chúng tôi biết nhé; nếu không, chúng tôi vẫn cảm ơn bạn rất nhiều.
mail-reminder-3-intro-order = Đây là thư cuối cùng chúng tôi gửi về đơn hàng { $order }. Nếu có nửa phút, bạn cho chúng tôi biết nhé; nếu không, chúng tôi vẫn cảm ơn bạn rất nhiều.
