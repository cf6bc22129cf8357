//! Lines of the log on their way to standard error, on a thread of their own: where nobody reads it (a pipe that is full, a
//! terminal that is held), lines wait, and are lost if there are too many, and whoever logs goes on. What was lost is counted,
//! and told once there is room. Knows not what a line says.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tracing::Metadata;
use tracing_subscriber::fmt::MakeWriter;

use crate::http::REQUEST_LOG_TARGET;
use crate::metrics::Counter;

/// How many bytes may wait.
const MAX_WAITING: usize = 1024 * 1024;
/// So many of them are for other lines than those of requests, of which strangers make as many as they like.
const RESERVE: usize = MAX_WAITING / 4;
/// As many bytes take the words that tell what was lost, in either format.
const TELLING: usize = 1024;

/// The lines that wait. Whoever has a copy has the same ones.
#[derive(Clone, Default)]
pub(super) struct LogLines(Arc<SharedLines>);

#[derive(Default)]
struct SharedLines {
    waiting: Mutex<Waiting>,
    /// A line has come, or gone.
    changed: Condvar,
    lost: Counter,
}

#[derive(Default)]
struct Waiting {
    lines: VecDeque<Vec<u8>>,
    /// Of these lines, and of the one that is being written.
    bytes: usize,
    /// Whether one is being written, or what was lost is being told.
    is_writing: bool,
}

impl LogLines {
    /// Lines that are written to standard error from now on.
    pub(super) fn start() -> io::Result<Self> {
        // Of its own: whoever else writes there does not wait for a line of the log.
        let stderr = File::from(io::stderr().as_fd().try_clone_to_owned()?);
        Self::start_to(stderr)
    }

    fn start_to(out: impl Write + Send + 'static) -> io::Result<Self> {
        let lines = Self::default();
        let writing = lines.clone();
        std::thread::Builder::new().name("log".into()).spawn(move || writing.write_all_to(out))?;
        Ok(lines)
    }

    /// How many lines were lost.
    pub(super) fn lost(&self) -> &Counter {
        &self.0.lost
    }

    /// Adds a line, which is lost if too many wait.
    pub(super) fn push(&self, line: &[u8], is_of_request: bool) {
        let room = if is_of_request { MAX_WAITING - RESERVE } else { MAX_WAITING };
        let mut waiting = self.waiting();
        if waiting.bytes + line.len() > room {
            self.0.lost.inc();
            return;
        }
        waiting.bytes += line.len();
        waiting.lines.push_back(line.to_owned());
        self.0.changed.notify_all();
    }

