//! One request to the small server, as bytes in and bytes out: what is answered to whom. No sockets here.

use super::page;
use std::sync::LazyLock;

/// The request line and headers of a browser are far below this; more is refused.
pub const LIMIT: usize = 8 * 1024;

/// Sent with every answer. What a file can say about itself it says in its `<meta>`; these are the rest: no frame around it,
/// no connection at all where the browser knows `Connection-Allowlist`, nothing of the machine. Not here, on purpose:
/// Cross-Origin-Opener-Policy, which would cut off the bookmarklet that hands a text over.
static HEADERS: LazyLock<String> = LazyLock::new(|| {
    let policy = page::policy(page::PAGE).unwrap_or("default-src 'none'");
    format!(
        "Content-Security-Policy: {policy}; frame-ancestors 'none'\r\n\
         Connection-Allowlist: ()\r\n\
         Referrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Permissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
         geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), \
         publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Cache-Control: no-store\r\n\
         Connection: close\r\n"
    )
});

/// The request's head is complete.
pub fn complete(head: &[u8]) -> bool {
    head.windows(4).any(|w| w == b"\r\n\r\n")
}

/// The answer to the head of a request, on the given port.
pub fn answer(head: &[u8], port: u16) -> Vec<u8> {
    match judge(head, port) {
        Ok(with_body) => response("200 OK", "text/html; charset=utf-8", page::PAGE, with_body),
        Err((status, with_body)) => response(status, "text/plain; charset=utf-8", format!("{status}\n").as_bytes(), with_body),
    }
}

/// Whether the page is sent with its body (GET) or without (HEAD); the error is the status line of a refusal.
fn judge(head: &[u8], port: u16) -> Result<bool, (&'static str, bool)> {
    const BAD: (&str, bool) = ("400 Bad Request", true);
    if !complete(head) {
        return Err(if head.len() >= LIMIT { ("431 Request Header Fields Too Large", true) } else { BAD });
    }
    let head = std::str::from_utf8(head).map_err(|_| BAD)?;
    let mut lines = head.split("\r\n");
    let (method, target) = match lines.next().unwrap_or_default().split(' ').collect::<Vec<_>>()[..] {
        [method, target, "HTTP/1.1" | "HTTP/1.0"] => (method, target),
        _ => return Err(BAD),
    };
    let mut hosts = lines.filter_map(|line| line.split_once(':')).filter(|(name, _)| name.eq_ignore_ascii_case("host"));
    let (Some((_, host)), None) = (hosts.next(), hosts.next()) else { return Err(BAD) };
    let with_body = method != "HEAD";
    // A foreign name that leads to this address (DNS rebinding) would make the page another site's own.
    if !own(host.trim(), port) {
        return Err(("403 Forbidden", with_body));
    }
    match (method, target) {
        ("GET" | "HEAD", "/") => Ok(with_body),
        ("GET" | "HEAD", _) => Err(("404 Not Found", with_body)),
        _ => Err(("405 Method Not Allowed", true)),
    }
}

fn own(host: &str, port: u16) -> bool {
    let (name, number) = host.rsplit_once(':').unwrap_or((host, "80"));
    (name == "127.0.0.1" || name.eq_ignore_ascii_case("localhost")) && number.parse() == Ok(port)
}

fn response(status: &str, kind: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let allow = if status.starts_with("405") { "Allow: GET, HEAD\r\n" } else { "" };
    let length = body.len();
    let mut out = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{allow}{}\r\n", *HEADERS).into_bytes();
    if with_body {
        out.extend_from_slice(body);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(request: &str) -> String {
        let answer = answer(request.as_bytes(), 4180);
        String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_string()
    }

    #[test]
    fn the_page_and_nothing_else() {
        for (request, expected) in [
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1:4180\r\n\r\n", "200"),
            ("GET / HTTP/1.0\r\nAccept: a\r\nhost:LOCALHOST:4180\r\n\r\n", "200"),
            ("GET /index.html HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "404"),
            ("GET /../etc/passwd HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "404"),
            ("GET http://localhost:4180/ HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "404"),
            ("POST / HTTP/1.1\r\nHost: localhost:4180\r\nContent-Length: 3\r\n\r\n", "405"),
            ("OPTIONS * HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "405"),
            ("GET / HTTP/1.1\r\nHost: attacker.example:4180\r\n\r\n", "403"),
            ("GET / HTTP/1.1\r\nHost: 127.0.0.1.attacker.example:4180\r\n\r\n", "403"),
            ("GET / HTTP/1.1\r\nHost: localhost:80\r\n\r\n", "403"),
            ("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "403"),
            ("GET / HTTP/1.1\r\n\r\n", "400"),
            ("GET / HTTP/1.1\r\nHost: localhost:4180\r\nHost: attacker.example\r\n\r\n", "400"),
            ("GET / HTTP/2\r\nHost: localhost:4180\r\n\r\n", "400"),
            ("GET  / HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "400"),
            ("GET / HTTP/1.1\r\nHost: localhost:4180\r\n", "400"),
            ("", "400"),
        ] {
            assert!(status(request).starts_with(&format!("HTTP/1.1 {expected} ")), "{request:?}: {}", status(request));
        }
        assert!(status(&"x".repeat(LIMIT)).contains("431"));
    }

    #[test]
    fn port_80_needs_no_number() {
        assert!(own("localhost", 80) && own("127.0.0.1", 80) && !own("localhost", 4180) && !own("[::1]:80", 80));
    }

    #[test]
    fn head_has_the_headers_alone() {
        let get = answer(b"GET / HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", 4180);
        let head = answer(b"HEAD / HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", 4180);
        assert_eq!(get, [&head, page::PAGE].concat());
        assert!(complete(&head) && head.ends_with(b"\r\n\r\n"));
    }

    #[test]
    fn every_answer_is_closed_off() {
        for request in ["GET / HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "GET /x HTTP/1.1\r\nHost: localhost:4180\r\n\r\n", "x"] {
            let answer = answer(request.as_bytes(), 4180);
            let answer = String::from_utf8_lossy(&answer);
            for header in
                ["frame-ancestors 'none'\r\n", "\r\nConnection-Allowlist: ()\r\n", "\r\nReferrer-Policy: no-referrer\r\n", "nosniff\r\n"]
            {
                assert!(answer.contains(header), "{request:?}: {header}");
            }
            assert!(!answer.contains("Cross-Origin-Opener-Policy"));
        }
    }
}
