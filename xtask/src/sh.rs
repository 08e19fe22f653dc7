//! Small tools that every command uses: where things are, running a program, reading and writing with the path in the error.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The checkout. Cargo says where xtask's manifest is at run time, so a moved checkout keeps working.
pub fn root() -> PathBuf {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").into());
    let mut path = PathBuf::from(manifest);
    path.pop();
    path
}

/// Cargo's output directory, and everything else that may be deleted.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// A JavaScript tool out of `node_modules`, started by Node itself: no shell, no shim.
pub fn node(script: impl AsRef<Path>) -> Command {
    let mut command = program("node");
    command.arg(script.as_ref());
    command
}

/// Runs to the end, with output shown; anything but success is an error that names the program.
pub fn execute(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|e| format!("{}: {e}", named(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", named(command)).into()) }
}

/// The same, but killed after `limit`: some tools wait for ever where there is no network.
pub fn execute_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command.spawn().map_err(|e| format!("{}: {e}", named(command)))?;
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("{} failed ({status})", named(command)).into()),
            None if start.elapsed() > limit => {
                child.kill()?;
                child.wait()?;
                return Err(format!("{} was stopped after {} s", named(command), limit.as_secs()).into());
            }
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    }
}

/// What a program prints; its own complaints go through.
pub fn capture(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|e| format!("{}: {e}", named(command)))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("{} failed ({})", named(command), output.status).into()) }
}

/// The first line of what a program prints, or nothing when it is not there or fails: for questions, not for work.
pub fn ask(command: &mut Command) -> Option<String> {
    let Output { status, stdout, .. } = command.stderr(Stdio::null()).stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(stdout).ok()?;
    status.success().then(|| text.lines().next().unwrap_or_default().trim().to_owned())
}

pub fn has(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|dir| dir.join(name).is_file())
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()).into())
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    }
    std::fs::write(path, content).map_err(|e| format!("{}: {e}", path.display()).into())
}

/// Files directly in a directory, sorted by name; none where there is no directory.
pub fn files_in(dir: &Path) -> Result<Vec<PathBuf>> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The release build of the command line, for the commands that read what it says.
pub fn build_cli() -> Result<PathBuf> {
    execute(cargo().args(["build", "--release", "--quiet", "--bin", "policy-lens"]))?;
    Ok(cli())
}

/// Where that build puts it.
pub fn cli() -> PathBuf {
    target().join("release").join(format!("policy-lens{}", std::env::consts::EXE_SUFFIX))
}

fn named(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args().take(3) {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}
