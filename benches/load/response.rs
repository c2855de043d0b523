//! As much of HTTP/1.1 as it takes to know where an answer ends.

/// An answer that has arrived whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// Its status.
    pub status: u16,
    /// Its bytes, head and body.
    pub length: usize,
    /// Whether the server will close the connection after it.
    pub closes: bool,
}

/// Reads an answer from the start of what has arrived; `None` while it is not all there.
pub fn parse(input: &[u8]) -> Result<Option<Response>, String> {
    let Some(head_end) = find(input, b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&input[..head_end]).map_err(|error| error.to_string())?;
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.strip_prefix("HTTP/1.1 "))
        .and_then(|line| line.get(..3)?.parse().ok())
        .ok_or_else(|| format!("this is no answer: {head:?}"))?;

    let (mut body, mut closes) = (Body::Length(0), false);
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(|| format!("no header: {line:?}"))?;
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            body = Body::Length(value.parse().map_err(|error| format!("{line:?}: {error}"))?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            body = Body::Chunks;
        } else if name.eq_ignore_ascii_case("connection") {
            closes = value.eq_ignore_ascii_case("close");
        }
    }
    let start = head_end + 4;
    let length = match body {
        _ if matches!(status, 204 | 304) => Some(start),
        Body::Length(length) => Some(start + length).filter(|end| *end <= input.len()),
        Body::Chunks => end_of_chunks(&input[start..])?.map(|length| start + length),
    };
    Ok(length.map(|length| Response { status, length, closes }))
}

enum Body {
    Length(usize),
    Chunks,
}

/// The length of a chunked body with its last, empty chunk; trailers are not expected.
fn end_of_chunks(body: &[u8]) -> Result<Option<usize>, String> {
    let mut at = 0;
    loop {
        let rest = &body[at..];
        let Some(line_end) = find(rest, b"\r\n") else { return Ok(None) };
        let line = String::from_utf8_lossy(&rest[..line_end]);
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(|e| format!("chunk {line:?}: {e}"))?;
        at += line_end + 2 + size + 2;
        if at > body.len() {
            return Ok(None);
        }
        if size == 0 {
            return Ok(Some(at));
        }
    }
}

fn find(input: &[u8], wanted: &[u8]) -> Option<usize> {
    input.windows(wanted.len()).position(|window| window == wanted)
}
