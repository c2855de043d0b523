# The published site: the owner's two minutes.

site-title = ลูกค้าของ { $shop } รู้สึกอย่างไร
site-skip = ข้ามไปที่ตัวเลข
site-languages = ภาษา
site-back = แบบสอบถามทั้งหมด
site-nav = หน้าต่าง ๆ
site-tabs = หน้าของแบบสอบถามนี้
site-method-page = วิธีคำนวณ
site-summary = ภาพรวม
site-no-surveys = ยังไม่มีแบบสอบถาม ตัวเลขจะปรากฏที่นี่เมื่อมีคำตอบแรก
site-built = ข้อมูล ณ วันที่ { $day } เวลา { $time } น.

## Names

site-name-nps = NPS
site-name-csat = อัตราความพึงพอใจ
site-name-ces = ความสะดวก
site-name-stars = อัตรา 4–5 ดาว
site-name-smileys = อัตราหน้ายิ้ม
site-name-thumbs = อัตราความพึงพอใจ
site-name = ชื่อ
site-score = คะแนน
site-answers = คำตอบ
site-rate = อัตราการตอบ
site-count = จำนวน
site-share = สัดส่วน
site-interval-head = ช่วงความเชื่อมั่น 95%
site-interval-label = { $interval } (ช่วงความเชื่อมั่น 95%)
site-interval = { $low } ถึง { $high }
site-from-answers = จาก { $n } คำตอบ
site-all-answers = คำตอบทั้งหมด
site-month = เดือน
site-week = สัปดาห์เริ่ม
site-values = ดูตัวเลข
site-short-month =
    { $month ->
        [1] ม.ค.
        [2] ก.พ.
        [3] มี.ค.
        [4] เม.ย.
        [5] พ.ค.
        [6] มิ.ย.
        [7] ก.ค.
        [8] ส.ค.
        [9] ก.ย.
        [10] ต.ค.
        [11] พ.ย.
       *[12] ธ.ค.
    } { $year }

## Findings. The word joiner keeps browsers from breaking a line inside the word for answer.

site-finding-none = ยังไม่มีคำ{"\u2060"}ตอบ
site-finding-few = คำ{"\u2060"}ตอบยังไม่พอจะสรุปได้ มีแล้ว { $n } คำ{"\u2060"}ตอบ ต้องมีอย่างน้อย { $min }
site-finding-all = { $name } { $score } ({ $interval }) จาก { $n } คำ{"\u2060"}ตอบ
site-finding-up = ลูกค้าพอใจมากกว่าเดือนก่อน: { $name } { $score } ({ $interval }) ใน { $month } จาก { $n } คำ{"\u2060"}ตอบ — เพิ่มขึ้นชัดเจน
site-finding-down = ลูกค้าพอใจน้อยกว่าเดือนก่อน: { $name } { $score } ({ $interval }) ใน { $month } จาก { $n } คำ{"\u2060"}ตอบ — ลดลงชัดเจน
site-finding-noise = { $name } { $score } ({ $interval }) ใน { $month } จาก { $n } คำ{"\u2060"}ตอบ — ขึ้นลงตามปกติ
site-swing-none = คำตอบยังไม่พอจะเห็นแนวโน้ม
site-swing-up = เพิ่มจาก { $from } ({ $since }) เป็น { $to } ({ $until })
site-swing-down = ลดจาก { $from } ({ $since }) เหลือ { $to } ({ $until })
site-swing-noise = อยู่ระหว่าง { $from } ถึง { $to } ไม่เปลี่ยนแปลงชัดเจน
site-distribution = พอใจ { $happy } ยังไม่พอใจ { $unhappy }
site-funnel = ลูกค้าที่ได้รับคำถามตอบแล้ว { $rate }: { $answered } จาก { $invited }
site-dimension-below = { $member } ต่ำกว่าส่วนที่เหลืออย่างชัดเจน
site-dimension-alike = ไม่มี{ $dimension }ใดต่ำกว่าที่เหลืออย่างชัดเจน
site-above = สูงกว่าส่วนที่เหลืออย่างชัดเจน
site-below = ต่ำกว่าส่วนที่เหลืออย่างชัดเจน
site-hidden = ไม่แสดง { $n } รายการที่มีคำ{"\u2060"}ตอบน้อยเกินไป

## Charts

site-by-month = { $name } รายเดือน พร้อมช่วงความเชื่อมั่น 95% จุดยิ่งใหญ่ คำ{"\u2060"}ตอบยิ่งมาก
site-by-week = { $name } รายสัปดาห์
site-by-dimension = { $name } ตาม{ $dimension } พร้อมช่วงความเชื่อมั่น 95%
site-gauge-caption = คะแนนพร้อมช่วงความเชื่อมั่น 95% บนมาตรวัดเต็ม
site-cut = แกนตั้งแสดงเฉพาะช่วง { $from } ถึง { $to } ของมาตรวัด
site-trend-desc = เส้นคือคะแนน แถบสีคือช่วงความเชื่อมั่น 95% ช่องว่างคือช่วงที่มีคำ{"\u2060"}ตอบน้อยเกินไป ตัวเลขอยู่ในตารางด้านล่าง
site-distribution-measure = สัดส่วนของคำ{"\u2060"}ตอบทั้งหมด
site-counts = จำนวนคำ{"\u2060"}ตอบตามคะแนน
site-counts-desc = หนึ่งแท่งต่อหนึ่งคะแนน ตัวเลขอยู่ในตารางด้านล่าง
site-group-detractor = ยังไม่พอใจ
site-group-passive = เฉย ๆ
site-group-promoter = พอใจ
site-score-thumbs-0 = ยังไม่พอใจ
site-score-thumbs-1 = พอใจ

