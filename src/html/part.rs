//! The choice of the policy: which lines of a page a person would have copied.
//!
//! Every line is weighed by the policy's own words. From the body the way leads down as long as one child holds nearly all the
//! weight; what stands beside that way is taken along if it speaks of the policy too, titles it, or signs it. The ends are then
//! trimmed, and other documents under headings of their own left out.

use super::furniture;
use super::lines::Line;
use super::tree::Tree;
use crate::catalogue::cues::page as cue;
use crate::text::Folded;
use std::collections::HashSet;

/// The chosen lines, in order.
#[derive(Debug)]
pub struct Part {
    pub lines: Vec<usize>,
    /// How many titles of policies are among them.
    pub titles: usize,
}

/// Less than this is a mention, not a policy; under a title of its own a few sentences will do.
const LEAST: usize = 15;
const LEAST_TITLED: usize = 9;

/// What a line's words say about its place.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    pub weight: usize,
    /// All of it is the title of a policy.
    pub title: bool,
    /// All of it is the heading of something else.
    pub other: bool,
    pub furniture: bool,
    pub copyright: bool,
    /// Dates, names, addresses: how a policy ends.
    pub tail: bool,
}

/// Sums over lines, so that every range is two look-ups.
pub struct Sums {
    nodes: Vec<usize>,
    sums: Vec<Sum>,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    pub weight: usize,
    pub size: usize,
    pub linked: usize,
}

impl Sums {
    fn new(lines: &[Line], judged: &[Judged], keep: Option<&[bool]>) -> Self {
        let mut sums = vec![Sum::default()];
        let mut sum = Sum::default();
        for (i, (line, judged)) in lines.iter().zip(judged).enumerate() {
            if keep.is_none_or(|k| k.get(i) == Some(&true)) {
                sum.weight += judged.weight;
                sum.size += line.size;
                sum.linked += line.linked;
            }
            sums.push(sum);
        }
        Sums { nodes: lines.iter().map(|l| l.node).collect(), sums }
    }

    /// The lines whose text begins in the nodes `from..to`.
    pub fn lines_of(&self, from: usize, to: usize) -> (usize, usize) {
        (self.nodes.partition_point(|n| *n < from), self.nodes.partition_point(|n| *n < to))
    }

    pub fn between(&self, range: (usize, usize)) -> Sum {
        let at = |i: usize| self.sums.get(i).copied().unwrap_or_default();
        let (a, b) = (at(range.0), at(range.1));
        Sum { weight: b.weight.saturating_sub(a.weight), size: b.size.saturating_sub(a.size), linked: b.linked.saturating_sub(a.linked) }
    }

    pub fn all(&self) -> Sum {
        self.sums.last().copied().unwrap_or_default()
    }
}

/// The policy of a page; none where there is none.
pub fn choose(tree: &Tree, lines: &[Line]) -> Option<Part> {
    let judged: Vec<Judged> = lines.iter().map(judge).collect();
    let mut keep = furniture::kept(tree, lines, &judged, &Sums::new(lines, &judged, None));
    without_others(lines, &judged, &mut keep);
    let sums = Sums::new(lines, &judged, Some(&keep));
    let total = sums.all().weight;
    let titled = (0..lines.len()).any(|i| keep.get(i) == Some(&true) && is_title(lines, &judged, i));
    if total < if titled { LEAST_TITLED } else { LEAST } {
        return None;
    }
    let way = way(tree, &sums, total);
    let centre = *way.last()?;
    let held = tree.get(centre).map_or((0, 0), |n| sums.lines_of(centre, n.end));
    let (mut from, mut to) = trim(tree, lines, &judged, &keep, held);
    beside(tree, lines, &judged, &mut keep, &sums, &way, (&mut from, &mut to));
    let mut chosen: Vec<usize> = (from..to).filter(|&i| keep.get(i) == Some(&true)).collect();
    title_above(lines, &judged, &mut chosen);
    let titles = chosen.iter().filter(|&&i| is_title(lines, &judged, i)).count();
    (!chosen.is_empty()).then_some(Part { lines: chosen, titles })
}

