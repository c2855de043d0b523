# Words that every surface shares.

language-name = Tiếng Việt
error-title = Có chỗ cần xem lại
back = Quay lại
