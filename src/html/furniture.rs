//! What belongs to the page and not to a text in it: navigation, banners that ask for cookies, search boxes, the page's head and foot.
//!
//! Told by tags, roles and the share of links first; names of classes only support what the links already say. Nothing that holds
//! a good part of the page's policy words is furniture, whatever it calls itself.

use super::lines::Line;
use super::part::{Judged, Sums};
use super::tree::{Item, Tree};
use crate::catalogue::cues::page as cue;
use crate::text::fold::fold_str;

/// Names that page makers give to furniture: one whole name of `class` or `id`, hyphens and the prefixes below left aside.
const NAMES: [&str; 45] = [
    "nav",
    "navi",
    "gnav",
    "gnavi",
    "lnav",
    "globalnav",
    "globalnavi",
    "localnav",
    "localnavi",
    "menu",
    "header",
    "footer",
    "side",
    "sidebar",
    "sidemenu",
    "sidenav",
    "breadcrumb",
    "breadcrumbs",
    "topicpath",
    "pankuzu",
    "pagetop",
    "totop",
    "sns",
    "share",
    "social",
    "copyright",
    "pager",
    "pagination",
    "banner",
    "banners",
    "bnr",
    "related",
    "widget",
    "ranking",
    "recommend",
    "login",
    "cart",
    "search",
    "sitemap",
    "fnav",
    "footernav",
    "footernavi",
    "spmenu",
    "drawer",
    "cta",
];

/// What some put before every name: layout, part, component.
const PREFIXES: [&str; 7] = ["l-", "p-", "c-", "js-", "site-", "global-", "the-"];

/// Where buttons for sharing lead.
const SHARING: [&str; 8] =
    ["twitter.com", "x.com", "facebook.com", "line.me", "hatena.ne.jp", "instagram.com", "youtube.com", "pinterest.com"];

/// Names of a trail from the home page to this one.
const TRAILS: [&str; 6] = ["breadcrumb", "topicpath", "topic-path", "pankuzu", "crumb", "topic_path"];

/// Names of banners that ask for cookies.
const CONSENT: [&str; 7] = ["cookie", "consent", "gdpr", "onetrust", "cmp", "ccpa", "optanon"];

/// For every line whether it may belong to a text.
pub fn kept(tree: &Tree, lines: &[Line], judged: &[Judged], sums: &Sums) -> Vec<bool> {
    let mut keep: Vec<bool> = lines
        .iter()
        .zip(judged)
        .map(|(l, j)| {
            let signed = j.copyright && l.size <= 120 && j.weight == 0;
            !j.furniture && !signed
        })
        .collect();
    let total = sums.all().weight.max(1);
    let (mut at, body) = (tree.body(), tree.body());
    let end = tree.get(body).map_or(0, |n| n.end);
    // Ends of the open elements within which a header or footer is that of a text.
    let mut texts: Vec<usize> = Vec::new();
    while at < end {
        let Some(node) = tree.get(at) else { break };
        while texts.last().is_some_and(|&e| e <= at) {
            texts.pop();
        }
        let range = sums.lines_of(at, node.end);
        if node.text.is_some() || range.0 == range.1 || at == body {
            at += 1;
            continue;
        }
        let share = sums.between(range);
        // A good part of the policy: look inside instead.
        if share.weight * 5 < total * 2 && is_furniture(tree, at, node, lines, range, sums, !texts.is_empty()) {
            for flag in keep.iter_mut().take(range.1).skip(range.0) {
                *flag = false;
            }
            at = node.end;
            continue;
        }
        if node.is(&["article", "main", "section"]) || node.role() == "main" {
            texts.push(node.end);
        }
        at += 1;
    }
    keep
}

fn is_furniture(tree: &Tree, at: usize, node: &Item, lines: &[Line], range: (usize, usize), sums: &Sums, in_text: bool) -> bool {
    let seen = sums.between(range);
    let linked = seen.linked * 2 > seen.size;
    let role = node.role();
    match node.tag.as_str() {
        "nav" => return true,
        "header" => return !in_text,
        "footer" => return !in_text || linked,
        "aside" => return seen.weight == 0 || seen.linked * 3 > seen.size,
        _ => {}
    }
    match role.as_str() {
        "navigation" | "search" | "banner" | "contentinfo" | "menubar" | "menu" | "tablist" | "toolbar" => return true,
        "complementary" => return seen.weight == 0 || seen.linked * 3 > seen.size,
        _ => {}
    }
    let names = names(node);
    let named = |list: &[&str]| list.iter().any(|n| names.contains(n));
    let furnished = named_as_furniture(node);
    let asks = node.is(&["dialog"]) || matches!(role.as_str(), "dialog" | "alertdialog") || node.get("aria-modal") == Some("true");
    if seen.size < 8_000 && (asks || named(&CONSENT)) && consents(tree, at, node, lines, range, asks) {
        return true;
    }
    if node.tag == "form" && seen.size < 2_000 && has_fields(tree, at, node) {
        return true;
    }
    if seen.size <= 120 && range.1 - range.0 <= 8 && trail(node, &names, lines, range, linked) {
        return true;
    }
    if furnished && (linked || seen.weight == 0 && !in_text) {
        return true;
    }
    link_list(tree, at, node, lines, range, sums)
}

