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

# Trang của nhân viên: các điểm quét mã.
staff-nav-touchpoints = Điểm quét mã
staff-nav-links = Tin nhắn
points-title = Điểm quét mã
points-hint = Mã dùng chung ở quầy, trên bàn, trong kiện hàng: ai quét cũng trả lời được, không cần xưng tên.
points-problem = Chưa làm được.
points-open = Các điểm đang mở
points-empty = Chưa có điểm nào. Hãy tạo ở bên dưới, in áp phích rồi treo lên.
points-kind = Loại
points-kind-counter = Quầy
points-kind-table = Bàn
points-kind-parcel = Kiện hàng
points-kind-receipt = Hóa đơn
points-kind-vehicle = Xe
points-shared = máy tính bảng dùng chung
points-answers = { $n ->
    [0] Chưa có câu trả lời nào trong 30 ngày
   *[other] { $n } câu trả lời trong 30 ngày
}
points-answers-held = { $n } câu trả lời trong 30 ngày, thêm { $held } câu không tính
points-poster-a5 = Áp phích A5
points-poster-a4 = Áp phích A4
points-poster-tent = Thẻ để bàn
points-poster-of = { $size } cho { $name } (PDF)
points-manage = Sửa { $name }
points-name = Tên
points-name-example = Quầy Hải Châu
points-rename = Đổi tên
points-close = Đóng
points-close-hint = Khi đóng, điểm này không nhận thêm câu trả lời; những câu đã có vẫn còn. Có thể mở lại.
points-closed = đã đóng
points-closed-since = đóng từ { $day }
points-closed-title = Đã đóng
points-reopen = Mở lại
points-add = Điểm quét mã mới
points-add-button = Tạo điểm quét mã
points-location = Chi nhánh
points-survey = Khảo sát
points-properties = Tính riêng theo
points-properties-example = bàn = 12
points-shared-check = Ở đó có máy tính bảng cho nhiều người trả lời

# Các đợt trả lời dồn dập.
burst-title = Cần xem
burst-decided = Đã xem
burst-device = { $name }: { $n } câu trả lời từ một điện thoại trong vài giờ. Chỉ câu đầu tiên được tính.
burst-place = { $name }: trong vài phút có { $n } câu trả lời, nhiều hơn hẳn mọi khi.
burst-place-waits = { $name }: trong vài phút có { $n } phản hồi, nhiều hơn hẳn mọi khi. Các phản hồi dồn dập đó chỉ được tính khi bạn xác nhận là của khách thật.
burst-cards = { $n } thiệp cảm ơn được trả lời từ cùng một điện thoại. Tất cả đều được tính; có phải người trong tiệm không?
burst-guests-device = Khách dùng chung máy: tính hết
burst-dropped-device = Không tính
burst-guests-place = Là khách thật: tính hết
burst-dropped-place = Không phải khách: bỏ ra
burst-guests-cards = Đã xem
burst-settled-device-guests = đã tính ngày { $day }
burst-settled-device-dropped = không tính, ngày { $day }
burst-settled-place-guests = đã tính ngày { $day }
burst-settled-place-dropped = đã bỏ ra ngày { $day }
burst-settled-seen = đã xem ngày { $day }

# Trang của nhân viên: đường dẫn để gửi.
links-title = Tin nhắn
links-hint = Khách có số điện thoại mà không có e-mail: hãy chép lời nhắn vào Zalo, LINE hay tin nhắn. Đường dẫn mở đúng phiếu của khách đó.
links-tabs = Những khách nào
links-tab-due = Cần gửi
links-tab-all = Mọi khách có số điện thoại
links-tab-copied = Đã gửi
links-n-due = { $n } khách cần nhắn
links-n-all = { $n } khách có số điện thoại
links-n-copied = { $n } lời nhắn đã gửi, chưa có câu trả lời
links-empty-due = Chưa cần nhắn ai. Khách sẽ hiện ở đây khi đến lúc hỏi.
links-empty-all = Không có khách nào có số điện thoại đang chờ được hỏi.
links-empty-copied = Không có lời nhắn nào đang chờ trả lời.
links-about = Đơn { $order } · hỏi từ { $day } · { $language }
links-state-mail = Đã lên lịch gửi e-mail ngày { $day }. E-mail vẫn gửi, trừ khi lúc đó khách đã trả lời.
links-state-copied = Đã gửi ngày { $day }
links-message-of = Lời nhắn cho { $name }
links-mark = Tôi đã gửi
links-copy = Chép lời nhắn
links-was-copied = Đã chép
links-call-short = Gọi

# Nhật ký.
log-touchpoint-add = Tạo điểm quét mã
log-touchpoint-rename = Đổi tên điểm quét mã
log-touchpoint-close = Đóng điểm quét mã
log-touchpoint-open = Mở điểm quét mã
log-burst-settle = Quyết định về đợt trả lời dồn dập
log-links-copy = Gửi lời nhắn
