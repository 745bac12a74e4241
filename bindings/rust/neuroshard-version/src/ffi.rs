//! How this crate calls the C interface: who owns what, where text comes from, and what a status becomes.

use std::ffi::CStr;
use std::mem::{size_of, MaybeUninit};
use std::os::raw::c_char;
use std::ptr::{self, addr_of_mut, NonNull};

use neuroshard_version_sys as sys;

use crate::Error;

/// Why `expect` on a status holds where a `Handle` is asked for what it has.
pub(crate) const NEVER_NULL: &str = "only a null handle or output is refused";

/// A C object that its owner gives back.
pub(crate) trait Object {
    /// # Safety
    ///
    /// `object` is owned by the caller, who does not use it again.
    unsafe fn release(object: *mut Self);
}

/// An object that counts its references.
pub(crate) trait Counted: Object {
    /// # Safety
    ///
    /// `object` is valid.
    unsafe fn share(object: *mut Self) -> *mut Self;
}

macro_rules! objects {
    ($($object:ident: $release:ident $($share:ident)?;)*) => {$(
        impl Object for sys::$object {
            unsafe fn release(object: *mut Self) {
                // SAFETY: as the caller promises.
                unsafe { sys::$release(object) }
            }
        }
        $(impl Counted for sys::$object {
            #[inline]
            unsafe fn share(object: *mut Self) -> *mut Self {
                // SAFETY: as the caller promises.
                unsafe { sys::$share(object) }
            }
        })?
    )*};
}

objects! {
    nsv_version: nsv_version_unref nsv_version_ref;
    nsv_network: nsv_network_unref nsv_network_ref;
    nsv_manager: nsv_manager_free;
    nsv_readiness: nsv_readiness_free;
}

/// Owns an object, or one reference to it.
pub(crate) struct Handle<T: Object>(NonNull<T>);

// SAFETY: objects are tied to no thread, and what is owned by value is used by one at a time.
unsafe impl<T: Object> Send for Handle<T> {}
// SAFETY: versions never change.
unsafe impl Sync for Handle<sys::nsv_version> {}
// SAFETY: networks never change.
unsafe impl Sync for Handle<sys::nsv_network> {}
// SAFETY: every function may be called on a manager from any thread at any time.
unsafe impl Sync for Handle<sys::nsv_manager> {}

impl<T: Object> Handle<T> {
    /// # Safety
    ///
    /// `object` comes from a function that succeeded in giving its caller an object or a reference to one.
    unsafe fn adopt(object: *mut T) -> Self {
        Handle(NonNull::new(object).expect("success gives an object"))
    }

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut T {
        self.0.as_ptr()
    }
}

impl<T: Counted> Clone for Handle<T> {
    #[inline]
    fn clone(&self) -> Self {
        // SAFETY: the object lives as long as `self`, and the new reference is the clone's.
        unsafe { Handle::adopt(T::share(self.as_ptr())) }
    }
}

impl<T: Object> Drop for Handle<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: the reference is this handle's own, and borrows of it have ended.
        unsafe { T::release(self.as_ptr()) }
    }
}

/// Calls a function that takes an `nsv_error` last; gives its status, which is not negative.
///
/// The message is left uninitialized behind its first byte, since most calls succeed and 512 bytes take time to clear.
///
/// # Safety
///
/// `function` calls one function of the C interface, with the pointer as its error.
#[inline]
pub(crate) unsafe fn call(function: impl FnOnce(*mut sys::nsv_error) -> i32) -> Result<i32, Error> {
    let mut error = MaybeUninit::<sys::nsv_error>::uninit();
    let pointer = error.as_mut_ptr();
    // SAFETY: the fields are in bounds, and nothing is read.
    unsafe {
        addr_of_mut!((*pointer).size).write(size_of::<sys::nsv_error>() as u32);
        addr_of_mut!((*pointer).code).write(0);
        addr_of_mut!((*pointer).offset).write(sys::NSV_NO_OFFSET);
        addr_of_mut!((*pointer).message[0]).write(0);
    }
    let status = function(pointer);
    if status < 0 {
        // SAFETY: all fields are written, the message up to its NUL, by the call or before it.
        return Err(unsafe { Error::read(status, pointer) });
    }
    Ok(status)
}

