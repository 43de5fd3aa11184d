//! What a right ConnectionManager does on real tokio: the checks of `where-it-goes/connections`, in the order in which a
//! learner should meet them. The clock is paused, so every run is the same.

mod account;
mod peer;
mod play;
mod shutdown;

use course::Check;

pub fn checks() -> Vec<Check> {
    vec![
        Check {
            id: "side-by-side",
            title: "connections are served side by side",
            run: shutdown::side_by_side,
        },
        Check {
            id: "idle",
            title: "a connection that waits for a request hears the signal",
            run: shutdown::idle,
        },
        Check {
            id: "busy",
            title: "a connection that is writing when the signal comes hears it too",
            run: shutdown::busy,
        },
        Check {
            id: "early",
            title: "a signal that comes before run() is polled is heard",
            run: shutdown::early,
        },
        Check {
            id: "accepts-no-more",
            title: "after the signal nobody is accepted",
            run: shutdown::accepts_no_more,
        },
        Check {
            id: "drains",
            title: "requests that had arrived before the signal are answered",
            run: shutdown::drains,
        },
        Check { id: "deadline", title: "past the deadline no answer begins", run: shutdown::deadline },
        Check {
            id: "whole-writes",
            title: "an answer that has begun is finished, past the deadline too",
            run: shutdown::whole_writes,
        },
        Check {
            id: "second-signal",
            title: "a second signal moves no deadline",
            run: shutdown::second_signal,
        },
        Check { id: "goodbye", title: "every connection is closed, once and last", run: account::goodbye },
        Check { id: "broken", title: "a connection that breaks takes nobody with it", run: account::broken },
        Check {
            id: "in-order",
            title: "answered is in the order in which connections were accepted",
            run: account::in_order,
        },
        Check {
            id: "kept",
            title: "kept has one latency for each connection that was open at the signal",
            run: account::kept,
        },
    ]
}
