//! Facts: who the operator is: name, address, representative.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
