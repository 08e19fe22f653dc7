//! Polarity of a sentence: does it say that the thing is done, not done, may be done, or done but for exceptions?

use crate::catalogue::cues::polarity as cue;
use crate::text::View;

/// What a sentence says of its own predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// 提供します
    Affirmed,
    /// 提供しません, ことはありません
    Denied,
    /// 提供する場合があります, ことがあります
    Possible,
    /// 次の場合を除き…しません: denied but for exceptions
    Excepted,
    /// 提供する場合は公表します, することになった場合: only if it ever happens
    Hypothetical,
}

/// Reads the polarity from the end of the sentence and its conditions.
pub fn polarity(view: View<'_>) -> Polarity {
    let chars = view.chars;
    if cue::DENIED.is_match(chars) {
        return if cue::EXCEPT.is_match(chars) { Polarity::Excepted } else { Polarity::Denied };
    }
    if cue::HYPOTHETICAL.is_match(chars) {
        return Polarity::Hypothetical;
    }
    if cue::POSSIBLE.is_match(chars) {
        return Polarity::Possible;
    }
    Polarity::Affirmed
}

#[cfg(test)]
mod tests {
    use super::{Polarity, polarity};
    use crate::text::Folded;

    fn of(s: &str) -> Polarity {
        polarity(Folded::new(s, &[(0, s.len())]).view())
    }

    #[test]
    fn ends_decide() {
        assert_eq!(of("個人データを第三者に提供いたしません"), Polarity::Denied);
        assert_eq!(of("第三者に提供することはございません"), Polarity::Denied);
        assert_eq!(of("次の場合を除き、第三者に提供しません"), Polarity::Excepted);
        assert_eq!(of("業務の一部を外部に委託することがあります"), Polarity::Possible);
        assert_eq!(of("共同利用を行う場合には、あらかじめ公表します"), Polarity::Hypothetical);
        assert_eq!(of("グループ会社と共同利用します"), Polarity::Affirmed);
    }
}
