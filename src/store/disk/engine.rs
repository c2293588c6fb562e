//! RocksDB, where it is built in: the only place that knows.

use std::path::Path;

use oxigraph::store::Store;

use super::DiskError;

/// Whether there is an engine at all.
///
/// # Errors
/// [`DiskError::NotBuiltIn`] says how to get one.
pub const fn available() -> Result<(), DiskError> {
    if cfg!(feature = "rocksdb") { Ok(()) } else { Err(DiskError::NotBuiltIn) }
}

/// A new, empty store that is written to.
#[cfg(feature = "rocksdb")]
pub(super) fn create(folder: &Path) -> Result<Store, DiskError> {
    Store::open(folder).map_err(|error| DiskError::engine(folder, &error))
}

/// A store that is only read: others may have it open at the same time.
#[cfg(feature = "rocksdb")]
pub(super) fn open(folder: &Path) -> Result<Store, DiskError> {
    Store::open_read_only(folder).map_err(|error| DiskError::engine(folder, &error))
}

/// Puts everything in order for reading and onto the disk, and closes the store.
#[cfg(feature = "rocksdb")]
pub(super) fn finish(store: Store, folder: &Path) -> Result<(), DiskError> {
    let fail = |error| DiskError::engine(folder, &error);
    store.flush().map_err(fail)?;
    store.optimize().map_err(fail)?;
    store.flush().map_err(fail)
}

#[cfg(not(feature = "rocksdb"))]
pub(super) const fn create(_folder: &Path) -> Result<Store, DiskError> {
    Err(DiskError::NotBuiltIn)
}

#[cfg(not(feature = "rocksdb"))]
pub(super) const fn open(_folder: &Path) -> Result<Store, DiskError> {
    Err(DiskError::NotBuiltIn)
}

#[cfg(not(feature = "rocksdb"))]
pub(super) fn finish(_store: Store, _folder: &Path) -> Result<(), DiskError> {
    Err(DiskError::NotBuiltIn)
}