fn judge(line: &Line) -> Judged {
    let folded = Folded::new(&line.text, &[(0, line.text.len())]);
    let chars = folded.view().chars;
    let linked = line.linked * 2 > line.size;
    let short = line.size <= 60;
    let title = short && cue::TITLE.is_whole(chars);
    // Home > Company > this page.
    let trail = line.linked > 0 && line.size <= 80 && line.text.contains(['>', '＞', '›', '»', '≫']) && !line.text.contains('。');
    Judged {
        weight: if linked || trail { 0 } else { cue::POLICY.find_all(chars).len() * 3 + cue::WEAK.find_all(chars).len() },
        title: title && !linked,
        other: short && cue::OTHER_DOCUMENT.is_whole(chars),
        furniture: trail || line.size <= 24 && cue::FURNITURE.is_whole(chars),
        copyright: cue::COPYRIGHT.is_match(chars),
        tail: line.size <= 160 && cue::TAIL.is_match(chars),
    }
}

/// From the body down to the element whose children share the policy among them.
fn way(tree: &Tree, sums: &Sums, total: usize) -> Vec<usize> {
    let mut way = vec![tree.body()];
    while let Some(&last) = way.last() {
        let weight = |c: usize| tree.get(c).map_or(0, |n| sums.between(sums.lines_of(c, n.end)).weight);
        let Some(next) = tree.children(last).find(|&c| weight(c) * 100 >= total * 92) else { break };
        // A single paragraph is no container.
        if tree.get(next).is_none_or(|n| {
            n.text.is_some()
                || n.is(&["p", "h1", "h2", "span", "font", "li", "dd", "tr"])
                    && sums.lines_of(next, n.end).1 - sums.lines_of(next, n.end).0 < 2
        }) {
            break;
        }
        way.push(next);
    }
    way
}

/// The first and the end of the lines of a container that belong to the policy: from its title or first own words, to where the
/// boxes end that hold them.
fn trim(tree: &Tree, lines: &[Line], judged: &[Judged], keep: &[bool], (start, end): (usize, usize)) -> (usize, usize) {
    let own = |i: &usize| keep.get(*i) == Some(&true);
    let weighed = |i: &usize| own(i) && judged.get(*i).is_some_and(|j| j.weight > 0 || j.title);
    let (Some(first), Some(last)) = ((start..end).find(weighed), (start..end).rev().find(weighed)) else { return (start, end) };
    let home = |i: usize| lines.get(i).map_or(0, |l| l.home);
    // The boxes of its own lines, and boxes beside these.
    let around = |i: usize| tree.get(home(i)).map_or(0, |n| n.parent);
    let homes: HashSet<usize> = (first..=last).filter(weighed).map(home).collect();
    let beside: HashSet<usize> = (first..=last).filter(weighed).map(around).collect();
    let inside = |i: usize| homes.contains(&home(i)) || beside.contains(&around(i));
    let titled = judged.get(first).is_some_and(|j| j.title);
    let rank = (first..=last)
        .filter(|&i| judged.get(i).is_some_and(|j| j.title))
        .filter_map(|i| lines.get(i))
        .map(|l| l.heading)
        .max()
        .unwrap_or(0);
    let mut from = first;
    for i in (start..first).rev().filter(own) {
        let (Some(line), Some(judged)) = (lines.get(i), judged.get(i)) else { break };
        let heading = (1..=6).contains(&line.heading);
        // 「PRIVACY」 over 「プライバシーポリシー」.
        let over_title = line.size <= 30 && home(i) == home(first) && line.text.is_ascii();
        if line.linked * 2 > line.size || judged.other || !(heading || if titled { over_title } else { inside(i) }) {
            break;
        }
        from = i;
        if heading && line.heading <= 2 {
            break;
        }
    }
    let mut to = last + 1;
    for i in (last + 1..end).filter(own) {
        let (Some(line), Some(judged)) = (lines.get(i), judged.get(i)) else { break };
        let foreign = judged.copyright || judged.other && (1..=rank).contains(&line.heading) || line.linked * 2 > line.size && !judged.tail;
        if foreign || !(inside(i) || judged.tail) {
            break;
        }
        to = i + 1;
    }
    (from, to)
}

