//! `JoinSet`, whose tasks are logged.

use std::future::Future;
use std::ops::{Deref, DerefMut};

use real::task::AbortHandle;

use crate::log::task;

#[derive(Debug)]
pub struct JoinSet<T>(real::task::JoinSet<T>);

impl<T> JoinSet<T> {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        JoinSet(real::task::JoinSet::new())
    }
}

impl<T: 'static> JoinSet<T> {
    pub fn spawn<F>(&mut self, future: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.0.spawn(task(future))
    }

    pub async fn join_all(self) -> Vec<T> {
        self.0.join_all().await
    }
}

impl<T> Default for JoinSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, F> FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    fn from_iter<I: IntoIterator<Item = F>>(futures: I) -> Self {
        let mut set = Self::new();
        for future in futures {
            set.spawn(future);
        }
        set
    }
}

impl<T> Deref for JoinSet<T> {
    type Target = real::task::JoinSet<T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for JoinSet<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}
