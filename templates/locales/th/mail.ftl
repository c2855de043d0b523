# The mail that asks. What a shop writes itself takes the place of greeting, intro, signature, subject.

mail-greeting = เรียน { $name }
mail-greeting-nobody = เรียน คุณลูกค้า
mail-intro = ขอบคุณที่ซื้อสินค้ากับ { $shop } เราขอถามเพียงข้อเดียว ใช้เวลาไม่ถึงหนึ่งนาที
mail-intro-order = ขอบคุณสำหรับคำสั่งซื้อ { $order } จาก { $shop } เราขอถามเพียงข้อเดียว ใช้เวลาไม่ถึงหนึ่งนาที
mail-signature =
    ด้วยความขอบคุณ
    { $shop }
mail-choose = แตะคำตอบของคุณ แล้วยังเปลี่ยนได้ในหน้าถัดไป
mail-score = { $score } จาก { $max }
mail-link = ตั้งแต่ { $min } ({ $low }) ถึง { $max } ({ $high }) ตอบได้ที่นี่
mail-link-thumbs = { $high } หรือ { $low } ตอบได้ที่นี่
mail-why = คุณได้รับอีเมลนี้เพราะเคยซื้อสินค้ากับ { $shop }
mail-unsubscribe = หยุดรับอีเมลนี้
