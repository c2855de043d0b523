//! What looks at a PDF as a printer, a phone and a reader do: poppler's tools, zbar and qpdf.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process;

const TOOLS: [(&str, &str); 5] = [
    ("pdftoppm", "poppler-utils"),
    ("pdftotext", "poppler-utils"),
    ("pdffonts", "poppler-utils"),
    ("zbarimg", "zbar-tools"),
    ("qpdf", "qpdf"),
];

/// Says what is missing, if anything.
pub fn look() -> Result<(), String> {
    for (tool, package) in TOOLS {
        process::find_program(tool, &[Path::new("/usr/bin")])
            .ok_or_else(|| format!("{tool} (Debian: {package}) is not installed"))?;
    }
    Ok(())
}

/// What a tool prints; it must end well.
pub fn said(tool: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool).args(arguments).output().expect("a tool that was there before");
    assert!(
        output.status.success(),
        "{tool} {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Each page as a grey picture (PGM), so many dots to the inch, in order.
pub fn pictures(pdf: &Path, dpi: u32) -> Vec<PathBuf> {
    let stem = pdf.with_extension("").display().to_string() + &format!("-{dpi}");
    said("pdftoppm", &["-gray", "-r", &dpi.to_string(), &pdf.display().to_string(), &stem]);
    let folder = pdf.parent().expect("a folder");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.display().to_string().starts_with(&stem)
                && path.extension().is_some_and(|extension| extension == "pgm")
        })
        .collect();
    found.sort();
    found
}

/// The texts of the QR codes that zbar finds in pictures, in their order.
pub fn codes(pictures: &[PathBuf]) -> Vec<String> {
    let arguments = ["--raw", "--quiet", "-Sdisable", "-Sqrcode.enable"];
    let output = Command::new("zbarimg").args(arguments).args(pictures).output().expect("zbarimg");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

/// A grey picture, white at 255.
pub struct Grey {
    /// To the right.
    pub width: usize,
    /// Down.
    pub height: usize,
    /// Row by row.
    pub dots: Vec<u8>,
}

impl Grey {
    /// Reads a binary PGM of 8 bits (<https://netpbm.sourceforge.net/doc/pgm.html>).
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("a picture");
        let mut at = 0;
        let mut header = Vec::new();
        while header.len() < 4 {
            let end = bytes[at..].iter().position(u8::is_ascii_whitespace).expect("a header") + at;
            header.push(std::str::from_utf8(&bytes[at..end]).expect("ASCII").to_owned());
            at = end + 1;
        }
        assert_eq!((header[0].as_str(), header[3].as_str()), ("P5", "255"));
        let side = |at: usize| header[at].parse().expect("a number");
        Self { width: side(1), height: side(2), dots: bytes[at..].to_vec() }
    }

    /// Writes it beside another picture.
    pub fn write(&self, path: &Path) {
        let mut bytes = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        bytes.extend(&self.dots);
        std::fs::write(path, bytes).expect("a picture");
    }

    /// A part of it, in dots: left, top, width, height.
    pub fn cut(&self, [left, top, width, height]: [usize; 4]) -> Self {
        let (width, height) = (width.min(self.width - left), height.min(self.height - top));
        let rows = (top..top + height).map(|row| row * self.width + left);
        let dots = rows.flat_map(|from| self.dots[from..from + width].iter().copied()).collect();
        Self { width, height, dots }
    }

    fn at(&self, x: isize, y: isize) -> f32 {
        let inside = |at: isize, size: usize| usize::try_from(at).ok().filter(|at| *at < size);
        match (inside(x, self.width), inside(y, self.height)) {
            (Some(x), Some(y)) => f32::from(self.dots[y * self.width + x]),
            _ => 255.0,
        }
    }

    /// Out of focus: each dot the mean of those within a radius.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    pub fn blurred(&self, radius: isize) -> Self {
        let count = ((2 * radius + 1) * (2 * radius + 1)) as f32;
        self.each(|x, y| {
            let near = (-radius..=radius)
                .flat_map(|dy| (-radius..=radius).map(move |dx| (dx, dy)))
                .map(|(dx, dy)| self.at(x + dx, y + dy));
            (near.sum::<f32>() / count) as u8
        })
    }

    /// Held askew: turned about its middle.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    pub fn turned(&self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        self.each(|x, y| {
            let (dx, dy) = (x as f32 - middle_x, y as f32 - middle_y);
            let (from_x, from_y) = (dx * cos - dy * sin + middle_x, dx * sin + dy * cos + middle_y);
            let (left, top) = (from_x.floor(), from_y.floor());
            let (right_part, lower_part) = (from_x - left, from_y - top);
            let at = |dx: isize, dy: isize| self.at(left as isize + dx, top as isize + dy);
            let upper = at(0, 0) * (1.0 - right_part) + at(1, 0) * right_part;
            let lower = at(0, 1) * (1.0 - right_part) + at(1, 1) * right_part;
            (upper * (1.0 - lower_part) + lower * lower_part) as u8
        })
    }

    #[allow(clippy::cast_possible_wrap)]
    fn each(&self, dot: impl Fn(isize, isize) -> u8) -> Self {
        let (width, height) = (self.width, self.height);
        let dots = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| dot(x as isize, y as isize))
            .collect();
        Self { width, height, dots }
    }
}
