//! Values and numbers as messages show them.

use std::fmt::Display;

/// "1 task", "3 tasks"
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n as u64), if n == 1 { one } else { many })
}

/// Thousands are set off, as in the lessons: 3,000,000.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// 1st, 2nd, 3rd, 9,900th
pub fn ordinal(n: u64) -> String {
    let suffix = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{}{suffix}", grouped(n))
}

/// "child 0, child 1 and 3 more"
pub fn list(names: &[impl Display]) -> String {
    let mut shown: Vec<String> = names.iter().take(4).map(ToString::to_string).collect();
    if names.len() > 4 {
        shown.push(format!("{} more", names.len() - 4));
    }
    match shown.pop() {
        Some(last) if !shown.is_empty() => format!("{} and {last}", shown.join(", ")),
        last => last.unwrap_or_default(),
    }
}
