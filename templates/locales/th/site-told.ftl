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
