//! What was acknowledged is kept, whatever happens: kills and crashes, disks that fail, power that is
//! cut, and several servers over one database.
//!
//! Most of it needs strace, root, nginx or PostgreSQL, and the long runs need minutes; `tests/run`
//! has them all.

mod cluster;
mod correspondence;
mod crash;
mod disk;
mod failover;
mod pgbouncer;
mod power;
mod replicas;
mod visitors;
