//! The page, as built into `pkg/`, inside this program.

/// The bytes of `pkg/policy-lens.html`.
pub const PAGE: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/policy-lens.html"));

/// The Content-Security-Policy that the page brings in its `<meta>`; `None` where it has none.
pub fn policy(page: &[u8]) -> Option<&str> {
    let page = std::str::from_utf8(page).ok()?;
    let at = page.find("http-equiv=\"Content-Security-Policy\"")?;
    let tag = page.get(page.get(..at)?.rfind("<meta")?..)?;
    let content = tag.get(..tag.find('>')?)?.split_once("content=\"")?.1;
    content.split_once('"').map(|(policy, _)| policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_read_from_the_page() {
        let page = b"<head><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:\"><p content=\"x\">";
        assert_eq!(policy(page), Some("default-src 'none'; img-src data:"));
        assert_eq!(policy(b"<meta content=\"a\" http-equiv=\"Content-Security-Policy\">"), Some("a"));
        assert_eq!(policy(b"<p>"), None);
        assert_eq!(policy(b"\xFF"), None);
    }

    #[test]
    fn the_page_inside_closes_every_source() {
        let policy = policy(PAGE).expect("the page has a policy");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(!policy.contains("'self'") && !policy.contains('&') && !policy.contains('\n'), "{policy}");
    }
}
