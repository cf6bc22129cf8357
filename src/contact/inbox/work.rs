//! What is done by one connection of the pool: in a transaction, or, reading from SQLite, without one. Knows no message.
//!
//! A PgBouncer may hand each transaction to another connection of its own: statements are therefore not kept for later, and
//! what PostgreSQL is told for the session is told at the begin of each transaction.

use deadpool::managed::Object;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, Executor};
use tokio::sync::SemaphorePermit;

use super::connector::Connector;

/// The begin of a transaction of PostgreSQL, in one round trip. The isolation, since the database’s own default may be to
/// refuse what runs side by side; limits in time, since a server that hangs must not hang the form.
macro_rules! postgres_begin {
    ($mode:literal, $more:literal) => {
        concat!(
            "BEGIN ISOLATION LEVEL READ COMMITTED",
            $mode,
            "; SET LOCAL statement_timeout = '6s'; SET LOCAL idle_in_transaction_session_timeout = '30s'; ",
            "SET LOCAL client_min_messages = warning",
            $more
        )
    };
}

/// How work begins, and with that whether it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// SQLite reads in as many transactions as there are statements.
    SqliteRead,
    /// Deferred, a reader that wants to write would be refused at once instead of waiting.
    SqliteWrite,
    /// PostgreSQL reads.
    PostgresRead,
    /// PostgreSQL writes.
    PostgresWrite,
    /// PostgreSQL writes for several, none of whom is to wait for what another transaction has locked for one of them.
    PostgresGroup,
}

impl Begin {
    /// The statement.
    pub(super) fn statement(self) -> Option<&'static str> {
        match self {
            Self::SqliteRead => None,
            Self::SqliteWrite => Some("BEGIN IMMEDIATE"),
            Self::PostgresRead => Some(postgres_begin!(" READ ONLY", "")),
            Self::PostgresWrite => Some(postgres_begin!("", "")),
            Self::PostgresGroup => Some(postgres_begin!("", "; SET LOCAL lock_timeout = '1s'")),
        }
    }
}

/// Work by a connection, with the permit to do it. Unless it is ended, nothing was written, and the connection is not used again.
pub(super) struct Work<'d> {
    connection: Option<Object<Connector>>,
    begin: Begin,
    is_ended: bool,
    _permit: Option<SemaphorePermit<'d>>,
}

impl<'d> Work<'d> {
    /// Begins.
    pub(super) async fn begin(
        connection: Object<Connector>,
        begin: Begin,
        permit: Option<SemaphorePermit<'d>>,
    ) -> Result<Self, sqlx::Error> {
        let mut work = Self { connection: Some(connection), begin, is_ended: false, _permit: permit };
        if let Some(statement) = begin.statement() {
            work.connection()?.execute(statement).await?;
        }
        Ok(work)
    }

    /// The connection, for what is not a query by itself.
    pub(super) fn connection(&mut self) -> Result<&mut AnyConnection, sqlx::Error> {
        // It is there until the end.
        self.connection.as_deref_mut().ok_or(sqlx::Error::PoolClosed)
    }

    /// The rows of a query. All of them, not one: SQLite reports its failures at the end of a statement.
    pub(super) async fn fetch_all(&mut self, query: Query<'_, Any, AnyArguments>) -> Result<Vec<AnyRow>, sqlx::Error> {
        let query = query.persistent(self.is_sqlite());
        query.fetch_all(self.connection()?).await
    }

    /// How many rows a statement has changed.
    pub(super) async fn execute(&mut self, query: Query<'_, Any, AnyArguments>) -> Result<u64, sqlx::Error> {
        let query = query.persistent(self.is_sqlite());
        Ok(query.execute(self.connection()?).await?.rows_affected())
    }

    /// Whether it is done by SQLite, which keeps statements for later.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self.begin, Begin::SqliteRead | Begin::SqliteWrite)
    }

    /// Ends it, with everything written.
    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        if self.begin.statement().is_some() {
            self.connection()?.execute("COMMIT").await?;
        }
        self.is_ended = true;
        Ok(())
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if let (false, Some(connection)) = (self.is_ended, self.connection.take()) {
            // With it the engine ends the transaction.
            drop(Object::take(connection));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::inbox::OPERATION_TIMEOUT;

    #[test]
    fn the_error_of_the_database_comes_before_the_waiting_for_it_ends() {
        for begin in [Begin::PostgresRead, Begin::PostgresWrite, Begin::PostgresGroup] {
            let statement = begin.statement().unwrap_or_default();
            let seconds = statement.split("statement_timeout = '").nth(1).and_then(|rest| rest.split("s'").next());
            let seconds = seconds.and_then(|seconds| seconds.parse::<u64>().ok());
            assert!(seconds.is_some_and(|seconds| seconds < OPERATION_TIMEOUT.as_secs()), "{statement}");
        }
    }
}
