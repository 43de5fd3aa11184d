//! Runs on real tokio what the lessons claim of it: a test for each claim, under the sentence that makes the claim.
//!
//! Each module is named after its lesson, a file in a week's folder under `lessons`. The words in quotation marks above a test are in that
//! lesson; `src/cli/claims.test.ts` looks them up, and then runs all of this. No test asserts how fast anything is:
//! they assert orders, counts, threads and lower bounds.

mod allocations;
mod day_1;
mod day_2;
mod day_3;
mod day_4;
mod day_6;
mod end_to_end;
mod polls;
mod runtimes;
mod shutdown;
