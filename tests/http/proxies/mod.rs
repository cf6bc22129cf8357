//! Real proxies with the example configurations, in front of the real server: what readers, senders and operators meet.

mod behind_another;
mod black_box;
mod caches;
mod damaged_bodies;
mod installed;
mod large_bodies;
mod limits;
mod load;
mod long_addresses;
mod reload;
mod restarts;
mod slow_bodies;
mod traefik;
mod varnish;
