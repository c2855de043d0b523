# The staff's pages: the frame, the cards, who may sign in.

notice-owners-title = หน้านี้สำหรับเจ้าของร้าน
notice-owners-text = คุณเข้าสู่ระบบแล้วและพิมพ์การ์ดได้ หากต้องการอย่างอื่น โปรดติดต่อเจ้าของร้าน
notice-owners-cards = ไปหน้าพิมพ์การ์ด
notice-stale-title = โปรดกดอีกครั้ง
notice-stale-text = ยังไม่มีอะไรเปลี่ยนแปลง เนื่องจากระบบยืนยันไม่ได้ว่าคำสั่งนี้มาจากหน้าเว็บที่คุณเปิดอยู่ โปรดย้อนกลับ โหลดหน้านั้นใหม่ แล้วกดอีกครั้ง
notice-stale-home = กลับหน้าแรก

notice-no-password-title = หน้านี้ต้องใช้รหัสผ่าน
notice-no-password-text = หน้านี้แสดงข้อมูลลูกค้า แต่คุณยังไม่ได้ตั้งรหัสผ่าน โปรดขอลิงก์ใหม่จากผู้ดูแลเซิร์ฟเวอร์: afterword user reset

notice-unreadable-title = มีช่องที่อ่านไม่ได้
notice-unreadable-text = ข้อมูลในช่อง “{ $field }” อ่านไม่ได้ ยังไม่มีการเปลี่ยนแปลงใด ๆ โปรดย้อนกลับไปแก้ไข
notice-unreadable-line = ช่องนี้รับเฉพาะข้อความหนึ่งบรรทัด ไม่เกิน { $max } ตัวอักษร
notice-unreadable-lines = ช่องนี้รับเฉพาะข้อความ
notice-unreadable-number = ช่องนี้รับเฉพาะตัวเลข
notice-unreadable-day = ช่องนี้รับเฉพาะวันที่ เช่น 2026-11-20 ตั้งแต่ปี ค.ศ. 1900 ถึง 2200

staff-skip = ข้ามไปเนื้อหา
staff-nav = หน้าต่าง ๆ
staff-address-machine = ลิงก์บนการ์ด ในอีเมล และในข้อความเปิดได้เฉพาะบนเซิร์ฟเวอร์เครื่องนี้ ระบบจึงยังไม่พิมพ์หรือส่งอะไร จนกว่าจะตั้งค่า server.public_url ในไฟล์ตั้งค่า
staff-address-network = ลิงก์บนการ์ด ในอีเมล และในข้อความเปิดได้เฉพาะในเครือข่ายนี้ การ์ดยังพิมพ์ได้ ส่วนอีเมลและข้อความจะรอจนกว่าจะตั้งค่า server.public_url ในไฟล์ตั้งค่า
staff-filed = อีเมล { $n } ฉบับรอเซิร์ฟเวอร์อีเมลอยู่ ลูกค้ายังไม่ได้รับ ผู้ดูแลเซิร์ฟเวอร์ส่งได้ด้วยคำสั่ง “afterword deliveries release --all”
staff-filed-look = ดูอีเมลเหล่านี้
waiting-title = อีเมลที่รอเซิร์ฟเวอร์อีเมล
waiting-hint = อีเมลเหล่านี้บันทึกเป็นไฟล์ไว้ขณะยังไม่มีเซิร์ฟเวอร์อีเมล ระบบเพิ่งตรวจซ้ำทุกฉบับ จะไม่ส่งถึงลูกค้าที่ตอบแล้ว เพิ่งได้รับคำถาม หรือไม่ต้องการรับอีเมล
waiting-no-server = ยังไม่มีเซิร์ฟเวอร์อีเมล ผู้ดูแลเซิร์ฟเวอร์ต้องตั้งค่า mail.smtp_url และ mail.transport = “smtp” ในไฟล์ตั้งค่า
waiting-address = ที่อยู่อีเมล
waiting-order = คำสั่งซื้อ
waiting-due = กำหนดส่ง
waiting-outcome = ผล
waiting-goes = จะส่ง
waiting-send = ส่งอีเมล { $n } ฉบับ
waiting-hopeless = ไม่มีฉบับใดที่ยังส่งได้
waiting-clear = ล้างรายการ
waiting-done = { $sent ->
    [0] ไม่มีอีเมลที่จะส่ง
   *[other] กำลังส่งอีเมล { $sent } ฉบับ
 } ข้าม { $skipped } ฉบับ
