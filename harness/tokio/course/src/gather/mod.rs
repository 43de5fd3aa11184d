//! What a right gather does: the checks of `week-01/gather`, in the order in which a learner should meet them.

mod child;
mod conduct;
mod explain;
mod faults;
mod groups;
mod interleavings;
mod lent;
mod on_runtime;
mod once;
mod polling;
mod results;
mod scene;
mod schedule;
mod steady;
mod ticket;
mod value;
mod wakes;
mod watch;

pub use child::Child;
pub use lent::Lending;
pub use scene::Scene;
pub use ticket::{Ticket, Token};
pub use value::Value;

use super::check::Check;

pub fn checks() -> Vec<Check> {
    vec![
        polling::LAZY,
        polling::FIRST_POLL,
        polling::IN_PLACE,
        results::AT_ONCE,
        results::EMPTY,
        wakes::QUIET,
        wakes::WAKES,
        results::ORDER,
        results::TOGETHER,
        results::VALUES,
        polling::FINISHED,
        polling::ONE_POLL,
        polling::INSIDE_POLL,
        on_runtime::CONCURRENT,
        wakes::NEWEST_WAKER,
        wakes::WAKE_IN_POLL,
        polling::SPURIOUS,
        conduct::PANIC,
        conduct::APART,
        conduct::NESTED,
        on_runtime::BESIDE_TASKS,
        results::LARGE,
        groups::ANY_NUMBER,
        interleavings::INTERLEAVINGS,
    ]
}
