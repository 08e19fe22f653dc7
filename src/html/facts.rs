//! What a page shows besides its text: what its forms ask for, and which other hosts its source names.
//!
//! Facts only; what a policy says about them is compared on floor 3. Nothing is asked of any host. Scripts are not run and not
//! understood: an address written in one counts only if it is that of a known service.

use super::lines::squeeze;
use super::tree::{Item, Tree};
use crate::catalogue::{TOOLS, Tool, cues::forms as cue};
use crate::text::{Cues, fold::fold_str};
use serde::Serialize;
use std::collections::HashMap;

/// What the page shows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {
    pub fields: Vec<Field>,
    pub hosts: Vec<Host>,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    pub kind: FieldKind,
    pub label: String,
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Name,
    Kana,
    Birth,
    Sex,
    Address,
    Phone,
    Fax,
    Email,
    Company,
    Job,
    Income,
    Licence,
    Identity,
    MyNumber,
    Bank,
    Card,
    Vehicle,
    Health,
    Family,
    Resume,
    File,
}

impl FieldKind {
    /// Kinds with the words of their labels and of policies that speak of them; the more special first, since a label may have
    /// words of several (「運転免許証の画像」).
    pub const ALL: [(FieldKind, &'static Cues, &'static Cues); 21] = [
        (FieldKind::MyNumber, &cue::MY_NUMBER, &cue::MY_NUMBER_SAID),
        (FieldKind::Licence, &cue::LICENCE, &cue::LICENCE_SAID),
        (FieldKind::Identity, &cue::IDENTITY, &cue::IDENTITY_SAID),
        (FieldKind::Resume, &cue::RESUME, &cue::RESUME_SAID),
        (FieldKind::Card, &cue::CARD, &cue::CARD_SAID),
        (FieldKind::Bank, &cue::BANK, &cue::BANK_SAID),
        (FieldKind::Health, &cue::HEALTH, &cue::HEALTH_SAID),
        (FieldKind::Family, &cue::FAMILY, &cue::FAMILY_SAID),
        (FieldKind::Income, &cue::INCOME, &cue::INCOME_SAID),
        (FieldKind::Vehicle, &cue::VEHICLE, &cue::VEHICLE_SAID),
        (FieldKind::Birth, &cue::BIRTH, &cue::BIRTH_SAID),
        (FieldKind::Sex, &cue::SEX, &cue::SEX_SAID),
        (FieldKind::Email, &cue::EMAIL, &cue::EMAIL_SAID),
        (FieldKind::Fax, &cue::FAX, &cue::FAX_SAID),
        (FieldKind::Phone, &cue::PHONE, &cue::PHONE_SAID),
        (FieldKind::Address, &cue::ADDRESS, &cue::ADDRESS_SAID),
        (FieldKind::Kana, &cue::KANA, &cue::KANA_SAID),
        (FieldKind::Company, &cue::COMPANY, &cue::COMPANY_SAID),
        (FieldKind::Job, &cue::JOB, &cue::JOB_SAID),
        (FieldKind::Name, &cue::NAME, &cue::NAME_SAID),
        (FieldKind::File, &cue::FILE, &cue::FILE_SAID),
    ];
}

/// Another host that the page's source names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Host {
    pub host: String,
    /// script, frame, image, style, form, media.
    #[serde(rename = "as")]
    pub used: Vec<&'static str>,
    /// Name of the known service, or "".
    pub tool: &'static str,
}

impl Facts {
    /// A page that says next to nothing may say it in pictures.
    pub fn images_only(&self, size: usize) -> bool {
        size < 80 && self.fields.is_empty()
    }
}

/// More hosts than a page needs; the rest would be noise.
const MOST: usize = 80;

/// More fields than any form of a shop has.
const MOST_FIELDS: usize = 400;

/// Nodes of a label at most: more is a page, not a label.
const LABEL: usize = 60;

/// How far up a field looks for the row or list entry that names it.
const NEAR: usize = 10;

/// Reads the forms and the addresses of a page.
pub fn facts(tree: &Tree, address: &str) -> Facts {
    Facts { fields: fields(tree), hosts: hosts(tree, address) }
}

