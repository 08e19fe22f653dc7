//! Tables: which say something in rows and columns, and which only lay the page out. One pass over all of them.

use super::tree::Tree;

/// A cell with more than this is a column of a page, not an entry.
const CELL: usize = 600;

/// What was seen of one table; nested tables are seen for themselves.
#[derive(Default)]
struct Seen {
    rows: usize,
    /// Most cells of a row.
    width: usize,
    cells: usize,
    headers: usize,
    /// A heading, another table, a landmark or a form's part inside.
    page_like: bool,
    longest: usize,
    cell: usize,
}

/// For every node whether it is a table to be read row by row.
pub fn data_tables(tree: &Tree) -> Vec<bool> {
    let mut data = vec![false; tree.nodes.len()];
    let mut open: Vec<(usize, usize, Seen)> = Vec::new();
    let close = |done: (usize, usize, Seen), data: &mut Vec<bool>| {
        let (index, _, mut seen) = done;
        seen.width = seen.width.max(seen.cells);
        seen.longest = seen.longest.max(seen.cell);
        let said = tree.get(index).is_some_and(|n| matches!(n.role().as_str(), "presentation" | "none"));
        // One row of several columns without a header: columns of a page, or a line of links.
        let lone = seen.rows < 2 && seen.headers == 0 && seen.longest > 80;
        if let Some(flag) = data.get_mut(index) {
            *flag = !said && !seen.page_like && seen.width > 1 && seen.longest <= CELL && !lone;
        }
    };
    for (i, node) in tree.nodes.iter().enumerate() {
        while open.last().is_some_and(|t| t.1 <= i) {
            if let Some(done) = open.pop() {
                close(done, &mut data);
            }
        }
        if node.tag == "table" {
            if let Some(outer) = open.last_mut() {
                outer.2.page_like = true;
            }
            open.push((i, node.end, Seen::default()));
            continue;
        }
        let Some((_, _, seen)) = open.last_mut() else { continue };
        match node.tag.as_str() {
            "tr" => {
                seen.width = seen.width.max(seen.cells);
                seen.rows += 1;
                seen.cells = 0;
            }
            "td" | "th" => {
                seen.longest = seen.longest.max(seen.cell);
                seen.cell = 0;
                seen.cells += 1;
                seen.headers += usize::from(node.tag == "th");
            }
            "h1" | "h2" | "h3" | "h4" | "nav" | "header" | "footer" | "main" | "article" | "section" => seen.page_like = true,
            _ => {}
        }
        if let Some(text) = &node.text {
            seen.cell += text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }
    while let Some(done) = open.pop() {
        close(done, &mut data);
    }
    data
}

/// A row while its cells are read, each with its lines.
#[derive(Debug, Default)]
pub struct Row {
    pub cells: Vec<Vec<String>>,
}

impl Row {
    /// The row as lines: cells with tabs between. A last cell of several lines goes on below, under empty cells.
    pub fn lines(mut self) -> Vec<String> {
        while self.cells.last().is_some_and(Vec::is_empty) {
            self.cells.pop();
        }
        let Some(last) = self.cells.pop() else { return Vec::new() };
        let before: Vec<String> = self.cells.iter().map(|lines| lines.join(" ")).collect();
        let indent = "\t".repeat(before.len());
        let mut out = Vec::with_capacity(last.len());
        for (i, line) in last.into_iter().enumerate() {
            out.push(if i > 0 || before.iter().all(String::is_empty) {
                format!("{indent}{line}")
            } else {
                let mut row = before.join("\t");
                row.push('\t');
                row.push_str(&line);
                row
            });
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

    fn row(cells: &[&[&str]]) -> Vec<String> {
        Row { cells: cells.iter().map(|c| c.iter().map(|l| (*l).to_owned()).collect()).collect() }.lines()
    }

    #[test]
    fn cells_are_parted_by_tabs() {
        assert_eq!(row(&[&["電話"], &["052-000-0000"]]), ["電話\t052-000-0000"]);
        assert_eq!(row(&[&["目的"], &["販売", "点検"]]), ["目的\t販売", "\t点検"]);
        assert_eq!(row(&[&[], &["点検"]]), ["\t点検"]);
        assert_eq!(row(&[&["A", "B"], &["C"], &[]]), ["A B\tC"]);
        assert!(row(&[&[], &[]]).is_empty());
    }
}