waiting-more = และอีก { $n } ฉบับ
waiting-none = ไม่มีอีเมลที่รออยู่
staff-nav-cards = การ์ดขอบคุณ
staff-nav-users = ผู้ใช้
staff-nav-dashboard = ภาพรวม
staff-languages = ภาษา
staff-signed-in = เข้าสู่ระบบในชื่อ { $name }
staff-password = เปลี่ยนรหัสผ่าน
staff-sign-out = ออกจากระบบ
staff-sign-out-everywhere = ออกจากระบบทุกเครื่อง
staff-today = วันนี้
staff-command-line = เซิร์ฟเวอร์

cards-title = การ์ดขอบคุณ
cards-filter = เลือกคำสั่งซื้อ
cards-days = คำสั่งซื้อ
cards-days-hand = วันนี้และที่ยังไม่ส่ง
cards-days-dates = ตามวันที่
cards-from = ตั้งแต่วันที่
cards-until = ถึงวันที่
cards-location = สาขา
cards-location-all = ทุกสาขา
cards-also-printed = รวมที่พิมพ์การ์ดแล้ว
cards-show = แสดง
cards-orders = { $n ->
    [0] ไม่มีคำสั่งซื้อที่ต้องพิมพ์การ์ด
   *[other] { $n } คำสั่งซื้อที่ต้องพิมพ์การ์ด
}
cards-column-choose = เลือก
cards-column-order = คำสั่งซื้อ
cards-column-customer = ลูกค้า
cards-column-placed = สั่งเมื่อ
cards-column-location = สาขา
cards-column-language = ภาษา
cards-column-state = การ์ด
cards-choose = คำสั่งซื้อ { $order }
cards-choose-all = เลือกทั้งหมด
cards-choose-none = ไม่เลือกเลย
cards-state-new = ยังไม่พิมพ์
cards-state-printed = ชุดที่ { $batch }
cards-reason-cancelled = ยกเลิกแล้ว
cards-reason-answered = ลูกค้าตอบแล้ว
cards-reason-too-old = นานเกินไป
cards-reason-inactive = แบบสอบถามปิดอยู่
cards-reason-printed = เพิ่งพิมพ์ไป
cards-more-orders = ยังมีคำสั่งซื้ออีก โปรดเลือกจำนวนวันน้อยลงหรือเลือกสาขา
cards-look = รูปแบบการ์ด
cards-print = พิมพ์รายการที่เลือก
cards-preview = ดูตัวอย่าง
cards-print-hint = การ์ดแต่ละใบมีรหัสของตัวเอง รายการที่พิมพ์แล้วจะไม่แสดงอีก
cards-preview-alt = หน้าแรกที่จะพิมพ์
cards-preview-caption = หน้าแรก รหัสในภาพนี้ใช้ไม่ได้ รหัสบนการ์ดที่พิมพ์จริงใช้ได้
cards-empty = วันนี้ยังไม่มีคำสั่งซื้อ และไม่มีรายการค้างส่ง
cards-empty-hint = คำสั่งซื้อจะแสดงที่นี่ทันทีที่นำเข้า เลือกวันอื่นด้านบน หรือพิมพ์การ์ดเปล่าได้
cards-empty-done = คำสั่งซื้อวันนี้มีการ์ดครบแล้ว
cards-empty-done-hint = หากต้องการพิมพ์ซ้ำ ให้เปิดชุดที่พิมพ์ด้านล่าง
cards-empty-days = วันที่เลือกไม่มีคำสั่งซื้อที่รอพิมพ์การ์ด
cards-empty-days-hint = เลือกวันอื่น หรือแสดงรายการที่พิมพ์การ์ดแล้วด้วย
cards-blank = การ์ดเปล่าสำหรับลูกค้าหน้าร้าน
cards-batches = พิมพ์ก่อนหน้านี้
cards-all-batches = ทุกชุด
cards-problem-none = โปรดเลือกอย่างน้อยหนึ่งรายการ
cards-problem-gone = รายการเหล่านี้มีการ์ดแล้ว ตอบแล้ว หรือถูกยกเลิก รายการด้านล่างเป็นปัจจุบัน
cards-problem-refused = ยังพิมพ์ไม่ได้ และยังไม่มีการบันทึก

