//! An interleaving: what happens to gather's children, and when the task is polled, all decided by a seed.

use super::super::random::Random;
use super::value::Value;
use super::watch::{Does, InPoll};

#[derive(Clone, Copy)]
pub enum Action {
    /// The executor polls if the task is woken.
    Run,
    /// It polls though nothing asked for it, as a `select!` around gather may.
    Poll,
    /// It polls with another waker: the task has moved.
    Move,
    Wake(usize),
    Finish(usize),
}

pub struct Schedule {
    pub seed: u32,
    pub results: Vec<Value>,
    pub ready_at_once: Vec<bool>,
    pub in_poll: Vec<(usize, InPoll)>,
    pub actions: Vec<Action>,
    /// The order in which those left over finish.
    pub last: Vec<usize>,
}

impl Schedule {
    /// Low seeds give small schedules, so that the first to fail is nearly the smallest.
    pub fn new(seed: u32) -> Self {
        let mut random = Random::new(seed);
        let most = 1 + (seed / 30).min(4) as usize;
        let n = if seed < 10 { 1 + (seed % 2) as usize } else { 1 + random.below(most + 1) };
        let length = random.below(2 + (seed / 15).min(10) as usize);
        let kinds = [
            Value::Unit,
            Value::Nothing,
            Value::text(""),
            Value::Number(0.0),
            Value::Number(f64::NAN),
            Value::Bool(false),
            Value::text("a"),
            Value::text("b"),
            Value::text("c"),
        ];
        let results = (0..n).map(|_| random.pick(&kinds)).collect();
        let ready_at_once = (0..n).map(|_| random.chance(0.2)).collect();
        let doings = random.below(1 + (seed / 20).min(3) as usize);
        let mut in_poll: Vec<(usize, InPoll)> = (0..doings)
            .map(|_| {
                let child = random.below(n);
                let poll = 1 + random.below(2) as u32;
                let does = if random.chance(0.5) { Does::Wake } else { Does::Finish };
                (child, InPoll { poll, does, to: random.below(n) })
            })
            .collect();
        // Finishing comes first: a child that woke itself and then answered Ready would be an odd one, and prove nothing.
        in_poll.sort_by_key(|(_, doing)| doing.does == Does::Wake);
        let actions = (0..length).map(|_| action(&mut random, n)).collect();
        let last = random.shuffled(&(0..n).collect::<Vec<_>>());
        Schedule { seed, results, ready_at_once, in_poll, actions, last }
    }

    /// For choosing the failure that is easiest to read.
    pub fn size(&self) -> usize {
        self.results.len() * 3 + self.in_poll.len() * 2 + self.actions.len()
    }
}

fn action(random: &mut Random, n: usize) -> Action {
    match random.below(8) {
        0 | 1 => Action::Run,
        2 => Action::Poll,
        3 => Action::Move,
        4 | 5 => Action::Wake(random.below(n)),
        _ => Action::Finish(random.below(n)),
    }
}
