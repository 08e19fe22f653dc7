//! Build script's part: `{analytics_tool}` in a cue stands for the words that `lexicon/words.toml` lists under that name.
//!
//! A list that several cues need is written once, and a cue reads as a sentence.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

/// The lexicon file with the words; it makes no table of its own.
pub const FILE: &str = "words";

thread_local! {
    /// Name → the group of its words.
    static WORDS: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// Reads the file; before any cue is compiled.
pub fn load(root: &Path) -> Result<(), String> {
    let lists: BTreeMap<String, Vec<String>> = crate::emit::read(&root.join(format!("lexicon/{FILE}.toml")))?;
    WORDS.set(lists.into_iter().map(|(name, words)| (name, format!("({})", words.join("|")))).collect());
    Ok(())
}

/// The cue with every `{name}` replaced; a brace before a digit is a repetition and stays. Fails on a name that is not in the file.
pub fn expand(cue: &str) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), cue);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        rest = after;
        match after.split_once('}') {
            Some((name, behind)) if name.starts_with(|c: char| c.is_ascii_lowercase()) => {
                out.push_str(&WORDS.with_borrow(|w| w.get(name).cloned()).ok_or(format!("no words `{name}` in lexicon/{FILE}.toml"))?);
                rest = behind;
            }
            _ => out.push('{'),
        }
    }
    out.push_str(rest);
    Ok(out)
}
