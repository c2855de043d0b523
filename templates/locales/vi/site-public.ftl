# The edition that anybody may see, and its badges.
site-badge-detail = { $interval } · { $n } phản hồi
site-badge-few = Chưa đủ phản hồi
site-public-description = Khách hàng nói gì về { $shop }: điểm số kèm khoảng tin cậy, từ bao nhiêu phản hồi, theo thời gian.
