# The pages that tell in words: comments, months, the digest.

site-told-comments = Ý kiến
site-told-note = { $shown } ý kiến mới nhất; từ ngữ được đếm trong { $counted } ý kiến gần đây.
site-told-voices = Khách hài lòng nói về { $happy }; khách chưa hài lòng nói về { $unhappy }
site-told-voices-happy = Khách hài lòng nói về { $happy }
site-told-voices-unhappy = Khách chưa hài lòng nói về { $unhappy }
site-told-voices-none = Khách hàng viết gì
site-told-comments-of = { $n } ý kiến
site-told-words = Từ ngữ, theo số ý kiến có nhắc đến
site-told-pairs = Những từ hay đi cùng nhau
site-told-word = Từ
site-told-by-group = Theo mức hài lòng
site-told-all = Tất cả
site-told-find = Tìm từ
site-told-found = Tìm thấy # ý kiến
site-told-sheets = Các ý kiến khác
site-told-masked = Tên, địa chỉ thư và số điện thoại đã được che. Từ nào có trong ít nhất ba ý kiến mới được liệt kê.