fn fields(tree: &Tree) -> Vec<Field> {
    let mut labels: HashMap<&str, usize> = HashMap::new();
    for (i, node) in tree.nodes.iter().enumerate() {
        if let (true, Some(id)) = (node.tag == "label", node.get("for")) {
            labels.entry(id).or_insert(i);
        }
    }
    let mut out: Vec<Field> = Vec::new();
    for (i, node) in tree.nodes.iter().enumerate().filter(|(_, n)| n.is(&["input", "select", "textarea"])).take(MOST_FIELDS) {
        let kind = node.get("type").unwrap_or_default().to_ascii_lowercase();
        let silent = matches!(
            kind.as_str(),
            "hidden" | "submit" | "button" | "image" | "reset" | "search" | "password" | "checkbox" | "range" | "color"
        );
        if silent || in_search(tree, i) {
            continue;
        }
        let label = label(tree, i, node, &labels);
        let told = [node.get("autocomplete"), node.get("name"), node.get("id"), node.get("placeholder")].into_iter().flatten();
        let mut words: Vec<Vec<char>> = std::iter::once(label.as_str()).chain(told).map(|w| fold_str(w).chars().collect()).collect();
        if words.iter().any(|w| cue::SEARCH.is_match(w)) {
            continue;
        }
        words.retain(|w| !w.is_empty() && w.len() <= 60);
        // The label is for people, the rest for machines: it is asked first.
        let known = words.iter().find_map(|w| FieldKind::ALL.iter().find(|k| k.1.is_match(w)).map(|k| k.0));
        let found = known.or(match kind.as_str() {
            "email" => Some(FieldKind::Email),
            "tel" => Some(FieldKind::Phone),
            "file" => Some(FieldKind::File),
            _ => None,
        });
        let Some(found) = found else { continue };
        let label = if label.is_empty() { node.get("placeholder").or(node.get("name")).unwrap_or_default().to_owned() } else { label };
        let label = without_marks(&label);
        let upload = (kind == "file" && found != FieldKind::File).then_some(FieldKind::File);
        for kind in std::iter::once(found).chain(upload) {
            if out.iter().all(|f| f.kind != kind) {
                out.push(Field { kind, label: label.clone() });
            }
        }
    }
    out
}

fn in_search(tree: &Tree, index: usize) -> bool {
    let mut at = index;
    for _ in 0..NEAR {
        let Some(node) = tree.get(at) else { return false };
        if node.role() == "search" || node.tag == "search" {
            return true;
        }
        at = node.parent;
    }
    false
}

/// A label without the signs that tell whether an answer is wanted.
fn without_marks(label: &str) -> String {
    let mut label = label.trim();
    while let Some(bare) = ["必須", "任意", "※", "*", "＊", "必要", "(", "（", ")", "）", "【", "】", "[", "]", ":", "："]
        .iter()
        .find_map(|mark| label.strip_suffix(mark).or_else(|| label.strip_prefix(mark)))
    {
        label = bare.trim();
    }
    label.chars().take(30).collect()
}

/// What a person reads beside the field.
fn label(tree: &Tree, index: usize, node: &Item, labels: &HashMap<&str, usize>) -> String {
    let small = |i: usize| tree.get(i).is_some_and(|n| n.end - i <= LABEL);
    let said = |i: usize| small(i).then(|| squeeze(&tree.words(i))).filter(|w| !w.is_empty() && w.chars().count() <= 60);
    if let Some(label) = node.get("id").and_then(|id| labels.get(id)).and_then(|&i| said(i)) {
        return label;
    }
    if let Some(label) = node.get("aria-label").filter(|l| !l.trim().is_empty()) {
        return squeeze(label);
    }
    // Upwards: the label around it, the row's first cell, the term before the definition.
    let (mut at, mut child) = (node.parent, index);
    for _ in 0..NEAR {
        let Some(above) = tree.get(at) else { break };
        let near = match above.tag.as_str() {
            "label" => said(at),
            "tr" => tree.children(at).find(|&c| c != child).filter(|&c| c < child).and_then(said),
            "dl" => {
                tree.children(at).take_while(|&c| c < child).filter(|&c| tree.get(c).is_some_and(|n| n.tag == "dt")).last().and_then(said)
            }
            "li" | "p" | "div" => tree
                .children(at)
                .take_while(|&c| c < child)
                .filter(|&c| tree.get(c).is_some_and(|n| n.text.is_some() || n.is(&["label", "span", "p", "div", "dt", "strong", "b"])))
                .last()
                .and_then(said),
            "form" | "body" | "table" => break,
            _ => None,
        };
        if let Some(near) = near {
            return near;
        }
        (child, at) = (at, above.parent);
    }
    String::new()
}

