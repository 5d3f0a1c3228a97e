//! A snapshot → what the rules say of it. A file of its own because a large site takes a while to judge, and neither the
//! first page nor the next edit waits for that.

use super::state::{Shop, Told};
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;

/// Begins to follow the snapshots.
pub fn start(shop: Arc<Shop>) {
    let mut told = shop.told.subscribe();
    std::thread::spawn(move || {
        loop {
            shop.check();
            // What is said of problems is our own voice; only a new snapshot is work.
            while !matches!(told.blocking_recv(), Ok(Told::Site(_)) | Err(RecvError::Lagged(_))) {}
        }
    });
}
