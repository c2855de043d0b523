# Thư của `afterword mail test`.

mail-test-subject = [Thử] { $subject }
mail-test-note = Đây là thư gửi thử của { $shop }. Các liên kết trong thư không mở được và không có câu trả lời nào được lưu.
