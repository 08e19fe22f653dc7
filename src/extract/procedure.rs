//! Facts: how requests are made: form, identity check, agent.

use super::Summary;
use crate::document::Document;

pub fn extract(_document: &Document<'_>, _summary: &mut Summary) {}