/// Likewise for a function that reports a status alone.
#[inline]
pub(crate) fn check(status: i32) -> Result<i32, Error> {
    if status < 0 {
        return Err(Error::bare(status));
    }
    Ok(status)
}

/// The object that a function gives through `out`.
///
/// # Safety
///
/// `function` calls one function of the C interface, with the pointers as its output and its error.
#[inline]
pub(crate) unsafe fn make<T: Object>(
    function: impl FnOnce(*mut *mut T, *mut sys::nsv_error) -> i32,
) -> Result<Handle<T>, Error> {
    let mut made = ptr::null_mut();
    // SAFETY: as the caller promises; success has written the object.
    unsafe {
        call(|error| function(&mut made, error))?;
        Ok(Handle::adopt(made))
    }
}

/// The reference that a function gives through `out`, reporting a status alone.
///
/// # Safety
///
/// `function` calls one function of the C interface, with the pointer as its output.
#[inline]
pub(crate) unsafe fn reference<T: Object>(
    function: impl FnOnce(*mut *mut T) -> i32,
) -> Result<Handle<T>, Error> {
    let mut reference = ptr::null_mut();
    check(function(&mut reference))?;
    // SAFETY: as the caller promises; success has written the reference.
    Ok(unsafe { Handle::adopt(reference) })
}

/// The text that a function gives through `out`, and its status.
///
/// # Safety
///
/// `function` calls one function of the C interface, with the pointers as its text and its error.
#[inline]
pub(crate) unsafe fn answer(
    function: impl FnOnce(*mut *mut c_char, *mut sys::nsv_error) -> i32,
) -> Result<(i32, String), Error> {
    let mut text = ptr::null_mut();
    // SAFETY: as the caller promises; success has written the text.
    unsafe {
        let status = call(|error| function(&mut text, error))?;
        Ok((status, take(text)))
    }
}

/// The text that a function gives through `out`.
///
/// # Safety
///
/// As for [`answer`].
#[inline]
pub(crate) unsafe fn text(
    function: impl FnOnce(*mut *mut c_char, *mut sys::nsv_error) -> i32,
) -> Result<String, Error> {
    // SAFETY: as the caller promises.
    Ok(unsafe { answer(function) }?.1)
}

/// Takes over an owned text.
///
/// # Safety
///
/// `text` is one that a function gave its caller, who does not use it again.
unsafe fn take(text: *mut c_char) -> String {
    // SAFETY: it ends with a NUL, and is read before it is freed.
    let bytes = unsafe {
        let bytes = CStr::from_ptr(text).to_bytes().to_vec();
        sys::nsv_string_free(text);
        bytes
    };
    String::from_utf8(bytes).expect("the library writes UTF-8")
}

/// A borrowed text; `None` for null.
///
/// # Safety
///
/// `text` is null, or a text of the C interface that lives for `'a`.
pub(crate) unsafe fn borrow<'a>(text: *const c_char) -> Option<&'a str> {
    if text.is_null() {
        return None;
    }
    // SAFETY: it ends with a NUL and lives for 'a.
    let text = unsafe { CStr::from_ptr(text) };
    Some(text.to_str().expect("the library writes UTF-8"))
}

/// A borrowed text that is there.
///
/// # Safety
///
/// As for [`borrow`], and not null.
pub(crate) unsafe fn borrow_some<'a>(text: *const c_char) -> &'a str {
    // SAFETY: as the caller promises.
    unsafe { borrow(text) }.expect("the text is there")
}

/// Where the bytes of a text begin, for the C interface.
#[inline]
pub(crate) fn start(text: &[u8]) -> *const c_char {
    text.as_ptr().cast()
}
