# Ở mã dùng chung, khi số câu trả lời nhiều hơn hẳn mọi khi.
moment-title = Xin chờ một chút
moment-text = Vừa có rất nhiều phản hồi gửi đến đây trong vài phút, nên chúng tôi cần biết chắc đây là phản hồi của một người. Mời bạn chờ { $seconds } giây rồi bấm nút bên dưới.
moment-too-soon = Bạn bấm hơi sớm. Mời bạn chờ thêm vài giây rồi bấm lại. Phản hồi của bạn vẫn được giữ.
moment-working = Vừa có rất nhiều phản hồi gửi đến đây trong vài phút. Điện thoại đang xác nhận đây không phải phản hồi của máy, rồi sẽ tự gửi đi.

# Câu trả lời thứ hai từ cùng một điện thoại.
repeat-note = Hôm nay đã có một phản hồi từ điện thoại này được tính ở đây. Chúng tôi vẫn đọc phản hồi này, nhưng không tính vào điểm.

# Lời nhắn kèm đường dẫn, gửi qua Zalo, LINE hay tin nhắn. Lời riêng của khảo sát: texts.vi.message.
link-hello = Chào bạn,
link-hello-name = Chào { $name },
link-body = cảm ơn bạn đã mua hàng tại { $shop }. Bạn thấy thế nào ạ? Chỉ một câu hỏi, chưa đến một phút:
link-body-order = cảm ơn bạn đã đặt đơn hàng { $order } tại { $shop }. Bạn thấy thế nào ạ? Chỉ một câu hỏi, chưa đến một phút:

# Bảng tổng quan nói về các đợt trả lời dồn dập; xem từng đợt ở “Điểm quét mã”.
site-attention-burst-device = Một điện thoại trả lời nhiều lần ở cùng một mã dùng chung ({ $n } đợt). Chỉ câu trả lời đầu tiên được tính: hãy xem ở trang “Điểm quét mã”.
site-attention-burst-place = Một mã dùng chung nhận nhiều câu trả lời hơn hẳn mọi khi trong vài phút ({ $n } đợt). Có phải khách thật không? Hãy xem ở trang “Điểm quét mã”.
site-attention-burst-cards = Nhiều thiệp cảm ơn được trả lời từ cùng một điện thoại ({ $n } đợt). Ít khách nào có đến năm tấm thiệp: hãy xem ở trang “Điểm quét mã”.