    /// Waits until all lines are written, for so long at most.
    pub(super) fn finish(&self, limit: Duration) {
        let (deadline, mut waiting) = (Instant::now() + limit, self.waiting());
        while waiting.bytes > 0 || waiting.is_writing {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            waiting = self.0.changed.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Writes line by line, for ever.
    fn write_all_to(&self, mut out: impl Write) {
        let mut told = 0;
        loop {
            let mut waiting = self.waiting();
            let line = loop {
                match waiting.lines.pop_front() {
                    Some(line) => break line,
                    None => waiting = self.0.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner),
                }
            };
            waiting.is_writing = true;
            drop(waiting);
            let is_written = out.write_all(&line).is_ok();
            if !is_written {
                self.0.lost.inc();
            }
            let lost = self.0.lost.get();
            if self.has_room_behind(&line) && is_written && lost > told {
                tracing::warn!(
                    lines = lost - told,
                    "lines of the log are lost, because standard error was not read or could not be written"
                );
                told = lost;
            }
            // Only now: who waits for the end hears that nothing is left to be written.
            self.waiting().is_writing = false;
            self.0.changed.notify_all();
        }
    }

    /// Counts a line no longer, and says whether there is room to tell of others.
    fn has_room_behind(&self, line: &[u8]) -> bool {
        let mut waiting = self.waiting();
        waiting.bytes -= line.len();
        waiting.bytes + TELLING <= MAX_WAITING
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'l> MakeWriter<'l> for LogLines {
    type Writer = LineWriter<'l>;

    fn make_writer(&'l self) -> LineWriter<'l> {
        LineWriter { lines: self, is_of_request: false }
    }

    fn make_writer_for(&'l self, event: &Metadata<'_>) -> LineWriter<'l> {
        LineWriter { lines: self, is_of_request: event.target() == REQUEST_LOG_TARGET }
    }
}

/// What takes a line, whole.
pub(super) struct LineWriter<'l> {
    lines: &'l LogLines,
    is_of_request: bool,
}

impl Write for LineWriter<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.lines.push(line, self.is_of_request);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::{BufRead, BufReader, pipe};
    use std::sync::mpsc;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    #[test]
    fn where_nobody_reads_lines_wait_and_are_lost_and_whoever_logs_goes_on() {
        let (read, write) = pipe().unwrap();
        let lines = LogLines::start_to(write).unwrap();
        let line = [[b'x'; 1023].as_slice(), b"\n"].concat();
        let began = Instant::now();
        for _ in 0..2000 {
            lines.push(&line, true);
        }
        let lost = lines.lost().get();
        assert!((1000..1300).contains(&lost), "{lost}");
        lines.push(b"the last one\n", false);
        assert_eq!(lines.lost().get(), lost, "room is kept for what is not of a request");
        lines.finish(Duration::from_millis(20));
        assert!(began.elapsed() < LONG, "nobody waits for a reader");
        let reading = std::thread::spawn(move || {
            let mut read = BufReader::new(read).lines().map(Result::unwrap);
            read.by_ref().find(|line| !line.starts_with('x')).unwrap()
        });
        lines.finish(LONG);
        assert_eq!(reading.join().unwrap(), "the last one", "all that waited is there in the end");
    }

    /// Writes nothing before it is let go, and says when it is asked to.
    struct Held {
        asked: mpsc::Sender<()>,
        let_go: mpsc::Receiver<()>,
        written: mpsc::Sender<String>,
    }

    impl Write for Held {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            let _ = self.asked.send(());
            let _ = self.let_go.recv();
            self.written.send(String::from_utf8(line.to_owned()).unwrap()).unwrap();
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn held() -> (Held, mpsc::Receiver<()>, mpsc::Sender<()>, mpsc::Receiver<String>) {
        let ((asked, is_asked), (go, let_go), (written, lines)) = (mpsc::channel(), mpsc::channel(), mpsc::channel());
        (Held { asked, let_go, written }, is_asked, go, lines)
    }

    /// A line of 1 KiB.
    const LINE: [u8; 1024] = [b'x'; 1024];

    #[test]
    fn requests_have_three_quarters_of_a_mebibyte_and_all_else_the_rest_to_the_byte() {
        let (out, is_asked, go, written) = held();
        let lines = LogLines::start_to(out).unwrap();
        let push = |number, is_of_request| {
            (0..number).for_each(|_| lines.push(&LINE, is_of_request));
            lines.lost().get()
        };
        assert_eq!(push(1, true), 0);
        // What is being written counts until it is.
        is_asked.recv_timeout(LONG).unwrap();
        assert_eq!((push(767, true), push(1, true)), (0, 1));
        let log = tracing_subscriber::fmt().with_writer(lines.clone()).finish();
        tracing::subscriber::with_default(log, || {
            tracing::info!(target: REQUEST_LOG_TARGET, "a request");
            assert_eq!(lines.lost().get(), 2, "the event of a request");
            tracing::info!("something else");
            assert_eq!(lines.lost().get(), 2);
        });
        // The event has taken less than a line.
        assert_eq!((push(255, false), push(1, false), push(1, true)), (2, 3, 4));
        let began = Instant::now();
        drop(go);
        lines.finish(LONG);
        assert!(began.elapsed() < LONG, "what is written counts no longer");
        assert_eq!(written.try_iter().count(), 768 + 1 + 255);
    }

    #[test]
    fn the_end_waits_for_the_last_line_until_it_is_written() {
        let (out, is_asked, go, written) = held();
        let lines = LogLines::start_to(out).unwrap();
        lines.push(b"the only one", false);
        is_asked.recv_timeout(LONG).unwrap();
        let (began, limit) = (Instant::now(), Duration::from_millis(20));
        lines.finish(limit);
        assert!(began.elapsed() >= limit && written.try_recv().is_err());
        drop(go);
        lines.finish(LONG);
        assert_eq!(written.try_recv().as_deref(), Ok("the only one"));
    }

    #[test]
    fn how_many_lines_were_lost_is_told_once_as_soon_as_there_is_room() {
        let (out, is_asked, go, written) = held();
        let lines = LogLines::default();
        let (writing, log) = (lines.clone(), tracing_subscriber::fmt().json().with_writer(lines.clone()).finish());
        std::thread::spawn(move || tracing::subscriber::with_default(log, || writing.write_all_to(out)));
        let mut told = Vec::new();
        for lost in [2, 3] {
            lines.push(&LINE, false);
            is_asked.recv_timeout(LONG).unwrap();
            (0..1023 + lost).for_each(|_| lines.push(&LINE, false));
            // So many are written, what is told of them, and nothing more.
            (0..=1024).for_each(|_| go.send(()).unwrap());
            let began = Instant::now();
            lines.finish(LONG);
            assert!(began.elapsed() < LONG);
            told.extend(written.try_iter().filter(|line| !line.starts_with('x')));
            is_asked.try_iter().for_each(drop);
        }
        assert_eq!(lines.lost().get(), 5);
        let [two, three] = &told[..] else { panic!("{told:?}") };
        for (line, lost) in [(two, "\"lines\":2"), (three, "\"lines\":3")] {
            assert!(line.contains("lines of the log are lost") && line.contains(lost), "{line}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_written_is_lost_and_the_next_are_written() {
        struct Full(mpsc::Sender<Vec<u8>>, bool);
        impl Write for Full {
            fn write(&mut self, line: &[u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.1, false) {
                    return Err(io::ErrorKind::StorageFull.into());
                }
                self.0.send(line.to_owned()).unwrap();
                Ok(line.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let (sender, written) = mpsc::channel();
        let lines = LogLines::start_to(Full(sender, true)).unwrap();
        lines.push(b"one\n", false);
        lines.push(b"two\n", false);
        lines.finish(LONG);
        assert_eq!((lines.lost().get(), written.try_iter().collect::<Vec<_>>()), (1, vec![b"two\n".to_vec()]));
    }
}
