# Thiệp, áp phích và thẻ để bàn: những gì in trên giấy.

press-title = Thiệp cảm ơn của { $shop }
press-title-poster = Áp phích của { $shop }
press-title-sheet = Trang in thử cho { $sheet }
press-greeting = Cảm ơn
press-greeting-nobody = Cảm ơn quý khách
press-name = { $name }
press-thanks =
    Đơn hàng này được gói ghém bằng cả tấm lòng.
    Chúc bạn thật vui với món đồ mới.
press-question = Bạn có hài lòng không?
press-scan = Quét mã để kể chúng tôi nghe, chưa đến một phút.
press-visit = hoặc vào
press-number = Đơn hàng { $number }
press-new-year = Chúc mừng năm mới
press-sign = Trân trọng cảm ơn, { $shop }
press-poster-question = Hôm nay bạn thấy thế nào?
press-poster-scan = Đưa máy ảnh vào mã và kể chúng tôi nghe, chưa đến một phút.
press-sheet-print = In ở cỡ 100 % (“kích thước thật”), rồi áp trang này vào một tờ nhãn trống và soi dưới ánh sáng.
press-sheet-move = Nếu khung lệch sang phải 1 mm, hãy chỉnh −1 theo chiều ngang; nếu lệch xuống 1 mm, chỉnh −1 theo chiều dọc.
press-sheet-ruler = Đường này dài 100 mm.
