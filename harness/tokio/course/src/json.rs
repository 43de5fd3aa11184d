//! JSON as it is written: the report has a dozen shapes, which is not worth a dependency of the learner's project.

use std::fmt::{Display, Formatter, Result, Write};

pub enum Json {
    Text(String),
    Number(f64),
    Bool(bool),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
    Null,
    /// Omitted from its object.
    Absent,
}

impl Json {
    pub fn text(text: impl Into<String>) -> Self {
        Json::Text(text.into())
    }

    pub fn number(number: impl Into<f64>) -> Self {
        Json::Number(number.into())
    }

    pub fn maybe<T>(value: Option<T>, json: impl FnOnce(T) -> Json) -> Self {
        value.map_or(Json::Absent, json)
    }
}

impl Display for Json {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Json::Text(text) => quoted(text, f),
            // JSON has no NaN and no infinity.
            Json::Number(number) if !number.is_finite() => f.write_str("null"),
            Json::Number(number) => write!(f, "{number}"),
            Json::Bool(yes) => write!(f, "{yes}"),
            Json::List(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_char(']')
            }
            Json::Object(fields) => {
                f.write_char('{')?;
                let present = fields.iter().filter(|(_, value)| !matches!(value, Json::Absent));
                for (index, (name, value)) in present.enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}\"{name}\":{value}")?;
                }
                f.write_char('}')
            }
            Json::Null | Json::Absent => f.write_str("null"),
        }
    }
}

fn quoted(text: &str, f: &mut Formatter<'_>) -> Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            c if (c as u32) < 0x20 => write!(f, "\\u{:04x}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}
