//! `policy-lens serve`: the page on this computer's own address, for this computer only. Sockets and patience; what is
//! answered is in `request.rs`.

use super::{UNREADABLE, print, request};
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A browser sends its request at once; who needs longer holds a thread for nothing.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections answered at the same time; further ones are closed.
const AT_ONCE: usize = 32;

/// Serves until the process is ended; returns the exit status where it cannot begin.
pub fn serve(port: u16, open: bool) -> u8 {
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(listener) => listener,
        Err(error) => {
            match error.kind() {
                ErrorKind::AddrInUse => eprintln!(
                    "policy-lens: ポート {port} は使われています。別の番号を指定してください: policy-lens serve --port {}\n\
                     policy-lens: port {port} is taken; choose another one with --port",
                    port.checked_add(1).unwrap_or(super::args::PORT)
                ),
                _ => eprintln!("policy-lens: 127.0.0.1:{port}: {error}"),
            }
            return UNREADABLE;
        }
    };
    // Port 0 lets the system choose.
    let port = listener.local_addr().map_or(port, |address| address.port());
    let address = format!("http://127.0.0.1:{port}/");
    if let Err(status) = print(&format!("{address}\n")) {
        return status;
    }
    eprintln!("このパソコンの中だけで開けます。終えるには Ctrl+C。 / Only this computer can open it. Ctrl+C ends it.");
    if open {
        open_browser(&address);
    }
    static OPEN: AtomicUsize = AtomicUsize::new(0);
    for stream in listener.incoming() {
        // A failed accept (too many open files, an aborted connection) passes; without the pause it would spin.
        let Ok(stream) = stream else {
            std::thread::sleep(Duration::from_millis(50));
            continue;
        };
        if OPEN.fetch_add(1, Ordering::Relaxed) >= AT_ONCE {
            OPEN.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let spawned = std::thread::Builder::new().spawn(move || {
            // A connection that breaks concerns nobody but its browser.
            let _ = converse(stream, port);
            OPEN.fetch_sub(1, Ordering::Relaxed);
        });
        if spawned.is_err() {
            OPEN.fetch_sub(1, Ordering::Relaxed);
        }
    }
    0
}

/// One request, one answer.
fn converse(mut stream: TcpStream, port: u16) -> std::io::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    let mut buffer = [0; 1024];
    while !request::complete(&head) && head.len() < request::LIMIT {
        let left = deadline.saturating_duration_since(Instant::now());
        // Zero would mean to wait for ever.
        stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        match stream.read(&mut buffer) {
            Ok(0) if head.is_empty() => return Ok(()),
            Ok(0) => break,
            Ok(n) => head.extend_from_slice(buffer.get(..n).unwrap_or_default()),
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            // Out of patience: browsers open connections in advance and say nothing; no answer then.
            Err(e) => return Err(e),
        }
        if left.is_zero() {
            return Ok(());
        }
    }
    stream.write_all(&request::answer(&head, port))?;
    stream.shutdown(Shutdown::Write)?;
    // What is still unread when a socket closes resets the connection and can take the answer with it.
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    for _ in 0..64 {
        if stream.read(&mut buffer)? == 0 {
            break;
        }
    }
    Ok(())
}

fn open_browser(address: &str) {
    let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let quiet = std::process::Stdio::null;
    if let Err(error) = std::process::Command::new(program).args(args).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn() {
        eprintln!("policy-lens: {program}: {error}; {address}");
    }
}
