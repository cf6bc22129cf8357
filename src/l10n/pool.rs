//! Threads that look at several languages at a time. Knows no language.

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

/// So many languages are read and rendered at a time. More would use much memory at once, and each thread keeps some.
const MAX_THREADS: usize = 4;

/// Does it on as many threads as are good for it.
pub fn in_pool<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, ThreadPoolBuildError> {
    let threads = std::thread::available_parallelism().map_or(1, |number| number.get().min(MAX_THREADS));
    let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|_| "build".to_owned()).build()?;
    Ok(pool.install(work))
}
