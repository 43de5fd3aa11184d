//! Makes a failing case smaller: what can be left out of it, or made simpler, is.

/// No case is tried more often than this: the first that fails is shown rather than waited for.
const MOST_TRIES: usize = 300;

/// As few of the items as still fail: halves are left out, then quarters, down to single ones; then each is simplified.
pub fn smallest<T: Clone>(
    items: &[T],
    fails: impl Fn(&[T]) -> bool,
    simpler: impl Fn(&T) -> Option<T>,
) -> Vec<T> {
    let mut tries = 0;
    let mut still_fails = |fewer: &[T]| {
        tries += 1;
        tries <= MOST_TRIES && fails(fewer)
    };
    let mut kept = items.to_vec();
    let mut size = kept.len().div_ceil(2);
    while size >= 1 {
        let mut from = 0;
        while from < kept.len() {
            let mut fewer = kept.clone();
            fewer.drain(from..(from + size).min(kept.len()));
            if still_fails(&fewer) {
                kept = fewer;
            } else {
                from += size;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    let mut index = 0;
    while index < kept.len() {
        let mut changed = kept.clone();
        match simpler(&kept[index]) {
            Some(item) => changed[index] = item,
            None => {
                index += 1;
                continue;
            }
        }
        if still_fails(&changed) {
            kept = changed;
        } else {
            index += 1;
        }
    }
    kept
}