look-design = แบบการ์ด
look-design-plain = เรียบง่าย
look-design-warm = อบอุ่น
look-design-formal = เป็นทางการ
look-design-tet = เทศกาลตรุษ
look-design-large = ตัวอักษรใหญ่
look-sheet = กระดาษ
look-language = ภาษาบนการ์ด
look-language-own = ตามลูกค้าแต่ละคน
look-survey = แบบสอบถาม
look-start-at = เริ่มที่ช่องที่
look-more = ข้อความ เครื่องพิมพ์ และอื่น ๆ
look-note = ใต้ชื่อลูกค้า
look-note-thanks = คำขอบคุณหรือข้อความของร้าน
look-note-lines = เส้นบรรทัดสำหรับเขียน
look-note-empty = เว้นว่าง
look-orientation = แนวการ์ด
look-orientation-own = ตามกระดาษ
look-orientation-landscape = แนวนอน
look-orientation-portrait = แนวตั้ง
look-message = ข้อความของร้าน
look-voucher = บรรทัดส่วนลด
look-nudge-x = เลื่อนไปขวา มม.
look-nudge-y = เลื่อนลง มม.
look-backs = พิมพ์ด้านหลังด้วย

batch-name = ชุดที่ { $batch }
batch-about = { $n } ใบ, { $day } { $time }, { $who }, { $sheet }
batch-about-blank = การ์ดเปล่า { $n } ใบ, { $day } { $time }, { $who }, { $sheet }
batch-about-unfinished = { $n } ใบ, { $day } { $time }, { $who }: ยังไม่มีใครเปิดไฟล์
batch-first = เปิดไฟล์พิมพ์ ({ $n } ใบ)
batch-again = พิมพ์ซ้ำ { $n } ใบ
batch-print-hint = พิมพ์ที่ขนาด 100 % ไม่เลือก “พอดีหน้า” พิมพ์ซ้ำกี่ครั้งรหัสก็เหมือนเดิม
batch-picture-caption = หน้าแรก
batch-nothing-left = ไม่มีการ์ดเหลือให้พิมพ์ ลูกค้าตอบแล้วหรือยกเลิกคำสั่งซื้อ
batch-left-out = ไม่ได้พิมพ์
batch-left-out-line = คำสั่งซื้อ { $order }: { $reason }
batch-cards = การ์ดในชุดนี้
batch-column-number = เลขที่
batch-choose = การ์ด { $number }
batch-state-open = ยังไม่ตอบ
batch-state-blank = การ์ดเปล่า
batch-print-chosen = พิมพ์ใบที่เลือกซ้ำ
batch-problem-none = โปรดเลือกอย่างน้อยหนึ่งใบ
batches-title = การ์ดที่พิมพ์แล้ว
batches-older = ชุดก่อนหน้า
batches-none = ยังไม่ได้พิมพ์

