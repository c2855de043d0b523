//! Where the heads of requests end among bytes that came.

/// How many blank lines, with which heads end, are among the bytes, and how far the last of them reaches
/// once there are as many as may be; else all bytes. A line may end without a carriage return, as the
/// parser takes it.
pub fn heads_in(bytes: &[u8], most: usize) -> (usize, usize) {
    let mut heads = 0;
    for at in memchr::memchr_iter(b'\n', bytes) {
        let blank = match bytes.get(at + 1..) {
            Some([b'\n', ..]) => 1,
            Some([b'\r', b'\n', ..]) => 2,
            _ => continue,
        };
        heads += 1;
        if heads >= most {
            return (heads, at + 1 + blank);
        }
    }
    (heads, bytes.len())
}

#[cfg(test)]
mod tests {
    use super::heads_in;

    #[test]
    fn bytes_are_cut_after_as_many_heads_as_may_be() {
        let head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
        let bare = "GET / HTTP/1.1\nHost: x\n\n";
        for one in [head, bare] {
            let many = one.repeat(100);
            assert_eq!(heads_in(many.as_bytes(), 4), (4, 4 * one.len()));
            assert_eq!(heads_in(one.as_bytes(), 4), (1, one.len()));
        }
        let with_body = format!("{head}code=ABCD&comment=one%0A%0Atwo");
        assert_eq!(heads_in(with_body.as_bytes(), 4), (1, with_body.len()));
        for whole in ["", "\r\n", "GET / HTTP/1.1\r\nHost", "\r\n\r"] {
            assert_eq!(heads_in(whole.as_bytes(), 4), (0, whole.len()), "{whole:?}");
        }
    }
}
