# อีเมลของ `afterword mail test`

mail-test-subject = [ทดสอบ] { $subject }
mail-test-note = อีเมลนี้เป็นการทดสอบส่งจาก { $shop } ลิงก์ในอีเมลเปิดไม่ได้ และจะไม่มีการบันทึกคำตอบใด ๆ
