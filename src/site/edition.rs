//! One edition of the site in memory, and the manifest that says what was written of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// All files of an edition by their path below the site's root, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    files: BTreeMap<String, Vec<u8>>,
}

impl Edition {
    /// An edition of these files.
    #[must_use]
    pub fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { files }
    }

    /// The files by path.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// What the files are, without their contents.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let seal = |bytes: &[u8]| Seal { size: bytes.len(), hash: hex(&Sha256::digest(bytes)) };
        Manifest {
            files: self.files.iter().map(|(path, bytes)| (path.clone(), seal(bytes))).collect(),
        }
    }
}

/// Which files an edition has. Only what stands in a manifest is ever deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Size and hash by path.
    pub files: BTreeMap<String, Seal>,
}

/// What tells one content from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// Bytes.
    pub size: usize,
    /// SHA-256 in hexadecimal.
    pub hash: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