## Funnel

site-funnel-measure = จากคำสั่งซื้อถึงคำตอบ
site-funnel-orders = คำสั่งซื้อ
site-funnel-invited = เชิญแล้ว
site-funnel-sent = ส่งแล้ว
site-funnel-answered = ตอบแล้ว
site-reasons = เหตุที่บางคนไม่ได้รับคำถาม
site-reason = เหตุผล
site-reason-too-old = คำสั่งซื้อนานเกินไป
site-reason-cancelled = ยกเลิกคำสั่งซื้อ
site-reason-answered = ตอบแล้ว
site-reason-suppressed = ไม่ต้องการรับอีเมลอีก
site-reason-no-address = ไม่มีที่อยู่ที่ใช้ได้
site-reason-no-consent = ยังไม่ได้ให้ความยินยอม
site-reason-quiet-period = เพิ่งถามไปไม่นาน
site-reason-sampled-out = ไม่อยู่ในกลุ่มตัวอย่าง
site-reason-expired = หมดเวลาตอบ
site-reason-inactive = ปิดแบบสอบถามแล้ว
site-reason-refused = เซิร์ฟเวอร์อีเมลปฏิเสธ
site-reason-gave-up = ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้
site-reason-uncertain = อาจส่งไม่ถึง

## Dimensions

site-dimension-location = สาขา
site-dimension-channel = ช่องทาง
site-dimension-language = ภาษา
site-channel-mail = อีเมล
site-channel-reminder = อีเมลเตือน
site-channel-card = การ์ด
site-channel-link = ลิงก์
site-channel-touchpoint = คิวอาร์โค้ดในร้าน
site-language-en = อังกฤษ
site-language-vi = เวียดนาม
site-language-th = ไทย

## Comments

site-comments = ความเห็นล่าสุด

## Method

site-method = ตัวเลขเหล่านี้คำนวณอย่างไร
site-method-points = NPS คือสัดส่วนผู้สนับสนุน (9–10) ลบสัดส่วนผู้ที่ยังไม่พอใจ (0–6) เป็นแต้มจาก −100 ถึง 100
site-formula-points = NPS = 100 × (P − D) / n
site-method-interval-points = ช่วงความเชื่อมั่น 95%: วิธี Wald ปรับแก้ เพิ่ม ¾, 1½ และ ¾ คำตอบให้สามกลุ่ม แล้วใช้คะแนน ± 1.96 × √(ความแปรปรวน / n) (Rocks, The American Statistician, 2016)
site-method-percent = คะแนนคือสัดส่วนของคำตอบระดับบน: 4 และ 5 จากห้าระดับ หรือยกนิ้วให้
site-formula-percent = 100 × คำตอบระดับบน / n
site-method-interval-percent = ช่วงความเชื่อมั่น 95%: วิธี Wilson (Newcombe, Statistics in Medicine, 1998)
site-method-mean = คะแนนคือค่าเฉลี่ยของคำตอบบนมาตรวัด 1 ถึง 7
site-formula-mean = ผลรวมของคำตอบ / n
site-method-interval-mean = ช่วงความเชื่อมั่น 95%: คิดเสมือนมีคำ{"\u2060"}ตอบเพิ่มหนึ่งคำ{"\u2060"}ตอบที่กระจายเท่า ๆ กันทั้งเจ็ดระดับ เพราะคะแนนต่ำที่นาน ๆ มีครั้งอาจยังไม่ปรากฏ (Perks, 1947; Berger, Bernardo และ Sun, Bayesian Analysis, 2015): m ± t × √(v / (n + 2)) โดย m และ v คือค่าเฉลี่ยและความแปรปรวนของ n + 1 คำ{"\u2060"}ตอบ และ t คือ t ของ Student ที่องศาอิสระ n − 1
site-method-change = เราบอกว่าเพิ่มหรือลดเฉพาะเมื่อสองเดือน หรือกลุ่มหนึ่งกับส่วนที่เหลือ ต่างกันเกินกว่าจะเป็นความบังเอิญ (การทดสอบ z สองกลุ่ม ที่ 5%) ส่วนที่ถูกเลือกมาเพราะโดดเด่น เช่น จุดสูงสุดและต่ำสุดของแนวโน้ม หรือกลุ่มหนึ่งจากหลายกลุ่ม ใช้เกณฑ์ที่เข้มกว่า (z มากกว่า 3.29)
site-method-hidden = ไม่แสดงคะแนนของกลุ่มที่มีคำตอบน้อยกว่า { $n } หากมีเพียงกลุ่มเดียว จะซ่อนอีกหนึ่งกลุ่มด้วย เพื่อไม่ให้คำนวณย้อนจากยอดรวมได้
