# แยกตามส่วน สิ่งที่มีผล และคำตอบของคำถามเพิ่มเติม

## แยกตามส่วน

site-tab-location = สาขา
site-tab-channel = ช่องทาง
site-tab-language = ภาษา
site-tab-product = สินค้า
site-tab-staff = พนักงาน
site-tab-tier = ระดับลูกค้า
site-tab-tags = ป้ายกำกับ
site-dimension-product = สินค้า
site-dimension-staff = พนักงาน
site-dimension-tier = ระดับลูกค้า
site-dimension-tags = ป้ายกำกับ
site-dimension-both = { $above } สูงกว่าส่วนที่เหลืออย่างชัดเจน ส่วน { $below } ต่ำกว่าอย่างชัดเจน
site-dimension-above = { $member } สูงกว่าส่วนที่เหลืออย่างชัดเจน
site-multiples = เส้นบาง: คะแนนรายเดือนในช่วง { $n } เดือนล่าสุด ใช้มาตราส่วนเดียวกันทุกแถว เส้นประ: คำตอบทั้งหมด
site-tail = อีก { $n } รายการรวมกัน
site-several = คำตอบที่เกี่ยวกับหลายรายการจะนับให้ทุกรายการ
site-more = ดูทั้งหมดตาม{ $dimension }
site-back-to = ทั้งหมดตาม{ $dimension }
site-member-above = { $member }: { $name } { $score } ({ $interval }) — สูงกว่ารายการอื่นทั้งหมดอย่างชัดเจน ({ $rest })
site-member-below = { $member }: { $name } { $score } ({ $interval }) — ต่ำกว่ารายการอื่นทั้งหมดอย่างชัดเจน ({ $rest })
site-member-alike = { $member }: { $name } { $score } ({ $interval }) — ไม่ต่างจากรายการอื่นอย่างชัดเจน ({ $rest })
site-member-alone = { $member }: { $name } { $score } ({ $interval })
site-all-others = รายการอื่นทั้งหมด
site-rate-counts = { $answered } จาก { $invited } คนที่ได้รับเชิญ

## สิ่งที่มีผล

site-drivers = สิ่งที่มีผล
site-answer = คำตอบ
site-odds = อัตราส่วนออดส์
site-outcome-nps = ยินดีแนะนำร้าน (9–10)
site-outcome-csat = พอใจ (4–5)
site-outcome-ces = รู้สึกว่าสะดวก (5–7)
site-outcome-stars = ให้ 4 หรือ 5 ดาว
site-outcome-smileys = มีความสุข (4–5)
site-outcome-thumbs = กดถูกใจ
site-said-upper = 4 หรือ 5 จาก 5
site-drivers-few = คำตอบยังน้อยเกินกว่าจะบอกได้ว่าอะไรมาคู่กับคะแนนสูง
site-drivers-none = ยังไม่มีคำตอบใดที่มาคู่กับคะแนนสูงหรือต่ำอย่างชัดเจน
site-driver-said = ในกลุ่มที่เลือก “{ $answer }” มี { $with } ที่{ $outcome } ส่วนกลุ่มอื่นมี { $without }
site-driver-upper = ในกลุ่มที่ให้ “{ $question }” 4 หรือ 5 จาก 5 มี { $with } ที่{ $outcome } ส่วนกลุ่มอื่นมี { $without }
site-driver-odds = ออดส์เป็น { $ratio } เท่าของกลุ่มอื่น อยู่ระหว่าง { $low } ถึง { $high }
site-driver-shares = { $with } เทียบกับ { $without } ของกลุ่มอื่น
site-driver-refused = “{ $question }”: { $n } คำตอบ แต่ละด้านต้องมีอย่างน้อย { $fewest } คน ทั้งที่เลือกและไม่เลือก ทั้งที่ให้คะแนนสูงและไม่สูง
site-times = { $ratio } ×
site-odds-caption = โอกาสที่ลูกค้า{ $outcome }เปลี่ยนไปอย่างไรตามสิ่งที่เลือก (อัตราส่วนออดส์ พร้อมช่วงความเชื่อมั่น 95%) ทางขวาของ 1: บ่อยกว่า ทางซ้าย: น้อยกว่า สีเทา: อาจเป็นเรื่องบังเอิญ
site-drivers-clear = สิ่งที่เห็นชัด
site-drivers-refused = สิ่งที่ยังบอกไม่ได้
site-drivers-how = วิธีอ่าน
site-drivers-odds = ออดส์คือจำนวนลูกค้าที่ให้คะแนนสูงต่อลูกค้าที่ไม่ได้ให้หนึ่งคน ออดส์สามเท่าไม่ได้แปลว่าลูกค้ามากขึ้นสามเท่า ถ้ากลุ่มอื่นให้คะแนนสูงครึ่งหนึ่ง (1 ต่อ 1) ออดส์สามเท่าคือสามในสี่ (3 ต่อ 1)
site-drivers-cause = สิ่งที่มาคู่กันไม่จำเป็นต้องเป็นเหตุและผล ใช้เป็นแนวทางว่าควรดูอะไรและลองอะไร แล้วดูว่าคะแนนเปลี่ยนตามหรือไม่ เปรียบเทียบเฉพาะคำถามที่ถามลูกค้าทุกคน
site-formula-odds = อัตราส่วนออดส์ = (a / b) ÷ (c / d)
site-method-odds = a และ b คือผู้ที่เลือกคำตอบนั้น ที่ให้และไม่ให้คะแนนสูง ส่วน c และ d คือผู้ที่ไม่ได้เลือก ช่วงความเชื่อมั่น 95%: exp(ln OR ± 1.96 × √(1/a + 1/b + 1/c + 1/d)) (Woolf, 1955) ถ้าค่าใดในสี่ค่าเป็น 0 จะบวก ½ ให้ทุกค่า (Haldane, 1956; Anscombe, 1956) ถือว่าชัดเจนเมื่อห่างจาก 1 เกิน 3.29 เท่าของค่าคลาดเคลื่อนมาตรฐาน เพราะเปรียบเทียบหลายคำตอบ
site-method-odds-few = หากด้านใดของตารางมีลูกค้าไม่ถึง { $n } คน จะไม่สรุป

## คำถามเพิ่มเติมตามกลุ่ม

site-follow-up-detractor = ลูกค้าที่ยังไม่พอใจเลือกมากที่สุด: “{ $answer }” ({ $share })
site-follow-up-passive = ลูกค้าที่รู้สึกเฉย ๆ เลือกมากที่สุด: “{ $answer }” ({ $share })
site-follow-up-promoter = ลูกค้าที่พอใจเลือกมากที่สุด: “{ $answer }” ({ $share })
