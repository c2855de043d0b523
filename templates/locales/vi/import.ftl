# Lý do từ chối từng dòng của tệp đơn hàng, và những gì được bỏ qua ở các đơn đã nhận.
import-refused = dòng { $line }: { $reason }
import-refused-cells = dòng có { $found } ô, tiêu đề có { $expected } ô
import-refused-empty-id = đơn hàng không có mã
import-refused-mangled-id = bảng tính đã rút gọn mã đơn hàng thành “{ $value }”; vui lòng xuất lại tệp và không lưu từ bảng tính
import-refused-quote = thiếu dấu ngoặc kép đóng, hoặc có chữ ngay sau dấu đóng
import-refused-bytes = dòng chứa ký tự không đọc được
import-refused-too-long = có ô dài hơn 64 KB
import-refused-too-large = đơn hàng có hơn { $rows } dòng, hoặc hơn 1 MB tên sản phẩm
import-refused-no-date = thiếu ngày ở cột “{ $column }”
import-refused-impossible-date = không có ngày “{ $value }” (cột “{ $column }”)
import-refused-unread-date = không đọc được “{ $value }” thành ngày (cột “{ $column }”); vui lòng ghi ngày/tháng/năm hoặc năm-tháng-ngày, năm đủ bốn chữ số
import-refused-incomplete = dòng { $row } nằm giữa các dòng của đơn này và đã bị từ chối, nên cả đơn bị từ chối
import-refused-unreadable = không thể đọc tiếp tệp: { $message }
import-note-malformed-email = { $count } khách hàng được giữ lại mà không có e-mail vì địa chỉ sai
import-note-invented-email = { $count } khách hàng được giữ lại mà không có e-mail vì địa chỉ do hệ thống bán hàng tự tạo
import-note-unread-phone = { $count } khách hàng được giữ lại mà không có số điện thoại vì số không đọc được
import-note-unknown-time-zone = { $count } khách hàng được giữ lại mà không có múi giờ; hãy viết như “Asia/Bangkok”

import-summary = Đã đọc { $orders } đơn hàng: { $created } mới, { $updated } cập nhật, { $unchanged } không đổi. { $customers } khách hàng mới. { $refused ->
    [0] Không dòng nào bị từ chối.
   *[other] { $refused } dòng bị từ chối, xem ở trên.
  }
import-mails = { $count ->
    [0] Lần nhập này không gửi thư nào.
   *[other] Lần nhập này sẽ gửi { $count } thư.
  }
import-dry-run = Đây là lần chạy thử: chưa lưu gì cả.
