//! Facts: data items said to be acquired or used.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
