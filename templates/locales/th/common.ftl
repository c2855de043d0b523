# Words that every surface shares.

language-name = ไทย
error-title = มีบางจุดที่ต้องตรวจสอบ
back = ย้อนกลับ
