//! Facts: addresses of pages the text points to.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
