# The pages that tell in words: comments, months, the digest.

site-told-comments = ความคิดเห็น
site-told-note = ความคิดเห็นล่าสุด { $shown } รายการ โดยนับคำจาก { $counted } รายการล่าสุด
site-told-voices = ลูกค้าที่พอใจพูดถึง { $happy } ลูกค้าที่ไม่พอใจพูดถึง { $unhappy }
site-told-voices-happy = ลูกค้าที่พอใจพูดถึง { $happy }
site-told-voices-unhappy = ลูกค้าที่ไม่พอใจพูดถึง { $unhappy }
site-told-voices-none = ลูกค้าเขียนถึงอะไรบ้าง
site-told-comments-of = { $n } ความคิดเห็น
site-told-words = คำที่พบ เรียงตามจำนวนความคิดเห็น
site-told-pairs = คำที่มักอยู่คู่กัน
site-told-word = คำ
site-told-by-group = ตามระดับความพอใจ
site-told-all = ทั้งหมด
site-told-find = ค้นหาคำ
site-told-found = พบ # ความคิดเห็น
site-told-sheets = ความคิดเห็นหน้าอื่น
site-told-masked = ชื่อ อีเมล และเบอร์โทรศัพท์ถูกปิดไว้ คำที่แสดงต้องพบในความคิดเห็นอย่างน้อยสามรายการ

## Months

