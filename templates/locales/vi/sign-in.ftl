# Signing in: the one-time link, the first password, name and password.

sign-in-title = Đăng nhập
sign-in-name = Tên
sign-in-password = Mật khẩu
sign-in-button = Đăng nhập
sign-in-wrong = Tên và mật khẩu không khớp. Bạn vui lòng thử lại.
sign-in-wait = Có quá nhiều lượt thử. Bạn vui lòng đợi vài phút. Thiết bị đã từng đăng nhập không bị người khác làm gián đoạn, và liên kết mới luôn dùng được: chạy afterword user reset trên máy chủ.
sign-in-crowded = Đang có nhiều người đăng nhập cùng lúc. Vui lòng thử lại sau vài giây.
sign-in-link-title = Chào mừng đến với { $shop }
sign-in-link-text = Bấm nút để đăng nhập trên thiết bị này. Thiết bị sẽ được ghi nhớ trong { $days } ngày.
sign-in-link-button = Đăng nhập trên thiết bị này
sign-in-link-used = Liên kết này đã được dùng hoặc đã hết hạn. Bạn hãy đăng nhập bằng tên và mật khẩu, hoặc xin liên kết mới.
sign-in-set-title = Đặt mật khẩu
sign-in-set-text = Với mật khẩu, bạn có thể đăng nhập trên thiết bị khác. Ít nhất { $min } ký tự; một câu ngắn là tốt nhất.
sign-in-set-again = Nhập lại mật khẩu
sign-in-set-button = Lưu mật khẩu
sign-in-set-later = Để sau
sign-in-set-short = Bạn vui lòng dùng ít nhất { $min } ký tự.
sign-in-set-common = Mật khẩu này dễ đoán. Bạn vui lòng chọn mật khẩu khác.
sign-in-set-differ = Hai lần nhập chưa giống nhau. Bạn vui lòng nhập lại.
sign-in-stale = Để an toàn, chưa có gì được thực hiện: hệ thống không xác nhận được yêu cầu này đến từ trang của bạn. Bạn vui lòng thử lại.
sign-in-ended = Bạn đã bị đăng xuất nên thao tác vừa rồi chưa được thực hiện. Bạn hãy đăng nhập rồi bấm lại.
