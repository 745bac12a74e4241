//! What the binding itself allocates: nothing, where it only hands on.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use neuroshard_version::{Error, Manager, Version};

/// Counts what Rust code allocates; the C library has its own allocator.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        System.dealloc(pointer, layout)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations_of(run: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    run();
    ALLOCATIONS.load(Ordering::Relaxed) - before
}

/// The only test of this program, for other threads would be counted too.
#[test]
fn what_only_hands_on_allocates_nothing() -> Result<(), Error> {
    let node = Manager::new()?;
    let advertisement = node.advertisement()?;
    let (a, b) = (Version::current()?, Version::new(1, 1, 0)?);
    let handed_on = allocations_of(|| {
        let parsed = Version::parse("1.2.3-rc.1").unwrap();
        assert!(parsed > a && a != b && a.supports_feature("diloco"));
        assert!(a.features().all(|feature| !feature.is_empty()));
        assert!(node.check_peer(&advertisement).unwrap().can_talk());
        assert!(node.check_peer_compatibility(&a.clone()).can_talk());
    });
    assert_eq!(handed_on, 0);
    let text = allocations_of(|| drop(a.to_json().unwrap()));
    assert_eq!(text, 1);
    let error = allocations_of(|| drop(Version::parse("1.2.x").unwrap_err()));
    assert_eq!(error, 1);
    Ok(())
}
