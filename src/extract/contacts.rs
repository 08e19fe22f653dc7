//! Facts: where to turn: desk, phone, fax, mail, postal address, form.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
