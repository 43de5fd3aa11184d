//! What a check's children are ready with: one type that has values of all kinds.

use std::fmt::{Debug, Formatter, Result};

#[derive(Clone)]
pub enum Value {
    /// `()`, which says nothing and is a result all the same.
    Unit,
    /// `None`, which an answer may take for a child that is not ready.
    Nothing,
    Text(String),
    Number(f64),
    Bool(bool),
    List(Vec<Value>),
}

impl Value {
    pub fn text(text: &str) -> Self {
        Value::Text(text.into())
    }
}

pub fn texts(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| Value::text(text)).collect()
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Unit, Value::Unit) | (Value::Nothing, Value::Nothing) => true,
            (Value::Text(a), Value::Text(b)) => a == b,
            // Bit for bit: NaN is the NaN that was put in, and -0.0 is not 0.0.
            (Value::Number(a), Value::Number(b)) => a.to_bits() == b.to_bits(),
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::List(a), Value::List(b)) => a == b,
            _ => false,
        }
    }
}

impl Debug for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Value::Unit => f.write_str("()"),
            Value::Nothing => f.write_str("None"),
            Value::Text(text) => write!(f, "{text:?}"),
            Value::Number(number) => write!(f, "{number}"),
            Value::Bool(yes) => write!(f, "{yes}"),
            Value::List(values) => write!(f, "{values:?}"),
        }
    }
}

const LONGEST: usize = 10;

/// `["a", None]`, cut where it gets too long to read.
pub fn show(values: &[Value]) -> String {
    if values.len() <= LONGEST {
        return format!("{values:?}");
    }
    let shown: Vec<String> = values.iter().take(LONGEST).map(|value| format!("{value:?}")).collect();
    format!("[{}, … {} in all]", shown.join(", "), values.len())
}
