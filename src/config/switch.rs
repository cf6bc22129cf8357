//! A setting that is on or off: as a flag it has no value, as a variable one of several words.

/// Reads whether a setting is on.
pub(super) fn parse_switch(text: &str) -> Result<bool, &'static str> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Ok(true),
        "false" | "no" | "off" | "0" => Ok(false),
        _ => Err("true, false, yes, no, on, off, 1, 0"),
    }
}
