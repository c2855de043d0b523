# ข้อความเริ่มต้นของแบบสอบถาม ใช้ในแบบฟอร์มและอีเมลเมื่อร้านยังไม่ได้เขียนข้อความของตนเอง

## คำถามตามประเภท

survey-question-nps = คุณจะแนะนำ { $shop } ให้เพื่อนหรือคนใกล้ชิดมากน้อยเพียงใด
survey-question-csat = ครั้งนี้คุณพึงพอใจกับ { $shop } มากน้อยเพียงใด
survey-question-ces = คุณเห็นด้วยหรือไม่ “{ $shop } ทำให้ฉันซื้อของที่ต้องการได้อย่างง่ายดาย”
survey-question-stars = คุณให้ { $shop } กี่ดาว
survey-question-smileys = ประสบการณ์ของคุณกับ { $shop } เป็นอย่างไร
survey-question-thumbs = คุณพอใจกับ { $shop } หรือไม่

## ปลายทั้งสองของคะแนน

survey-low-nps = ไม่แนะนำแน่นอน
survey-low-csat = ไม่พอใจมาก
survey-low-ces = ไม่เห็นด้วยอย่างยิ่ง
survey-low-stars = ควรปรับปรุง
survey-low-smileys = ไม่ชอบเลย
survey-low-thumbs = ไม่พอใจ
survey-high-nps = แนะนำแน่นอน
survey-high-csat = พอใจมาก
survey-high-ces = เห็นด้วยอย่างยิ่ง
survey-high-stars = ยอดเยี่ยม
survey-high-smileys = ชอบมาก
survey-high-thumbs = พอใจ
survey-scale-low = ควรปรับปรุง
survey-scale-high = ดีมาก

## ป้ายของช่องความเห็นตามกลุ่ม และ `any` เมื่อยังไม่มีคะแนน

survey-comment-any = มีเรื่องใดที่อยากบอกเราเพิ่มเติมไหม
survey-comment-detractor = มีเรื่องใดที่ทำให้คุณไม่พอใจ และเราควรแก้ไขอย่างไร
survey-comment-passive = เราควรปรับปรุงเรื่องใด
survey-comment-promoter = คุณชอบเรื่องใดมากที่สุด

## คำขอบคุณหลังตอบ ตามกลุ่ม

survey-thanks-detractor = ขอบคุณที่บอกเราอย่างตรงไปตรงมา ขออภัยที่ยังทำให้คุณพอใจไม่ได้
survey-thanks-passive = ขอบคุณ ความเห็นของคุณช่วยให้เราดีขึ้น
survey-thanks-promoter = ขอบคุณมาก เราดีใจที่ได้รับคำนี้จากคุณ

## หัวเรื่องอีเมลตามประเภท

survey-subject-nps = { $shop } ขอถามคุณเพียงข้อเดียว
survey-subject-csat = { $shop } ขอถามคุณหนึ่งข้อเกี่ยวกับการซื้อครั้งล่าสุด
survey-subject-ces = ซื้อง่ายไหม { $shop } ขอถามคุณเพียงข้อเดียว
survey-subject-stars = คุณให้ { $shop } กี่ดาว
survey-subject-smileys = เป็นอย่างไรบ้าง { $shop } ขอถามคุณเพียงข้อเดียว
survey-subject-thumbs = คุณพอใจไหม { $shop } ขอถามคุณเพียงข้อเดียว
