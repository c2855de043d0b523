//! Which passwords are too easy to guess: common ones, runs and dates, and what is made of names that
//! everybody knows. How many guesses one takes is estimated by `zxcvbn` (Wheeler, USENIX Security
//! 2016), which knows English words and the passwords of the world; ours are added.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zxcvbn::{Score, zxcvbn};

/// Passwords, and what they are made of, that are common where our shops are: without accents and
/// spaces, as they are typed there.
const COMMON: &str = include_str!("password/common.txt");

/// Whether a password falls within some hundred million guesses. `names` are the user's, the shop's.
#[must_use]
pub fn is_easy(password: &str, names: &[&str]) -> bool {
    let mut known: Vec<String> = COMMON.lines().map(str::to_owned).collect();
    for name in names {
        known.extend(name.split_whitespace().map(str::to_lowercase));
        known.extend(plain(name).split(' ').map(str::to_owned));
        known.extend([name.to_lowercase(), joined(name)]);
    }
    known.retain(|word| word.chars().count() > 1);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let forms = [password.to_lowercase(), plain(password), joined(password)];
    // A form that lost everything was never letters: then the others say what it is worth.
    let mut forms = forms.iter().filter(|form| !form.is_empty());
    forms.any(|form| zxcvbn(form, &known).score() < Score::Three)
}

/// Lower case without accents: `Mật Khẩu` is `mat khau`.
fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// The same without what stands between words.
fn joined(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::{COMMON, is_easy, joined, plain};

    const NAMES: [&str; 2] = ["Tiệm Gốm Hội An", "Chị Hoa"];

    #[test]
    fn what_guessers_try_first_is_easy() {
        for password in [
            "matkhau123",
            "Mật khẩu 123",
            "mật khẩu!!!",
            "123456789a",
            "a123456789",
            "1234567890",
            "aaaaaaaaaaaa",
            "password123",
            "P@ssw0rd2026",
            "qwertyuiop",
            "iloveyou2025",
            "anhyeuem123",
            "anh yêu em 1",
            "vietnam2026",
            "saigon123456",
            "0905111222",
            "20101990abc",
            "รหัสผ่าน1234",
            "thailand2569",
            "afterword123",
        ] {
            assert!(is_easy(password, &NAMES), "{password}");
        }
    }

    #[test]
    fn what_is_made_of_the_shop_s_or_the_user_s_name_is_easy() {
        for password in [
            "tiemgomhoian",
            "TiemGomHoiAn2026",
            "Tiệm Gốm Hội An",
            "gomhoian123",
            "hoian-gom-2026",
            "chihoa12345",
            "Chị Hoa 1990",
            "hoahoahoa1",
        ] {
            assert!(is_easy(password, &NAMES), "{password}");
            let others = is_easy(password, &[]);
            println!("{password}: without the names {others}");
        }
    }

    #[test]
    fn a_few_words_that_do_not_belong_together_are_not() {
        for password in [
            "correct horse battery",
            "another long phrase",
            "gốm sứ Thanh Hà",
            "phở bò tái chín",
            "tra da mua he 7",
            "กระทะแมวฝนตก",
            "Xk2#vv9!qLmz",
            "x7Rk-29aQ-pp3M",
        ] {
            assert!(!is_easy(password, &NAMES), "{password}");
        }
    }

    #[test]
    fn common_words_stand_as_they_are_compared() {
        for word in COMMON.lines() {
            let is_plain = word == joined(word) || !word.is_ascii();
            assert!(is_plain && !word.is_empty(), "{word:?}");
        }
        assert_eq!(plain("Đặng Mật Khẩu"), "dang mat khau");
        assert_eq!(joined("Mật-Khẩu 1"), "matkhau1");
    }
}
