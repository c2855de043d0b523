# เหตุผลที่ไม่รับแถวของไฟล์คำสั่งซื้อ และสิ่งที่ละไว้ในรายการที่รับแล้ว
import-refused = บรรทัดที่ { $line }: { $reason }
import-refused-cells = แถวนี้มี { $found } ช่อง แต่หัวตารางมี { $expected } ช่อง
import-refused-empty-id = คำสั่งซื้อไม่มีหมายเลข
import-refused-mangled-id = โปรแกรมตารางคำนวณย่อหมายเลขคำสั่งซื้อเหลือ “{ $value }” โปรดส่งออกไฟล์ใหม่และอย่าบันทึกจากโปรแกรมตารางคำนวณ
import-refused-quote = ไม่มีเครื่องหมายคำพูดปิด หรือมีข้อความต่อท้ายเครื่องหมายปิด
import-refused-bytes = แถวนี้มีข้อมูลที่อ่านเป็นข้อความไม่ได้
import-refused-too-long = มีช่องที่ยาวเกิน 64 KB
import-refused-too-large = คำสั่งซื้อมีมากกว่า { $rows } แถว หรือชื่อสินค้ารวมกันเกิน 1 MB
import-refused-no-date = ไม่มีวันที่ในคอลัมน์ “{ $column }”
import-refused-impossible-date = ไม่มีวันที่ “{ $value }” (คอลัมน์ “{ $column }”)
import-refused-unread-date = อ่าน “{ $value }” เป็นวันที่ไม่ได้ (คอลัมน์ “{ $column }”) โปรดเขียน วัน/เดือน/ปี หรือ ปี-เดือน-วัน โดยใส่ปีเต็มสี่หลัก
import-refused-incomplete = แถวที่ { $row } อยู่ระหว่างแถวของคำสั่งซื้อนี้และไม่ผ่านการตรวจ จึงไม่รับทั้งคำสั่งซื้อ
import-refused-unreadable = อ่านไฟล์ต่อไม่ได้: { $message }
import-note-malformed-email = เก็บลูกค้า { $count } รายไว้โดยไม่มีอีเมล เพราะที่อยู่อีเมลไม่ถูกต้อง
import-note-invented-email = เก็บลูกค้า { $count } รายไว้โดยไม่มีอีเมล เพราะระบบร้านค้าสร้างที่อยู่ขึ้นเอง
import-note-unread-phone = เก็บลูกค้า { $count } รายไว้โดยไม่มีเบอร์โทร เพราะอ่านเบอร์ไม่ได้
import-note-unknown-time-zone = เก็บลูกค้า { $count } รายไว้โดยไม่มีเขตเวลา โปรดเขียนแบบ “Asia/Bangkok”

import-summary = อ่านคำสั่งซื้อ { $orders } รายการ: ใหม่ { $created } อัปเดต { $updated } ไม่เปลี่ยนแปลง { $unchanged } ลูกค้าใหม่ { $customers } ราย { $refused ->
    [0] ไม่มีแถวที่ถูกปฏิเสธ
   *[other] ปฏิเสธ { $refused } แถว ดูด้านบน
  }
import-mails = { $count ->
    [0] การนำเข้านี้จะไม่ส่งอีเมล
   *[other] การนำเข้านี้จะส่งอีเมล { $count } ฉบับ
  }
import-dry-run = นี่เป็นการทดลอง ยังไม่ได้บันทึกอะไร
