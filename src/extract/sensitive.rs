//! Facts: the statement on sensitive data (要配慮個人情報).

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
