//! Facts: dates of the policy: established, revised, effective, previous versions.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
