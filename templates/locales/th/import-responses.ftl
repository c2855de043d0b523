# คำตอบเก่า: เหตุผลที่ไม่รับแถว และสิ่งที่เกิดกับแถวที่เหลือ
import-refused-no-score = ไม่มีคะแนน
import-refused-score = “{ $value }” ไม่ใช่คะแนนของแบบสำรวจนี้ ซึ่งให้คะแนนได้ตั้งแต่ { $least } ถึง { $most }
import-refused-comment = ความคิดเห็นยาวเกิน { $limit } ตัวอักษร
import-refused-future = “{ $value }” (คอลัมน์ “{ $column }”) เป็นวันที่ยังมาไม่ถึง
import-refused-no-survey = แถวนี้ไม่ได้บอกว่าตอบแบบสำรวจใด โปรดระบุด้วย --survey
import-refused-unknown-survey = ไม่มีแบบสำรวจ “{ $value }” ดูรายการแบบสำรวจได้ด้วย `afterword survey list`
import-refused-other-kind = คำตอบนี้เป็นของแบบ “{ $found }” ใน Delighted ซึ่งที่นี่คือแบบสำรวจชนิด { $kind } แต่ “{ $survey }” เป็นชนิด { $own } โปรดระบุแบบสำรวจอื่นด้วย --survey
import-refused-no-kind = คำตอบนี้เป็นของแบบ “{ $found }” ใน Delighted ซึ่งให้คะแนนตั้งแต่ { $least } ถึง { $most } ที่นี่ไม่มีแบบสำรวจชนิดนั้น
import-refused-repeated = แถวที่ { $row } มีรหัสเดียวกันแต่เนื้อหาต่างกัน
import-refused-json = อ่านเป็น JSON ไม่ได้
import-refused-no-object = นี่เป็นค่าเดี่ยว ไม่ใช่คำตอบ

import-responses-dimensions = นับแยกตาม: { $names }
import-responses-properties = เก็บไว้กับคำตอบ: { $names } (ใช้ --map dimension.ชื่อ=คอลัมน์ เพื่อนับแยก)
import-responses-left-out = ไม่ได้อ่าน เพราะบอกได้ว่าลูกค้าเป็นใคร: { $names }
import-responses-untold = … และอีก { $count } แถวถูกปฏิเสธ
import-responses-repeated = มีคำตอบซ้ำกันทุกตัวอักษร { $count } รายการในไฟล์ นับเพียงครั้งเดียว
import-responses-without-id = คำตอบ { $count } รายการไม่มีรหัส จึงจำได้จากเนื้อหาของแถว หากแก้ไขแถวในภายหลังจะถือเป็นคำตอบใหม่
import-responses-summary = อ่านคำตอบ { $responses } รายการ: ใหม่ { $created } เปลี่ยนแปลง { $updated } เหมือนเดิม { $unchanged } { $refused ->
    [0] ไม่มีแถวที่ถูกปฏิเสธ
   *[other] ปฏิเสธ { $refused } แถว ดูด้านบน
  }
import-responses-next = แดชบอร์ดจะแสดงในการเผยแพร่ครั้งถัดไป: ภายในหนึ่งนาทีหาก `afterword serve` ทำงานอยู่ ไม่เช่นนั้นหลังสั่ง `afterword run fold` และ `afterword run publish`
