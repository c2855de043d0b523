# Signing in: the one-time link, the first password, name and password.

sign-in-title = เข้าสู่ระบบ
sign-in-name = ชื่อ
sign-in-password = รหัสผ่าน
sign-in-button = เข้าสู่ระบบ
sign-in-wrong = ชื่อและรหัสผ่านไม่ตรงกัน โปรดลองอีกครั้ง
sign-in-wait = ลองหลายครั้งเกินไป โปรดรอสักครู่แล้วลองใหม่
sign-in-crowded = ขณะนี้มีผู้เข้าสู่ระบบพร้อมกันหลายคน โปรดลองใหม่ในอีกไม่กี่วินาที
sign-in-link-title = ยินดีต้อนรับสู่ { $shop }
sign-in-link-text = กดปุ่มเพื่อเข้าสู่ระบบบนอุปกรณ์นี้ ระบบจะจดจำอุปกรณ์ไว้ { $days } วัน
sign-in-link-button = เข้าสู่ระบบบนอุปกรณ์นี้
sign-in-link-used = ลิงก์นี้ถูกใช้ไปแล้วหรือหมดอายุ โปรดเข้าสู่ระบบด้วยชื่อและรหัสผ่าน หรือขอลิงก์ใหม่
sign-in-set-title = ตั้งรหัสผ่าน
sign-in-set-text = ใช้เข้าสู่ระบบบนอุปกรณ์อื่นได้ อย่างน้อย { $min } ตัวอักษร ประโยคสั้น ๆ ดีที่สุด
sign-in-set-again = พิมพ์รหัสผ่านอีกครั้ง
sign-in-set-button = บันทึกรหัสผ่าน
sign-in-set-later = ไว้ภายหลัง
sign-in-set-short = โปรดใช้อย่างน้อย { $min } ตัวอักษร
sign-in-set-common = รหัสผ่านนี้เดาง่าย โปรดเลือกใหม่
sign-in-set-differ = รหัสผ่านทั้งสองช่องไม่ตรงกัน โปรดพิมพ์ใหม่
sign-in-stale = หน้านี้เปิดไว้นานเกินไป โปรดลองอีกครั้ง
