//! Of which kind a case is, and what it lacks beside it.

use crate::catalogue::cues::provision as cue;

/// `ExceptionKind` of a case.
pub fn kind_of(chars: &[char]) -> &'static str {
    let authority = cue::KIND_AUTHORITY.is_match(chars);
    let law = cue::KIND_LAW.is_match(chars);
    // 「本人の同意を得ることが困難」 is no consent.
    let consent = cue::KIND_CONSENT.is_match(chars) && !cue::DIFFICULT.is_match(chars) && !cue::WITHOUT_CONSENT.is_match(chars);
    let entrusts = cue::KIND_ENTRUSTMENT.is_match(chars)
        && (cue::KIND_ENTRUSTMENT_OUTRIGHT.is_match(chars) || !cue::KIND_ENTRUSTMENT_EXCLUDE.is_match(chars));
    let investigation = cue::PUBLIC_BODY_REQUEST.is_match(chars) && !cue::PUBLIC_AFFAIRS.is_match(chars);
    let judged = cue::JUDGEMENT.is_match(chars);
    match () {
        () if cue::KIND_PUBLIC_BODY.is_match(chars) && !investigation => "public_body",
        () if cue::KIND_LIFE.is_match(chars) && !cue::KIND_LIFE_EXCLUDE.is_match(chars) => "life",
        () if cue::KIND_PUBLIC_HEALTH.is_match(chars) => "public_health",
        () if cue::KIND_ACADEMIC.is_match(chars) => "academic",
        () if cue::OPT_OUT_CASE.is_match(chars) || cue::FUTURE.is_match(chars) => "other",
        () if cue::KIND_SUCCESSION.is_match(chars) => "succession",
        () if cue::KIND_JOINT_USE.is_match(chars) => "joint_use",
        () if judged && cue::OWN_INTEREST.is_match(chars) => "vague",
        () if entrusts && !(law && judged) => "entrustment",
        () if authority || (law && !cue::KIND_INQUIRY.is_match(chars)) => "law",
        () if cue::KIND_INQUIRY.is_match(chars) => "inquiry",
        () if consent => "consent",
        () if cue::KIND_PUBLICATION.is_match(chars) => "publication",
        () if cue::KIND_DEIDENTIFIED.is_match(chars) => "deidentified",
        () if judged || (cue::KIND_VAGUE.is_match(chars) && !cue::KIND_VAGUE_EXCLUDE.is_match(chars)) => "vague",
        () if cue::KIND_AFFILIATE.is_match(without_subject(chars)) => "affiliate",
        () => "other",
    }
}

/// 「みどりグループ各社は、…第三者に提供します」: the group is the one who gives.
fn without_subject(chars: &[char]) -> &[char] {
    let to = cue::KIND_SUBJECT.find(chars, 0).map_or(0, |m| m.to);
    chars.get(to..).unwrap_or_default()
}

/// Does the case lack what 法27条1項各号 asks for beside it?
pub fn lacks_qualifier(kind: &str, chars: &[char]) -> bool {
    match kind {
        "life" => !cue::DIFFICULT.is_match(chars) || cue::LIFE_WIDENED.is_match(chars),
        "public_health" => !cue::DIFFICULT.is_match(chars),
        "public_body" => !cue::HINDRANCE.is_match(chars),
        "academic" => !cue::ACADEMIC_BODY.is_match(chars),
        "law" => {
            cue::LIKE_POWER.is_match(chars)
                || cue::BARE_REQUEST.is_match(chars)
                || (cue::KIND_AUTHORITY.is_match(chars) && !cue::LEGAL_BASIS.is_match(chars))
        }
        _ => false,
    }
}
