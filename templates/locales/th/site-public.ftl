# The edition that anybody may see, and its badges.
site-badge-detail = { $interval } · { $n } คำตอบ
site-badge-few = ยังมีคำตอบไม่พอ
site-public-description = ลูกค้าพูดถึง { $shop } อย่างไร: คะแนนพร้อมช่วงความเชื่อมั่น จากกี่คำตอบ และเปลี่ยนไปอย่างไร