/// Beside the way down: what speaks of the policy, too, is taken along, and what signs it.
fn beside(
    tree: &Tree,
    lines: &[Line],
    judged: &[Judged],
    keep: &mut [bool],
    sums: &Sums,
    way: &[usize],
    (from, to): (&mut usize, &mut usize),
) {
    for pair in way.windows(2).rev() {
        let &[parent, child] = pair else { continue };
        for sibling in tree.children(parent) {
            if sibling == child {
                continue;
            }
            let range = tree.get(sibling).map_or((0, 0), |n| sums.lines_of(sibling, n.end));
            let seen = sums.between(range);
            if seen.size == 0 {
                continue;
            }
            let own: Vec<usize> = (range.0..range.1).filter(|i| keep.get(*i) == Some(&true)).collect();
            let prose = seen.linked * 2 < seen.size && own.iter().any(|&i| judged.get(i).is_some_and(|j| j.weight >= 3 || j.title));
            let after = range.0 >= *to;
            let foreign = own
                .iter()
                .find(|&&i| lines.get(i).is_some_and(|l| l.heading > 0))
                .is_some_and(|&i| judged.get(i).is_some_and(|j| j.other && !j.title));
            if foreign && seen.weight * 4 < sums.all().weight {
                continue;
            }
            let plain = |i: &usize| lines.get(*i).is_some_and(|l| l.heading == 0 && !l.text.contains('。'));
            let dated = own.iter().filter(|&&i| judged.get(i).is_some_and(|j| j.tail)).count();
            let signs = range.0 == *to && seen.linked == 0 && seen.size <= 300 && own.iter().all(plain) && dated * 2 >= own.len();
            if prose || signs {
                let (a, b) = trim(tree, lines, judged, keep, range);
                let (a, b) = if signs { range } else { (a, b) };
                if after {
                    // What lies between was no part of it.
                    (*to..a).for_each(|i| drop_line(keep, i, lines, judged));
                    *to = b.max(*to);
                } else if b <= *from {
                    (b..*from).for_each(|i| drop_line(keep, i, lines, judged));
                    *from = a.min(*from);
                }
            }
        }
    }
}

/// Between two parts of a policy only what has weight or is a heading stays.
fn drop_line(keep: &mut [bool], i: usize, lines: &[Line], judged: &[Judged]) {
    let stays = judged.get(i).is_some_and(|j| j.weight > 0 || j.title)
        || lines.get(i).is_some_and(|l| (1..=6).contains(&l.heading) && l.linked == 0);
    if let Some(flag) = keep.get_mut(i).filter(|_| !stays) {
        *flag = false;
    }
}

fn is_title(lines: &[Line], judged: &[Judged], i: usize) -> bool {
    judged.get(i).is_some_and(|j| j.title) && lines.get(i).is_some_and(|l| l.linked == 0)
}

/// A policy without a title has it further up: in the page's head, beside a picture. The nearest one that no link is.
fn title_above(lines: &[Line], judged: &[Judged], chosen: &mut Vec<usize>) {
    let Some(&first) = chosen.first() else { return };
    if chosen.iter().take(6).any(|&i| is_title(lines, judged, i)) {
        return;
    }
    let headed = |i: &usize| lines.get(*i).is_some_and(|l| (1..=6).contains(&l.heading));
    let above = || (0..first).rev().filter(|&i| is_title(lines, judged, i));
    if let Some(title) = above().find(headed).or_else(|| above().next()) {
        chosen.insert(0, title);
    }
}

/// Leaves out documents of other kinds that stand beside the policy under headings of the same rank. Where the policy's own
/// chapters have that rank too, nothing can be told apart by headings: 「会社概要」 may be one of them.
fn without_others(lines: &[Line], judged: &[Judged], keep: &mut [bool]) {
    let level = |i: usize| lines.get(i).map_or(0, |l| l.heading);
    let kept: Vec<usize> = (0..lines.len()).filter(|&i| keep.get(i) == Some(&true)).collect();
    let ranks = kept.iter().filter(|&&i| is_title(lines, judged, i)).map(|&i| level(i)).filter(|l| (1..=6).contains(l));
    let Some(rank) = ranks.max() else { return };
    let of = |i: usize| judged.get(i).cloned().unwrap_or_default();
    // Every heading of the rank or above with the lines up to the next one: (is foreign, is a title's, weight, lines).
    let mut parts: Vec<(bool, bool, usize, Vec<usize>)> = Vec::new();
    for &i in &kept {
        if (1..=rank).contains(&level(i)) {
            parts.push((of(i).other && !of(i).title, of(i).title, 0, Vec::new()));
        }
        if let Some(part) = parts.last_mut() {
            part.2 += of(i).weight;
            part.3.push(i);
        }
    }
    let total: usize = kept.iter().map(|&i| of(i).weight).sum();
    let flat = parts.iter().skip_while(|p| !p.1).any(|p| !p.0 && !p.1 && p.2 >= 3);
    for part in parts.iter().filter(|p| p.0 && !flat && p.2 * 2 < total) {
        for &i in &part.3 {
            if let Some(flag) = keep.get_mut(i) {
                *flag = false;
            }
        }
    }
}
