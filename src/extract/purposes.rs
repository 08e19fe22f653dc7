//! Facts: the operator's own purposes of use, one per listed entry.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
