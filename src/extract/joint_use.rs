//! Facts: joint-use blocks: scope, items, purposes, who is responsible.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