site-told-months = รายเดือน
site-told-feed = { $shop }: คะแนนความพอใจรายเดือน
site-told-feed-link = ฟีดรายเดือน (Atom)
site-told-report = รายงานประจำเดือน { $month }
site-told-open = ยังไม่จบเดือน
site-told-open-long = เดือนนี้ยังไม่จบ ตัวเลขอาจเปลี่ยนได้
site-told-mark-up = เพิ่มขึ้น
site-told-mark-down = ลดลง
site-told-against-up = เดือนนี้สูงกว่าชัดเจน
site-told-against-down = เดือนนี้ต่ำกว่าชัดเจน
site-told-against-noise = ไม่ต่างกันชัดเจน
site-told-segments = กลุ่มที่โดดเด่น
site-told-segments-measure = { $name } ในเดือนนี้ พร้อมช่วงความเชื่อมั่น 95%
site-told-of-month = เสียงจากลูกค้า
site-told-print = หน้านี้พิมพ์ลงกระดาษ A4 ได้พอดี
site-told-nothing = ไม่มีคำ{"\u2060"}ตอบใน { $month }
site-told-few = ใน { $month } มี { $n } คำ{"\u2060"}ตอบ ยังน้อยเกินกว่าจะสรุปได้ (ต้องมีอย่างน้อย { $min })
site-told-score = ใน { $month } { $name } อยู่ที่ { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ
site-told-score-up = ลูกค้าใน { $month } พอใจมากกว่าเดือนก่อน: { $name } จาก { $before } เป็น { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ — เพิ่มขึ้นชัดเจน
site-told-score-down = ลูกค้าใน { $month } พอใจน้อยกว่าเดือนก่อน: { $name } จาก { $before } เป็น { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ — ลดลงชัดเจน
site-told-score-noise = ใน { $month } { $name } อยู่ที่ { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ เดือนก่อน { $before } ถือว่าขึ้นลงตามปกติ
site-told-year-up = สูงกว่าช่วงเดียวกันของปีก่อนอย่างชัดเจน ({ $score } ใน { $month })
site-told-year-down = ต่ำกว่าช่วงเดียวกันของปีก่อนอย่างชัดเจน ({ $score } ใน { $month })
site-told-year-noise = ใกล้เคียงกับช่วงเดียวกันของปีก่อน ({ $score } ใน { $month })
site-told-shares = ลูกค้า { $happy } พอใจ และ { $unhappy } ยังไม่พอใจ
site-told-below = { $member } ต่ำกว่ากลุ่มอื่นชัดเจน: { $score } จาก { $n } คำ{"\u2060"}ตอบ
site-told-above = { $member } สูงกว่ากลุ่มอื่นชัดเจน: { $score } จาก { $n } คำ{"\u2060"}ตอบ
site-told-not-sent = มี { $all } คำสั่งซื้อที่สอบถามไม่ได้ สาเหตุหลักคือ { $reason } ({ $n })

## Data

site-told-data = ข้อมูล
site-told-data-title = ตัวเลขในรูปแบบไฟล์
site-told-data-intro = ตัวเลขทั้งหมดในเว็บนี้ สำหรับสเปรดชีต (CSV) และโปรแกรม (JSON) คะแนนที่มีน้อยกว่า { $n } คำ{"\u2060"}ตอบจะเว้นว่างไว้
site-told-data-what = แต่ละไฟล์มีอะไร
site-told-data-file = ไฟล์
site-told-data-holds = เนื้อหา
site-told-data-columns = คอลัมน์
site-told-data-json = ตัวเลขทั้งหมดตามสคีมา
site-told-data-months = คะแนนรายเดือน พร้อมช่วงความเชื่อมั่น 95%
site-told-data-weeks = คะแนนรายสัปดาห์ (ISO 8601) ย้อนหลังสองปี
site-told-data-quarters = คะแนนรายไตรมาส
site-told-data-windows = คะแนนของ 1, 7, 30 และ 90 วันล่าสุด นับถึงแต่ละวันในกราฟ
site-told-data-distribution = จำนวนคำ{"\u2060"}ตอบของแต่ละคะแนน
site-told-data-segments = คะแนนตามสาขา ช่องทาง ภาษา และอื่น ๆ บรรทัดที่ไม่มีชื่อคือรายการที่เหลือรวมกัน
site-told-data-hours = จำนวนคำ{"\u2060"}ตอบตามวัน (1 คือวันจันทร์) และชั่วโมง
site-told-data-waits = ลูกค้าตอบหลังจากได้รับคำถามนานเท่าใด
site-told-data-follow_ups = คำ{"\u2060"}ตอบของคำถามเพิ่มเติม แยกตามกลุ่มลูกค้า
site-told-data-drivers = สิ่งที่มาพร้อมกับคะแนนสูง (อัตราส่วนออดส์)
site-told-data-funnel = จากคำสั่งซื้อถึงคำ{"\u2060"}ตอบ
site-told-data-reasons = เหตุที่ไม่ได้ส่ง
site-told-data-safe = คำที่สเปรดชีตอาจเข้าใจว่าเป็นสูตรจะมีเครื่องหมาย ' นำหน้า

## Digest

site-told-week = สัปดาห์ที่เริ่ม { $day }
site-told-digest-subject = { $shop }: ความรู้สึกของลูกค้าใน { $when }
site-told-digest-title = ความรู้สึกของลูกค้าใน { $when }
site-told-picture-month = กราฟ: { $name } รายเดือน จาก { $from } ({ $since }) ถึง { $to } ({ $until })
site-told-picture-week = กราฟ: { $name } รายสัปดาห์ จาก { $from } (สัปดาห์ที่เริ่ม { $since }) ถึง { $to } (สัปดาห์ที่เริ่ม { $until })
site-told-week-up = ลูกค้าใน { $month } พอใจมากกว่าสัปดาห์ก่อน: { $name } จาก { $before } เป็น { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ — เพิ่มขึ้นชัดเจน
site-told-week-down = ลูกค้าใน { $month } พอใจน้อยกว่าสัปดาห์ก่อน: { $name } จาก { $before } เป็น { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ — ลดลงชัดเจน
site-told-week-noise = ใน { $month } { $name } อยู่ที่ { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ สัปดาห์ก่อน { $before } ถือว่าขึ้นลงตามปกติ
mail-digest-open = ดูรายงานฉบับเต็ม
mail-digest-why = คุณได้รับอีเมลนี้เพราะที่อยู่ของคุณอยู่ในการตั้งค่าสรุปรายงานของ Afterword
