//! How many files this process may have open: each connection is one.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What the database, the log, mail and the site need besides, at most and of few.
const OTHERS: (u64, u64) = (256, 4);

/// Raises the limit on open files as far as this process may.
pub fn allow_many_files() {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return;
    }
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "the limit on open files cannot be raised");
    }
}

/// How many of the connections that are wanted there are files for.
pub fn room_for(wanted: usize) -> usize {
    let room = usize_of(connections_in(getrlimit(Resource::Nofile).current));
    if room < wanted {
        tracing::warn!(room, wanted, "the limit on open files allows for fewer connections");
    }
    room.min(wanted)
}

/// Of few files a quarter is kept back.
fn connections_in(files: Option<u64>) -> u64 {
    let Some(files) = files else { return u64::MAX };
    files - OTHERS.0.min(files / OTHERS.1)
}

fn usize_of(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::connections_in;

    #[test]
    fn some_files_are_kept_for_other_things() {
        assert_eq!(connections_in(Some(256)), 192);
        assert_eq!(connections_in(Some(1_024)), 768);
        assert_eq!(connections_in(Some(1_048_576)), 1_048_320);
        assert_eq!(connections_in(None), u64::MAX);
    }
}