/// Names that an element gives itself, in lower case.
fn names(node: &Item) -> String {
    format!(
        "{} {} {}",
        node.get("id").unwrap_or_default(),
        node.get("class").unwrap_or_default(),
        node.get("aria-label").unwrap_or_default()
    )
    .to_ascii_lowercase()
}

fn named_as_furniture(node: &Item) -> bool {
    let given = [node.get("id"), node.get("class")].into_iter().flatten().flat_map(str::split_whitespace);
    given.into_iter().any(|name| {
        let name = name.to_ascii_lowercase();
        let bare = PREFIXES.iter().find_map(|p| name.strip_prefix(p)).unwrap_or(&name);
        NAMES.contains(&bare.replace(['-', '_'], "").as_str())
    })
}

/// A text about cookies with something to press; in a dialog a link will do.
fn consents(tree: &Tree, at: usize, node: &Item, lines: &[Line], range: (usize, usize), asks: bool) -> bool {
    let said: String = lines.get(range.0..range.1).unwrap_or_default().iter().map(|l| l.text.as_str()).collect();
    let folded: Vec<char> = fold_str(&said).chars().collect();
    if !cue::CONSENT.is_match(&folded) {
        return false;
    }
    let mut pressed = tree.nodes.iter().enumerate().take(node.end).skip(at);
    pressed.any(|(i, n)| {
        // A button that folds a part out asks for nothing.
        (n.tag == "button" || n.role() == "button" || asks && n.tag == "a") && n.get("aria-expanded").is_none() && {
            let label: Vec<char> = fold_str(&tree.words(i)).chars().collect();
            label.len() <= 24 && cue::CONSENT_BUTTON.is_match(&label)
        }
    })
}

fn has_fields(tree: &Tree, at: usize, node: &Item) -> bool {
    let field = |n: &Item| {
        n.is(&["select", "textarea"]) || (n.tag == "input" && !matches!(n.get("type"), Some("hidden" | "checkbox" | "submit" | "button")))
    };
    tree.nodes.get(at..node.end).unwrap_or_default().iter().any(field)
}

/// Home › Company › Privacy.
fn trail(node: &Item, names: &str, lines: &[Line], range: (usize, usize), linked: bool) -> bool {
    let lines = lines.get(range.0..range.1).unwrap_or_default();
    let Some(first) = lines.first().filter(|l| l.linked > 0) else { return false };
    if TRAILS.iter().any(|t| names.contains(t)) {
        return true;
    }
    let start: String = fold_str(&first.text).chars().take(7).collect();
    let home = ["ホーム", "home", "top", "トップ"].iter().any(|h| start.starts_with(h));
    let parted = first.text.contains(['>', '＞', '›', '»', '/', '｜', '≫', '→']) || lines.len() > 1;
    home && parted && (linked || node.is(&["ul", "ol", "p", "div", "td"])) && lines.iter().rev().skip(1).all(|l| l.linked > 0 || l.size < 3)
}

/// Three links or more with next to nothing beside them. Links that a paragraph announces are content, and so are links to other
/// places of a text that stand alone in their lines only if nothing but them is there.
fn link_list(tree: &Tree, at: usize, node: &Item, lines: &[Line], range: (usize, usize), sums: &Sums) -> bool {
    if !node.is(&["ul", "ol", "dl", "div", "table", "td", "section", "p", "tr", "center", "details"]) {
        return false;
    }
    let seen = sums.between(range);
    if seen.linked * 10 < seen.size * 7 {
        return false;
    }
    let own = lines.get(range.0..range.1).unwrap_or_default();
    let links = own.iter().filter(|l| l.linked > 0).count();
    // Several links in one line, parted by bars.
    let bars = own.iter().map(|l| l.text.matches(['|', '｜', '│', '/']).count()).sum::<usize>();
    if links + bars < 3 {
        return false;
    }
    let anchors: usize = own.iter().map(|l| l.anchors).sum();
    if anchors * 10 >= seen.size * 7 {
        return true;
    }
    let parent = tree.get(node.parent).map_or((0, 0), |p| sums.lines_of(node.parent, p.end));
    let before = range.0.checked_sub(1).filter(|&b| b >= parent.0).and_then(|b| lines.get(b));
    let announced = before.is_some_and(|b| b.linked * 2 < b.size && (b.text.contains('。') || b.text.ends_with(['：', ':'])));
    let content = announced || (sums.between(parent).weight > 0 && others(tree, at, node));
    !content
}

/// Links to several other sites, such as the companies of a group; buttons for sharing are not meant.
fn others(tree: &Tree, at: usize, node: &Item) -> bool {
    let mut sites: Vec<String> = Vec::new();
    for link in tree.nodes.get(at..node.end).unwrap_or_default().iter().filter(|n| n.tag == "a") {
        let Some(host) = link.get("href").and_then(super::facts::host) else { return false };
        if SHARING.iter().any(|s| host.ends_with(s)) {
            return false;
        }
        if !sites.contains(&host) && sites.len() < 4 {
            sites.push(host);
        }
    }
    sites.len() > 1
}
