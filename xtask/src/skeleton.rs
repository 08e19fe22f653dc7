//! `cargo xtask new-requirement <id>`: the file a requirement starts from. It does not build until its sentences are written:
//! the catalogue wants three hits and three misses, with words in them.

use crate::sh::{self, Result, root};

pub fn new_requirement(id: &str) -> Result<()> {
    let kebab = id.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()));
    if !kebab {
        return Err(format!("an id is kebab-case: `{id}` is not").into());
    }
    let path = root().join("src/catalogue/appi").join(format!("{id}.toml"));
    if path.exists() {
        return Err(format!("{} is there already; ids are never reused", path.display()).into());
    }
    sh::write(&path, SKELETON)?;
    println!("{}", path.display());
    Ok(())
}

const SKELETON: &str = r#"order = 0                     # its place in the catalogue
group = ""                    # operator, purposes, collection, management, provision, rights, web, document, trade
level = "M"                   # M | C (then [applies] is needed) | G
standard = [""]               # S1 … S5, strictest first
basis = [""]                  # 法32条1項1号; only what was read in the law itself
title_ja = ""
title_en = ""
what_ja = ""                  # what satisfies it
what_en = ""
why_ja = ""                   # why it matters, one sentence
why_en = ""
advice_ja = ""                # what to do, one sentence
advice_en = ""
terms = [""]                  # wordings looked for, shown when missing (5 to 12)
status = "trial"              # trial | stable | retired

# [applies]                   # only for conditional requirements
# proof = [""]                # a sentence that shows the condition
# deny = [""]                 # "not done": not applicable, with the quote
# otherwise = "not_applicable"

[[element]]
id = ""
title_ja = ""
title_en = ""
proof = [""]                  # the match is the quote
hint = [""]                   # near misses, shown as "nearest" when missing
lacks_ja = ""                 # what the nearest sentence lacks
lacks_en = ""

[verdict]
satisfied = ""                # element ids with and, or, not, ( ), `2 of (a, b, c)`

# Three or more of each, invented; the expected evidence stands between ⟦ ⟧.
[[hit]]
element = ""
text = ""

[[miss]]
element = ""
text = ""
"#;
