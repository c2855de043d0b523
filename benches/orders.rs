//! An order file of any size, as a spreadsheet would export it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes so many orders of two thirds as many customers, placed over two years.
pub fn write(path: &Path, rows: u64) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(
        file,
        "Mã đơn hàng;Ngày đặt hàng;Ngày giao hàng;Khách hàng;Email;Điện thoại;Chi nhánh;Tổng tiền;Trạng thái"
    )?;
    let places = ["Hải Châu", "Sơn Trà", "Nimman"];
    for n in 0..rows {
        let (customer, day) = (n * 7 % (rows * 2 / 3).max(1), n * 730 / rows.max(1));
        let (year, month, day) = (2024 + day / 365, day % 365 / 31 + 1, day % 28 + 1);
        let place = places[usize::try_from(n % 3).unwrap_or(0)];
        writeln!(
            file,
            "DH{n};{day:02}/{month:02}/{year} 10:{:02};{day:02}/{month:02}/{year};Nguyễn Văn {customer};k{customer}@example.org;09{:08};{place};{}.000;Hoàn thành",
            n % 60,
            customer % 100_000_000,
            n % 900 + 100
        )?;
    }
    file.flush()
}
