//! Bodies of replies in slices: the server copies a whole piece before it looks whether anybody takes
//! it, and a reply in one piece would lie in memory twice for each client that does not.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;

use super::During;

/// How large a slice is.
const SLICE: usize = 16 * 1024;

/// A body in slices. While it lasts, its request is being answered.
pub struct InSlices {
    body: BoxBody,
    rest: Bytes,
    _answering: Option<During>,
}

impl InSlices {
    /// Cuts a body.
    pub fn new(body: BoxBody, answering: Option<During>) -> Self {
        Self { body, rest: Bytes::new(), _answering: answering }
    }
}

impl MessageBody for InSlices {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let this = self.get_mut();
        if this.rest.is_empty() {
            match Pin::new(&mut this.body).poll_next(cx) {
                Poll::Ready(Some(Ok(piece))) => this.rest = piece,
                Poll::Ready(Some(Err(error))) => {
                    tracing::error!(%error, "a reply broke off");
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
        let slice = this.rest.split_to(SLICE.min(this.rest.len()));
        Poll::Ready(Some(Ok(slice)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_comes_whole_and_in_slices() {
        let bytes = Bytes::from((0..50_000_u32).map(|n| n.to_le_bytes()[0]).collect::<Vec<_>>());
        let mut body = InSlices::new(BoxBody::new(bytes.clone()), None);
        assert_eq!(body.size(), BodySize::Sized(50_000));
        let mut cx = Context::from_waker(std::task::Waker::noop());
        let (mut whole, mut sizes) = (Vec::new(), Vec::new());
        while let Poll::Ready(Some(slice)) = Pin::new(&mut body).poll_next(&mut cx) {
            let slice = slice.unwrap();
            sizes.push(slice.len());
            whole.extend(slice);
        }
        assert_eq!((sizes, whole), (vec![SLICE, SLICE, SLICE, 50_000 - 3 * SLICE], bytes.to_vec()));
    }
}
