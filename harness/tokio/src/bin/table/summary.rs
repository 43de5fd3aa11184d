//! What the rounds of a cell come to: medians, and how far the rounds spread.

use crate::cell::Cell;

/// A row for each cell: the ratio with its tenth and ninetieth percentile, the control, the times.
pub fn table(cells: &[Cell]) -> String {
    let mut text =
        "runtime,place,work | spawn / inline (p10 .. p90) | control | inline ns | spawn ns\n".to_owned();
    for cell in cells {
        let ratio = sorted(cell, |[inline, spawn, _]| spawn / inline);
        let control = sorted(cell, |[inline, _, control]| control / inline);
        let inline = sorted(cell, |[inline, ..]| inline);
        let spawn = sorted(cell, |[_, spawn, _]| spawn);
        text += &format!(
            "{:<28} | {:>8.2} ({:.2} .. {:.2}) | {:.3} | {:.1} | {:.1}\n",
            cell.name(),
            at(&ratio, 0.5),
            at(&ratio, 0.1),
            at(&ratio, 0.9),
            at(&control, 0.5),
            at(&inline, 0.5),
            at(&spawn, 0.5),
        );
    }
    text
}

fn sorted(cell: &Cell, of: impl Fn([f64; 3]) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = cell.rounds.iter().copied().map(of).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value of rank `ceil(q * n)`, as on Day 4.
fn at(sorted: &[f64], q: f64) -> f64 {
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    sorted[rank - 1]
}
