//! The category of a purpose, for the summary.

use crate::catalogue::cues::purposes as cue;
use crate::document::Document;
use crate::text::{Cues, Folded, Span};

/// `PurposeCategory` of the report, by the first list that knows a word of it.
pub fn category(document: &Document<'_>, span: Span) -> &'static str {
    let folded = Folded::new(document.source, &[(span.start, span.end)]);
    let chars = folded.view().chars;
    let lists: [(&'static str, &Cues); 18] = [
        ("joint_use", &cue::CATEGORY_JOINT_USE),
        ("requests", &cue::CATEGORY_REQUESTS),
        ("credit", &cue::CATEGORY_CREDIT),
        ("insurance", &cue::CATEGORY_INSURANCE),
        ("recruiting", &cue::CATEGORY_RECRUITING),
        ("employment", &cue::CATEGORY_EMPLOYMENT),
        ("survey", &cue::CATEGORY_SURVEY),
        ("inspection", &cue::CATEGORY_INSPECTION),
        ("purchase", &cue::CATEGORY_PURCHASE),
        ("lease", &cue::CATEGORY_LEASE),
        ("provision", &cue::CATEGORY_PROVISION),
        ("support", &cue::CATEGORY_SUPPORT),
        ("advertising", &cue::CATEGORY_ADVERTISING),
        ("notice", &cue::CATEGORY_NOTICE),
        ("analysis", &cue::CATEGORY_ANALYSIS),
        ("legal", &cue::CATEGORY_LEGAL),
        ("contract", &cue::CATEGORY_CONTRACT),
        ("sales", &cue::CATEGORY_SALES),
    ];
    lists.into_iter().find(|(_, cues)| cues.is_match(chars)).map_or("other", |(name, _)| name)
}
