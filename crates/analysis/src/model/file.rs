//! The model file: one header, then sections of bytes, read in place.
//!
//! `magic (8) · version (4) · sections (4) · template fingerprint (8) · checksum of all that follows (8)`, then
//! `start (4) · length (4)` for each section, then the sections, each on a multiple of 64 bytes. All little-endian.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::ModelError;
use crate::model::hash::checksum;
use crate::model::template::fingerprint;

const MAGIC: &[u8; 8] = b"dateline";
const VERSION: u32 = 1;
const HEADER: usize = 32;
const ALIGNMENT: usize = 64;

/// What the sections hold, in their order in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// `UPOS\tXPOS`, a tag a line; a tag's id is its line.
    Tags,
    /// See [`crate::model::table::Dictionary`]: form to class and cluster.
    Words,
    TagWeights,
    ActionWeights,
    LabelWeights,
    /// Lines of what a lemma ends in; a rule names one.
    LemmaEndings,
    /// `ending (2) · letters cut (1) · case (1)` for each rule.
    LemmaRules,
    /// Form and tag to rule.
    LemmaForms,
    /// Suffix and tag to rule.
    LemmaSuffixes,
}

const SECTIONS: usize = Section::LemmaSuffixes as usize + 1;

/// A checked file: every section lies within it.
pub(crate) struct File {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
}

impl File {
    pub(crate) fn open(bytes: Cow<'static, [u8]>) -> Result<File, ModelError> {
        let header = bytes.get(..HEADER).ok_or(ModelError::Format("it is cut short"))?;
        if &header[..8] != MAGIC {
            return Err(ModelError::Format("it is no model"));
        }
        if u32_at(header, 2) != VERSION || u32_at(header, 3) as usize != SECTIONS {
            return Err(ModelError::Format("its version is another"));
        }
        if u64_at(header, 2) != fingerprint() {
            return Err(ModelError::Format("its feature templates are others"));
        }
        if u64_at(header, 3) != checksum(&bytes[HEADER..]) {
            return Err(ModelError::Format("its checksum is wrong"));
        }
        let directory = &bytes[HEADER..];
        let sections = std::array::from_fn(|index| {
            let start = u32_at(directory, 2 * index) as usize;
            start..start.saturating_add(u32_at(directory, 2 * index + 1) as usize)
        });
        if sections.iter().any(|section| bytes.get(section.clone()).is_none()) {
            return Err(ModelError::Format("a section lies outside of it"));
        }
        Ok(File { bytes, sections })
    }

    pub(crate) fn section(&self, section: Section) -> &[u8] {
        &self.bytes[self.sections[section as usize].clone()]
    }
}

/// The file of these sections, given in the order of [`Section`]. Under 4 GiB in all.
pub fn pack(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut directory = Vec::new();
    let mut body = Vec::new();
    let first = HEADER + sections.len() * 8;
    for section in sections {
        let start = (first + body.len()).next_multiple_of(ALIGNMENT);
        body.resize(start - first, 0);
        body.extend_from_slice(section);
        directory.extend((start as u32).to_le_bytes());
        directory.extend((section.len() as u32).to_le_bytes());
    }
    directory.append(&mut body);
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend((sections.len() as u32).to_le_bytes());
    file.extend(fingerprint().to_le_bytes());
    file.extend(checksum(&directory).to_le_bytes());
    file.append(&mut directory);
    file
}

/// The `index`th number of an array in bytes; 0 beyond its end.
#[inline(always)]
pub(crate) fn u16_at(bytes: &[u8], index: usize) -> u16 {
    bytes.get(index * 2..index * 2 + 2).and_then(|bytes| bytes.try_into().ok()).map_or(0, u16::from_le_bytes)
}

#[inline(always)]
pub(crate) fn u32_at(bytes: &[u8], index: usize) -> u32 {
    bytes.get(index * 4..index * 4 + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}

#[inline(always)]
pub(crate) fn u64_at(bytes: &[u8], index: usize) -> u64 {
    bytes.get(index * 8..index * 8 + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}
