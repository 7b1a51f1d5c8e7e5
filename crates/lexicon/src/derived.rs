//! Values made from a lexicon once and kept: a shelf with one place for each type.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

#[derive(Debug, Default)]
pub(crate) struct Derived(RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Derived {
    /// Two threads that ask at once may both build; the first value stays.
    pub(crate) fn get_or_insert<T: Any + Send + Sync>(&self, build: impl FnOnce() -> T) -> Arc<T> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&TypeId::of::<T>()).cloned();
        if let Some(value) = kept.and_then(|value| value.downcast().ok()) {
            return value;
        }
        // Built outside the lock: a build may ask for other derived values.
        let built: Arc<T> = Arc::new(build());
        let mut shelf = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let value = shelf.entry(TypeId::of::<T>()).or_insert_with(|| built.clone()).clone();
        value.downcast().unwrap_or(built)
    }
}
