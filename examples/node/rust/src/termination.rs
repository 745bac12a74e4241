//! SIGTERM, as a call on a thread.

use std::io::{self, Read};
use std::os::raw::{c_int, c_void};
use std::os::unix::io::IntoRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

const SIGTERM: c_int = 15;

extern "C" {
    fn signal(number: c_int, handler: extern "C" fn(c_int)) -> *mut c_void;
    fn write(file: c_int, bytes: *const c_void, size: usize) -> isize;
}

/// Where the handler writes to: little more is allowed to it.
static PIPE: AtomicI32 = AtomicI32::new(-1);

extern "C" fn note(_: c_int) {
    // SAFETY: signal handlers may write; it is one byte, and the pipe stays open.
    unsafe { write(PIPE.load(Ordering::Relaxed), [0u8].as_ptr().cast(), 1) };
}

/// Calls back once, when the process is asked to end.
pub fn expect(act: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let (mut reading, writing) = UnixStream::pair()?;
    PIPE.store(writing.into_raw_fd(), Ordering::Relaxed);
    // SAFETY: the handler does nothing that is not allowed to handlers.
    unsafe { signal(SIGTERM, note) };
    thread::spawn(move || {
        if reading.read_exact(&mut [0]).is_ok() {
            act();
        }
    });
    Ok(())
}
