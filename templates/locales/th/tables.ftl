# ที่รหัสใช้ร่วมกัน เมื่อมีคำตอบเข้ามามากกว่าปกติมาก
moment-title = กรุณารอสักครู่
moment-text = มีคำตอบเข้ามาที่นี่จำนวนมากภายในไม่กี่นาที เราจึงขอแน่ใจว่าคำตอบนี้มาจากคุณลูกค้าจริง กรุณารอ { $seconds } วินาที แล้วกดปุ่มด้านล่าง
moment-too-soon = กดเร็วไปเล็กน้อย กรุณารออีกสักครู่แล้วกดปุ่มอีกครั้ง คำตอบของคุณยังอยู่ครบ
moment-working = มีคำตอบเข้ามาที่นี่จำนวนมากภายในไม่กี่นาที โทรศัพท์ของคุณกำลังยืนยันว่าคำตอบนี้ไม่ได้มาจากโปรแกรม แล้วจะส่งให้เองโดยอัตโนมัติ

# คำตอบที่สองจากโทรศัพท์เครื่องเดียวกัน
repeat-note = วันนี้มีคำตอบจากโทรศัพท์เครื่องนี้ที่นับแล้ว เราอ่านคำตอบนี้ด้วยเช่นกัน แต่จะไม่นำไปคิดคะแนน

# ข้อความที่ร้านส่งพร้อมลิงก์ ทาง LINE, Zalo หรือ SMS ข้อความของแบบสอบถามเอง: texts.th.message
link-hello = สวัสดีคุณลูกค้า
link-hello-name = สวัสดี { $name }
link-body = ขอบคุณที่ซื้อสินค้ากับ { $shop } เป็นอย่างไรบ้าง ขอถามเพียงข้อเดียว ไม่ถึงหนึ่งนาที:
link-body-order = ขอบคุณสำหรับคำสั่งซื้อ { $order } จาก { $shop } เป็นอย่างไรบ้าง ขอถามเพียงข้อเดียว ไม่ถึงหนึ่งนาที:

# สิ่งที่หน้าสรุปบอกเรื่องคำตอบที่เข้ามารวดเดียว ดูแต่ละครั้งได้ที่ “จุดสแกน”
site-attention-burst-device = มีโทรศัพท์เครื่องเดียวตอบซ้ำหลายครั้งที่รหัสเดียวกัน ({ $n } ครั้ง) นับเฉพาะคำตอบแรกเท่านั้น ดูได้ที่หน้า “จุดสแกน”
site-attention-burst-place = มีคำตอบเข้ามาที่รหัสหนึ่งภายในไม่กี่นาทีมากกว่าที่เคยมีมาก ({ $n } ครั้ง) เป็นลูกค้าจริงหรือไม่ ดูได้ที่หน้า “จุดสแกน”
site-attention-burst-cards = มีการ์ดขอบคุณหลายใบถูกตอบจากโทรศัพท์เครื่องเดียว ({ $n } ครั้ง) ลูกค้ามักไม่มีการ์ดถึงห้าใบ ดูได้ที่หน้า “จุดสแกน”

# หน้าของพนักงาน: จุดสแกน
staff-nav-touchpoints = จุดสแกน
staff-nav-links = ข้อความ
points-title = จุดสแกน
points-hint = รหัสใช้ร่วมกันที่เคาน์เตอร์ บนโต๊ะ หรือในพัสดุ ใครสแกนก็ตอบได้โดยไม่ต้องบอกชื่อ
points-problem = ยังทำไม่ได้
points-open = จุดที่เปิดอยู่
points-empty = ยังไม่มีจุดสแกน สร้างได้ด้านล่าง แล้วพิมพ์โปสเตอร์ไปติด
points-kind = ประเภท
points-kind-counter = เคาน์เตอร์
points-kind-table = โต๊ะ
points-kind-parcel = พัสดุ
points-kind-receipt = ใบเสร็จ
points-kind-vehicle = รถ
points-shared = แท็บเล็ตใช้ร่วมกัน
points-answers = { $n ->
    [0] ยังไม่มีคำตอบใน 30 วัน
   *[other] { $n } คำตอบใน 30 วัน
}
points-answers-held = { $n } คำตอบใน 30 วัน และอีก { $held } คำตอบที่ไม่นับ
points-poster-a5 = โปสเตอร์ A5
points-poster-a4 = โปสเตอร์ A4
points-poster-tent = ป้ายตั้งโต๊ะ
points-poster-of = { $size } สำหรับ { $name } (PDF)
points-manage = แก้ไข { $name }
points-name = ชื่อ
points-name-example = เคาน์เตอร์ สาขาสีลม
points-rename = เปลี่ยนชื่อ
points-close = ปิด
points-close-hint = เมื่อปิดแล้วจะไม่รับคำตอบเพิ่ม คำตอบที่มีอยู่ไม่หายไป และเปิดใหม่ได้
points-closed = ปิดแล้ว
points-closed-since = ปิดตั้งแต่ { $day }
points-closed-title = ปิดแล้ว
points-reopen = เปิดอีกครั้ง
points-add = จุดสแกนใหม่
points-add-button = สร้างจุดสแกน
points-location = สาขา
points-survey = แบบสอบถาม
points-properties = แยกนับตาม
points-properties-example = โต๊ะ = 12
points-shared-check = มีแท็บเล็ตตั้งอยู่ให้หลายคนใช้ตอบ

