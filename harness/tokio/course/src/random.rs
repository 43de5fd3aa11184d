//! Numbers that look random and are the same in every run: what a check tries can be replayed from its seed.

/// The seeds of what a check tries: all below `count`, or the one after `--seed` on the command line.
pub fn seeds(count: u32) -> std::ops::Range<u32> {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--seed").skip(1);
    match arguments.next().and_then(|seed| seed.parse().ok()) {
        Some(seed) if seed < count => seed..seed + 1,
        _ => 0..count,
    }
}

/// mulberry32, as in the page's checks, so that a seed means the same schedule of draws.
pub struct Random(u32);

impl Random {
    pub fn new(seed: u32) -> Self {
        Random(seed)
    }

    /// In [0, 1).
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = self.0;
        t = (t ^ (t >> 15)).wrapping_mul(t | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }

    /// A whole number in [0, below).
    pub fn below(&mut self, below: usize) -> usize {
        (self.unit() * below as f64) as usize
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub fn shuffled<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        let mut order = from.to_vec();
        for index in (1..order.len()).rev() {
            order.swap(index, self.below(index + 1));
        }
        order
    }
}