blank-title = การ์ดเปล่า
blank-print-title = พิมพ์การ์ดเปล่า
blank-print-text = สำหรับลูกค้าหน้าร้าน หรือพัสดุที่ยังไม่มีคำสั่งซื้อในระบบ แต่ละใบมีรหัสที่ตอบได้หนึ่งครั้ง
blank-count = จำนวนใบ
blank-print = พิมพ์การ์ดเปล่า
blank-problem-count = โปรดพิมพ์ครั้งละ 1 ถึง 500 ใบ
attach-title = ผูกการ์ดกับคำสั่งซื้อ
attach-text = จากนั้นรหัสบนการ์ดจะเปิดแบบสอบถามของคำสั่งซื้อนั้น ลูกค้าตอบทางใดก็นับครั้งเดียว
attach-code = รหัสบนการ์ด
attach-order = เลขคำสั่งซื้อ
attach-button = ผูกการ์ด
attach-done = การ์ดนี้เป็นของคำสั่งซื้อ { $order } แล้ว { $name }
attach-done-answered = การ์ดนี้เป็นของคำสั่งซื้อ { $order } แล้ว และนับคำตอบให้ { $name }
attach-problem = ยังผูกการ์ดไม่ได้

users-title = ผู้ที่เข้าสู่ระบบได้
users-hint = เพิ่มหรือลบผู้ใช้ที่เซิร์ฟเวอร์: afterword user add ชื่อ
users-problem = ยังไม่ได้ให้ใครออกจากระบบ
users-name = ชื่อ
users-role = บทบาท
users-role-owner = เจ้าของร้าน
users-role-staff = พนักงาน
users-devices = เข้าสู่ระบบอยู่
users-devices-n = { $n ->
    [0] ไม่มี
   *[other] { $n } เครื่อง
}
users-sign-out = ออกจากระบบ
users-sign-out-one = ให้ { $name } ออกจากระบบ
users-signed-out = { $name } ออกจากระบบทุกเครื่องแล้ว
users-log = บันทึกการทำงาน
users-log-empty = ยังไม่มี การพิมพ์และการเปลี่ยนผู้ใช้จะแสดงที่นี่
log-cards-print = บันทึกชุดที่ { $batch } จำนวน { $cards } ใบ
log-cards-file = พิมพ์ชุดที่ { $batch } จำนวน { $cards } ใบ
log-cards-reprint = พิมพ์ซ้ำชุดที่ { $batch } จำนวน { $cards } ใบ
log-cards-blank = บันทึกชุดที่ { $batch } การ์ดเปล่า { $cards } ใบ
log-cards-attach = ผูกการ์ดกับคำสั่งซื้อ { $order }
log-user-add = เพิ่ม { $name }
log-user-reset = ออกลิงก์เข้าสู่ระบบใหม่ให้ { $name }
log-user-sign-out = ให้ { $name } ออกจากระบบทุกเครื่อง
log-user-remove = ลบ { $name }
log-user-sign-in = { $name } เข้าสู่ระบบ
log-user-link = { $name } เข้าสู่ระบบด้วยลิงก์
log-user-password = { $name } เปลี่ยนรหัสผ่าน
log-user-failed = เข้าสู่ระบบในชื่อ { $name } ไม่สำเร็จ { $tries } ครั้ง
log-user-failed-nobody = พยายามเข้าสู่ระบบด้วยชื่อที่ไม่มีในระบบ { $tries } ครั้ง
log-user-failed-from = จากเครือข่าย { $source }
log-user-failed-many = จากหลายเครือข่าย
log-export-links = ส่งออกข้อความ { $links } รายการ
log-deliveries-release = ส่งอีเมลที่รอเซิร์ฟเวอร์อีเมล { $released } ฉบับ ข้าม { $skipped } ฉบับ
log-survey-apply = แก้ไขแบบสอบถาม { $survey }
log-mail-keys = เปลี่ยนกุญแจที่ใช้ลงนามอีเมล
