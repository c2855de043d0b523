//! The words that shop systems and people use for how far an order has come.

use super::text::{fold, trim};

/// What a status amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is none: the dates alone speak.
    Absent,
    /// With the customer, or as good as.
    Done,
    /// It left the shop.
    Shipped,
    /// Cancelled, refunded, failed, returned.
    Cancelled,
    /// Anything else: not to be asked yet.
    Other,
}

const DONE: &[&str] = &[
    "completed",
    "complete",
    "fulfilled",
    "delivered",
    "done",
    "closed",
    "hoàn thành",
    "đã hoàn thành",
    "hoàn tất",
    "đã giao",
    "đã giao hàng",
    "giao hàng thành công",
    "giao thành công",
    "thành công",
    "đã nhận hàng",
    "สำเร็จ",
    "เสร็จสิ้น",
    "เสร็จสมบูรณ์",
    "จัดส่งสำเร็จ",
    "ส่งสำเร็จ",
    "ได้รับสินค้าแล้ว",
];
const SHIPPED: &[&str] =
    &["shipped", "sent", "đã gửi", "đã gửi hàng", "đã xuất kho", "จัดส่งแล้ว", "ส่งแล้ว"];
const CANCELLED: &[&str] = &[
    "cancelled",
    "canceled",
    "refunded",
    "failed",
    "returned",
    "voided",
    "trash",
    "hủy",
    "đã hủy",
    "đã hủy đơn",
    "hủy đơn",
    "trả hàng",
    "đã trả hàng",
    "hoàn trả",
    "hoàn tiền",
    "đã hoàn tiền",
    "thất bại",
    "giao thất bại",
    "chuyển hoàn",
    "đã hoàn",
    "ยกเลิก",
    "ยกเลิกแล้ว",
    "คืนเงิน",
    "คืนเงินแล้ว",
    "คืนสินค้า",
    "ล้มเหลว",
];

/// Knows the words; folded once, because every row asks.
#[derive(Debug)]
pub struct Statuses(Vec<(String, Status)>);

impl Statuses {
    /// Folds the words.
    pub fn new() -> Self {
        let sets =
            [(DONE, Status::Done), (SHIPPED, Status::Shipped), (CANCELLED, Status::Cancelled)];
        let words = sets
            .into_iter()
            .flat_map(|(words, status)| words.iter().map(move |word| (*word, status)));
        Self(words.map(|(word, status)| (fold(word), status)).collect())
    }

    /// What a cell amounts to. WooCommerce's `wc-completed` is `completed`.
    pub fn read(&self, written: &str) -> Status {
        let trimmed = trim(written);
        if trimmed.is_empty() {
            return Status::Absent;
        }
        let folded = fold(trimmed.strip_prefix("wc-").unwrap_or(trimmed));
        self.0.iter().find(|(word, _)| *word == folded).map_or(Status::Other, |(_, status)| *status)
    }
}