fn hosts(tree: &Tree, address: &str) -> Vec<Host> {
    let own = own_site(tree, address);
    let mut out: Vec<Host> = Vec::new();
    let mut add = |url: &str, used: &'static str| {
        let Some((host, rest)) = split(url) else { return };
        if host == own || host.ends_with(&format!(".{own}")) && !own.is_empty() || site(&host) == own {
            return;
        }
        let name = tool(&host, rest).map_or("", |t| t.name);
        match out.iter().position(|h| h.host == host && h.tool == name) {
            Some(at) => {
                if let Some(known) = out.get_mut(at).filter(|h| !h.used.contains(&used)) {
                    known.used.push(used);
                }
            }
            None if out.len() < MOST => out.push(Host { host, used: vec![used], tool: name }),
            None => {}
        }
    };
    for (i, node) in tree.nodes.iter().enumerate() {
        let src = node.get("src").or(node.get("data-src")).unwrap_or_default();
        match node.tag.as_str() {
            "script" if src.is_empty() => {
                for url in addresses(&tree.words(i)) {
                    if split(url).is_some_and(|(host, rest)| tool(&host, rest).is_some()) {
                        add(url, "script");
                    }
                }
            }
            "script" => add(src, "script"),
            "iframe" | "frame" | "embed" => add(src, "frame"),
            "img" => add(src, "image"),
            "video" | "audio" | "source" => add(src, "media"),
            "link" if node.get("rel").is_some_and(|r| r.to_ascii_lowercase().contains("stylesheet")) => {
                add(node.get("href").unwrap_or_default(), "style")
            }
            "form" => add(node.get("action").unwrap_or_default(), "form"),
            _ => {}
        }
    }
    out.sort_by(|a, b| (a.tool.is_empty(), &a.host).cmp(&(b.tool.is_empty(), &b.host)));
    out
}

/// The part of the page's own host that its other hosts share; by the address, else by what the page calls itself.
fn own_site(tree: &Tree, address: &str) -> String {
    let named = || {
        tree.nodes.iter().find_map(|n| match n.tag.as_str() {
            "link" if n.get("rel") == Some("canonical") => n.get("href"),
            "meta" if n.get("property") == Some("og:url") => n.get("content"),
            "base" => n.get("href"),
            _ => None,
        })
    };
    split(address).or_else(|| split(named()?)).map(|(host, _)| site(&host)).unwrap_or_default()
}

/// The host of an absolute address.
pub fn host(url: &str) -> Option<String> {
    split(url).map(|s| s.0)
}

/// Host and the rest of an absolute address; none for relative ones, data and scripts.
fn split(url: &str) -> Option<(String, &str)> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).or_else(|| url.strip_prefix("//"))?;
    let end = rest.find(['/', '?', '#', '\\', '"', '\'']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let host = authority.rsplit('@').next()?.split(':').next()?.trim_end_matches('.').to_ascii_lowercase();
    let fine = host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || "-._".contains(c));
    fine.then_some((host, path))
}

/// The last labels of a host, as many as one registers: `example.co.jp`, `example.com`.
fn site(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let second = labels.iter().rev().nth(1).copied().unwrap_or_default();
    let two = labels.last().is_some_and(|l| l.len() == 2)
        && matches!(second, "co" | "or" | "ne" | "ac" | "go" | "ed" | "gr" | "lg" | "com" | "ad");
    let keep = if two { 3 } else { 2 };
    labels.get(labels.len().saturating_sub(keep)..).unwrap_or_default().join(".")
}

fn tool(host: &str, path: &str) -> Option<&'static Tool> {
    let fits = |known: &str| match known.split_once('/') {
        Some((name, start)) => host == name && path.trim_start_matches('/').starts_with(start),
        None => host == known || host.strip_suffix(known).is_some_and(|before| before.ends_with('.')),
    };
    TOOLS.iter().find(|t| t.hosts.iter().any(|h| fits(h)))
}

/// A frame of a known service (a map, a film, a tag) holds no policy.
pub fn known_frame(node: &Item) -> bool {
    let src = node.get("src").or(node.get("data-src")).unwrap_or_default();
    split(src).is_some_and(|(host, path)| tool(&host, path).is_some())
}

/// Addresses written in a script.
fn addresses(script: &str) -> impl Iterator<Item = &str> {
    script.match_indices("//").map(|(at, _)| {
        let rest = script.get(at..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || "\"'`<>)\\,;".contains(c)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_split_and_known() {
        assert_eq!(split("//WWW.example.co.jp:443/a?b").map(|s| s.0), Some("www.example.co.jp".into()));
        assert_eq!((split("/a"), split("data:x"), split("javascript:x")), (None, None, None));
        assert_eq!(
            (site("www.a.example.co.jp"), site("img.example.com"), site("example.jp")),
            ("example.co.jp".into(), "example.com".into(), "example.jp".into())
        );
        assert_eq!(tool("www.googletagmanager.com", "/gtm.js").map(|t| t.name), Some("Google Tag Manager"));
        assert_eq!(tool("www.google.com", "/maps/embed?pb=1").map(|t| t.name), Some("Google Maps"));
        assert!(tool("www.google.com", "/search").is_none() && tool("notgoogletagmanager.com", "").is_none());
        assert_eq!(addresses("w.src='https://a.example/x.js';").collect::<Vec<_>>(), ["//a.example/x.js"]);
    }
}