# คำตอบที่เข้ามารวดเดียว
burst-title = ควรดู
burst-decided = ดูแล้ว
burst-device = { $name }: { $n } คำตอบจากโทรศัพท์เครื่องเดียวภายในไม่กี่ชั่วโมง นับเฉพาะคำตอบแรก
burst-place = { $name }: มี { $n } คำตอบภายในไม่กี่นาที มากกว่าที่เคยมีมาก
burst-place-waits = { $name }: มี { $n } คำตอบภายในไม่กี่นาที มากผิดปกติ คำตอบในช่วงนั้นจะนับต่อเมื่อคุณยืนยันว่าเป็นลูกค้าจริง
burst-cards = การ์ดขอบคุณ { $n } ใบถูกตอบจากโทรศัพท์เครื่องเดียว นับทั้งหมด เป็นคนในร้านหรือไม่
burst-guests-device = ลูกค้าใช้เครื่องร่วมกัน: นับทั้งหมด
burst-dropped-device = ไม่นับ
burst-guests-place = เป็นลูกค้าจริง: นับทั้งหมด
burst-dropped-place = ไม่ใช่ลูกค้า: เอาออก
burst-guests-cards = ดูแล้ว
burst-settled-device-guests = นับแล้วเมื่อ { $day }
burst-settled-device-dropped = ไม่นับ เมื่อ { $day }
burst-settled-place-guests = นับแล้วเมื่อ { $day }
burst-settled-place-dropped = เอาออกแล้วเมื่อ { $day }
burst-settled-seen = ดูแล้วเมื่อ { $day }

# หน้าของพนักงาน: ลิงก์สำหรับส่งต่อ
links-title = ข้อความ
links-hint = ลูกค้าที่มีเบอร์โทรแต่ไม่มีอีเมล คัดลอกข้อความไปส่งทาง LINE, Zalo หรือ SMS ลิงก์จะเปิดแบบสอบถามของลูกค้าคนนั้น
links-tabs = ลูกค้ากลุ่มไหน
links-tab-due = ที่ต้องส่ง
links-tab-all = ทุกคนที่มีเบอร์โทร
links-tab-copied = ส่งแล้ว
links-n-due = ลูกค้าที่ต้องส่งข้อความ { $n } คน
links-n-all = ลูกค้าที่มีเบอร์โทร { $n } คน
links-n-copied = ส่งแล้ว { $n } ข้อความ ยังไม่ได้ตอบ
links-empty-due = ยังไม่มีใครที่ต้องส่งข้อความ ลูกค้าจะขึ้นที่นี่เมื่อถึงเวลาถาม
links-empty-all = ไม่มีลูกค้าที่มีเบอร์โทรและรอการถาม
links-empty-copied = ไม่มีข้อความที่รอคำตอบ
links-about = คำสั่งซื้อ { $order } · ถามได้ตั้งแต่ { $day } · { $language }
links-state-mail = มีกำหนดส่งอีเมลวันที่ { $day } อีเมลจะยังส่ง เว้นแต่ลูกค้าตอบก่อน
links-state-copied = ส่งแล้วเมื่อ { $day }
links-message-of = ข้อความถึง { $name }
links-mark = ส่งแล้ว
links-copy = คัดลอกข้อความ
links-was-copied = คัดลอกแล้ว
links-call-short = โทร

# บันทึก
log-touchpoint-add = สร้างจุดสแกน
log-touchpoint-rename = เปลี่ยนชื่อจุดสแกน
log-touchpoint-close = ปิดจุดสแกน
log-touchpoint-open = เปิดจุดสแกน
log-burst-settle = ตัดสินใจเรื่องคำตอบที่เข้ามารวดเดียว
log-links-copy = ส่งข้อความ
