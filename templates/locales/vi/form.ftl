# The customer's pages: the form, the thanks, the notices, the typed code, unsubscribing.

## The form

form-title = Cảm nhận của bạn
form-greeting = Cảm ơn bạn đã mua hàng
form-greeting-name = Cảm ơn { $name }
form-greeting-order = Cảm ơn bạn — đơn hàng { $order }
form-greeting-name-order = Cảm ơn { $name } — đơn hàng { $order }
form-stars = { $n } sao
form-smiley-1 = Rất không vui
form-smiley-2 = Không vui
form-smiley-3 = Bình thường
form-smiley-4 = Vui
form-smiley-5 = Rất vui
form-optional = không bắt buộc
form-choose-several = Bạn có thể chọn nhiều ý
form-send = Gửi cảm nhận
form-send-more = Gửi thêm
form-save = Lưu thay đổi
form-editing = Đây là câu trả lời của bạn. Bạn có thể sửa rồi lưu lại.
form-more = Bạn chia sẻ thêm một chút nhé?

form-problems = Mời bạn xem lại { $n } chỗ
form-problem-score-missing = Mời bạn chọn điểm trước.
form-problem-score-unknown = Mời bạn chọn một trong các mức điểm bên dưới.
form-problem-choice-unknown = Mời bạn chọn trong các câu trả lời có sẵn.
form-problem-too-long = Bạn vui lòng viết trong { $max } ký tự.
form-problem-unreadable = Một vài ký tự bị lỗi khi gửi. Bạn vui lòng nhập lại.
form-wait = Bạn vừa sửa câu trả lời này nhiều lần liên tiếp. Nội dung bạn nhập vẫn còn ở đây; bạn chờ { $seconds } giây rồi bấm lưu lại nhé.

## After sending

thanks-title = Cảm ơn bạn
thanks-next-detractor = { $shop } đọc từng câu trả lời để kịp thời khắc phục.
thanks-next-passive = { $shop } đọc từng câu trả lời để phục vụ tốt hơn.
thanks-next-promoter = { $shop } đọc từng câu trả lời. Lời của bạn là niềm vui của chúng tôi.
thanks-change = Sửa câu trả lời
thanks-close = Bạn có thể đóng trang này.
thanks-changed = Đã lưu thay đổi của bạn.

## Notices

notice-closed-title = Phiếu này đã đóng
notice-closed-text = Thời gian trả lời đã hết. Cảm ơn bạn đã ghé lại; { $shop } luôn sẵn lòng nghe bạn chia sẻ trực tiếp.
notice-sealed-title = Chúng tôi đã nhận câu trả lời
notice-sealed-text = Câu trả lời không thể sửa được nữa. Cảm ơn bạn đã dành thời gian.
notice-missing-title = Không tìm thấy trang này
notice-missing-text = Có thể địa chỉ bị thiếu một đoạn. Bạn hãy mở lại liên kết trong thư, hoặc nhập mã trên thiệp.
notice-missing-code = Nhập mã
notice-tries-title = Bạn chờ một chút nhé
notice-tries-text = Mạng bạn đang dùng đã thử quá nhiều lần. Bạn vui lòng thử lại sau vài phút.
notice-busy-title = Hệ thống đang bận
notice-busy-text = Câu trả lời của bạn chưa được lưu. Bạn vui lòng gửi lại sau giây lát; mỗi người chỉ được tính một lần.
notice-large-title = Nội dung hơi dài
notice-large-text = Bạn vui lòng quay lại và viết ngắn hơn.
notice-cut-title = Nội dung chưa được gửi đầy đủ
notice-cut-text = Đường truyền quá chậm hoặc bị ngắt. Chưa có gì được lưu; bạn vui lòng quay lại và gửi lần nữa.
notice-broken-title = Chúng tôi đang gặp sự cố
notice-broken-text = Xin lỗi bạn. Bạn vui lòng thử lại sau ít phút.

## The code of a card

code-title = Nhập mã trên thiệp
code-hint = 12 chữ và số dưới ô vuông. Không cần gạch nối, không phân biệt chữ hoa.
code-label = Mã
code-open = Mở phiếu
code-problem = Chúng tôi không tìm thấy mã này. Bạn hãy so lại từng ký tự với tấm thiệp.

## Unsubscribing

unsubscribe-choices-title = Bạn muốn nhận thư thế nào?
unsubscribe-choices-text = { $shop } gửi thư đến { $address } sau mỗi đơn hàng để hỏi cảm nhận của bạn.
unsubscribe-less = Gửi thư ít hơn
unsubscribe-less-hint = Nhiều nhất một thư trong sáu tháng, không có thư nhắc.
unsubscribe-never = Không gửi thư nữa
unsubscribe-never-hint = Từ hôm nay bạn không nhận loại thư này nữa.
unsubscribe-before = Tôi đổi ý
unsubscribe-less-title = Chúng tôi sẽ gửi thư ít hơn
unsubscribe-less-text = { $address } sẽ nhận nhiều nhất một thư của { $shop } trong sáu tháng, không có thư nhắc. Bạn có thể đóng trang này.
unsubscribe-never-title = Chúng tôi sẽ không gửi thư nữa
unsubscribe-never-text = { $shop } sẽ không gửi thư hỏi cảm nhận đến { $address } nữa. Bạn có thể đóng trang này.
unsubscribe-before-title = Mọi thứ lại như trước
unsubscribe-before-text = { $shop } có thể gửi thư đến { $address } sau đơn hàng tới. Bạn có thể đóng trang này.

## Follow-ups with well-known keys

follow-up-reason-label = Chủ yếu là vì điều gì?
follow-up-reason-speed = Tốc độ phục vụ
follow-up-reason-courtesy = Thái độ phục vụ
follow-up-reason-product = Sản phẩm
