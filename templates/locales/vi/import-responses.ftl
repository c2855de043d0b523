# Câu trả lời cũ: lý do từ chối từng dòng, và phần còn lại ra sao.
import-refused-no-score = thiếu điểm
import-refused-score = “{ $value }” không phải là điểm của khảo sát này; thang điểm từ { $least } đến { $most }
import-refused-comment = nhận xét dài hơn { $limit } ký tự
import-refused-future = “{ $value }” (cột “{ $column }”) là ngày chưa đến
import-refused-no-survey = dòng không cho biết thuộc khảo sát nào; vui lòng chỉ rõ bằng --survey
import-refused-unknown-survey = không có khảo sát “{ $value }”; xem các khảo sát hiện có bằng `afterword survey list`
import-refused-other-kind = đây là câu trả lời cho loại “{ $found }” của Delighted, ở đây là khảo sát loại { $kind }; “{ $survey }” thuộc loại { $own }: vui lòng chọn khảo sát khác bằng --survey
import-refused-no-kind = đây là câu trả lời cho loại “{ $found }” của Delighted, thang điểm từ { $least } đến { $most }; ở đây không có loại khảo sát như vậy
import-refused-repeated = dòng { $row } có cùng mã nhưng nội dung khác
import-refused-json = không đọc được thành JSON
import-refused-no-object = đây là một giá trị đơn, không phải câu trả lời

import-responses-dimensions = Được đếm riêng: { $names }
import-responses-properties = Được lưu kèm câu trả lời: { $names } (--map dimension.TÊN=CỘT để đếm riêng một cột)
import-responses-left-out = Không đọc, vì cho biết danh tính khách: { $names }
import-responses-untold = … và { $count } dòng nữa bị từ chối.
import-responses-repeated = { $count } câu trả lời lặp lại y nguyên trong tệp, chỉ tính một lần.
import-responses-without-id = { $count } câu trả lời không có mã: được nhận ra qua nội dung của dòng; nếu sau này dòng bị sửa, đó sẽ là câu trả lời khác.
import-responses-summary = Đã đọc { $responses } câu trả lời: { $created } mới, { $updated } thay đổi, { $unchanged } không đổi. { $refused ->
    [0] Không dòng nào bị từ chối.
   *[other] { $refused } dòng bị từ chối, xem ở trên.
  }
import-responses-next = Bảng kết quả sẽ hiển thị trong lần xuất bản tới: trong vòng một phút nếu `afterword serve` đang chạy, nếu không thì sau `afterword run fold` và `afterword run publish`.
