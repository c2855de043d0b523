# The customer's pages: the form, the thanks, the notices, the typed code, unsubscribing.

## The form

form-title = ความคิดเห็นของคุณ
form-greeting = ขอบคุณที่อุดหนุนเรา
form-greeting-name = ขอบคุณ { $name }
form-greeting-order = ขอบคุณ — คำสั่งซื้อ { $order }
form-greeting-name-order = ขอบคุณ { $name } — คำสั่งซื้อ { $order }
form-stars = { $n } ดาว
form-smiley-1 = ไม่ชอบเลย
form-smiley-2 = ไม่ค่อยชอบ
form-smiley-3 = เฉย ๆ
form-smiley-4 = ชอบ
form-smiley-5 = ชอบมาก
form-optional = ไม่บังคับ
form-choose-several = เลือกได้มากกว่าหนึ่งข้อ
form-send = ส่งความคิดเห็น
form-send-more = ส่งเพิ่มเติม
form-save = บันทึกการแก้ไข
form-editing = นี่คือคำตอบของคุณ แก้ไขได้ตามต้องการแล้วกดบันทึก
form-more = อยากเล่าให้เราฟังเพิ่มอีกสักนิดไหม

form-problems = โปรดตรวจสอบ { $n } จุด
form-problem-score-missing = โปรดเลือกคะแนนก่อน
form-problem-score-unknown = โปรดเลือกคะแนนจากที่แสดงไว้
form-problem-choice-unknown = โปรดเลือกจากคำตอบที่แสดงไว้
form-problem-too-long = โปรดเขียนไม่เกิน { $max } ตัวอักษร
form-problem-unreadable = ตัวอักษรบางตัวส่งมาไม่ครบ โปรดพิมพ์อีกครั้ง
form-wait = คุณเพิ่งแก้ไขคำตอบนี้หลายครั้งติดกัน ข้อความที่พิมพ์ยังอยู่ครบ โปรดรอ { $seconds } วินาทีแล้วกดบันทึกอีกครั้ง

## After sending

thanks-title = ขอบคุณ
thanks-next-detractor = ทีมงาน { $shop } อ่านทุกคำตอบเพื่อนำไปแก้ไข
thanks-next-passive = ทีมงาน { $shop } อ่านทุกคำตอบเพื่อให้บริการดีขึ้น
thanks-next-promoter = ทีมงาน { $shop } อ่านทุกคำตอบ คำของคุณคือกำลังใจของเรา
thanks-change = แก้ไขคำตอบ
thanks-close = ปิดหน้านี้ได้เลย
thanks-changed = บันทึกการแก้ไขแล้ว

## Notices

notice-closed-title = แบบสอบถามนี้ปิดแล้ว
notice-closed-text = หมดเวลาตอบแล้ว ขอบคุณที่แวะมา { $shop } ยินดีรับฟังคุณโดยตรงเสมอ
notice-sealed-title = เราได้รับคำตอบของคุณแล้ว
notice-sealed-text = คำตอบนี้แก้ไขไม่ได้แล้ว ขอบคุณที่สละเวลา
notice-missing-title = ไม่พบหน้านี้
notice-missing-text = ที่อยู่อาจไม่ครบ โปรดเปิดลิงก์ในอีเมลอีกครั้ง หรือพิมพ์รหัสจากการ์ดของคุณ
notice-missing-code = พิมพ์รหัส
notice-tries-title = โปรดรอสักครู่
notice-tries-text = เครือข่ายของคุณลองหลายครั้งเกินไป โปรดลองใหม่ในอีกไม่กี่นาที
notice-busy-title = ขณะนี้ระบบไม่ว่าง
notice-busy-text = ยังไม่ได้บันทึกคำตอบของคุณ โปรดลองส่งอีกครั้งในอีกสักครู่ คำตอบจะไม่ถูกนับซ้ำ
notice-large-title = ข้อความยาวเกินไปเล็กน้อย
notice-large-text = โปรดย้อนกลับไปย่อข้อความให้สั้นลง
notice-cut-title = ข้อมูลมาไม่ครบ
notice-cut-text = การเชื่อมต่อช้าเกินไปหรือหลุดกลางคัน ยังไม่มีการบันทึกข้อมูล โปรดย้อนกลับไปส่งอีกครั้ง
notice-broken-title = ระบบของเราขัดข้อง
notice-broken-text = ขออภัย โปรดลองใหม่ในอีกสักครู่

## The code of a card

code-title = พิมพ์รหัสจากการ์ดของคุณ
code-hint = ตัวอักษรและตัวเลข 12 ตัวใต้รูปสี่เหลี่ยม ไม่ต้องพิมพ์ขีด ตัวเล็กหรือตัวใหญ่ก็ได้
code-label = รหัส
code-open = เปิดแบบสอบถาม
code-problem = เราไม่พบรหัสนี้ โปรดเทียบกับการ์ดของคุณทีละตัว

## Unsubscribing

unsubscribe-choices-title = คุณอยากรับอีเมลจากเราบ่อยแค่ไหน
unsubscribe-choices-text = { $shop } ส่งอีเมลถึง { $address } หลังการสั่งซื้อ เพื่อขอความคิดเห็นจากคุณ
unsubscribe-less = ส่งให้น้อยลง
unsubscribe-less-hint = ไม่เกินหนึ่งฉบับในหกเดือน และไม่มีอีเมลเตือน
unsubscribe-never = ไม่ต้องส่งอีก
unsubscribe-never-hint = ตั้งแต่วันนี้จะไม่มีอีเมลประเภทนี้ถึงคุณอีก
unsubscribe-before = เปลี่ยนใจแล้ว
unsubscribe-less-title = เราจะส่งอีเมลให้น้อยลง
unsubscribe-less-text = { $address } จะได้รับอีเมลจาก { $shop } ไม่เกินหนึ่งฉบับในหกเดือน และไม่มีอีเมลเตือน ปิดหน้านี้ได้เลย
unsubscribe-never-title = เราจะไม่ส่งอีเมลอีก
unsubscribe-never-text = { $shop } จะไม่ส่งอีเมลขอความคิดเห็นถึง { $address } อีก ปิดหน้านี้ได้เลย
unsubscribe-before-title = ทุกอย่างเป็นเหมือนเดิม
unsubscribe-before-text = { $shop } อาจส่งอีเมลถึง { $address } อีกหลังการสั่งซื้อครั้งต่อไป ปิดหน้านี้ได้เลย

## Follow-ups with well-known keys

follow-up-reason-label = สาเหตุหลักคือเรื่องใด
follow-up-reason-speed = ความรวดเร็ว
follow-up-reason-courtesy = การบริการของพนักงาน
follow-up-reason-product = ตัวสินค้า
