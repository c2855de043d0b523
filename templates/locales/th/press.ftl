# การ์ด โปสเตอร์ และป้ายตั้งโต๊ะ: ข้อความบนกระดาษ

press-title = การ์ดขอบคุณจาก { $shop }
press-title-poster = โปสเตอร์ของ { $shop }
press-title-sheet = หน้าทดสอบสำหรับ { $sheet }
press-greeting = ขอบคุณ
press-greeting-nobody = ขอบคุณลูกค้าคนพิเศษ
press-name = คุณ{ $name }
press-thanks =
    เราตั้งใจแพ็กทุกชิ้นเพื่อคุณ
    หวังว่าจะถูกใจนะคะ
press-question = ถูกใจไหมคะ
press-scan = สแกนเพื่อบอกเรา ไม่ถึงหนึ่งนาที
press-visit = หรือเข้าไปที่
press-number = คำสั่งซื้อ { $number }
press-new-year = สวัสดีปีใหม่
press-sign = ด้วยความขอบคุณ { $shop }
press-poster-question = วันนี้เป็นอย่างไรบ้างคะ
press-poster-scan = ส่องกล้องที่โค้ดแล้วบอกเรา ไม่ถึงหนึ่งนาที
press-sheet-print = พิมพ์ที่ 100 % (“ขนาดจริง”) แล้วทาบหน้านี้กับแผ่นฉลากเปล่าและส่องกับแสง
press-sheet-move = หากกรอบเลื่อนไปทางขวา 1 มม. ให้ปรับแนวนอน −1 หากเลื่อนลง 1 มม. ให้ปรับแนวตั้ง −1
press-sheet-ruler = เส้นนี้ยาว 100 มม.
