//! What the machine or the outer world refuses, in words for a person. A file of its own because delivery and mail tell
//! of it alike.

use std::fmt;

/// The outer world failed us: a full disk, a forbidden folder, another build at work. The exit code is 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineError {
    /// What failed: lower case, no full stop, names the thing in backticks.
    pub message: String,
    /// What to do about it, where there is something to say.
    pub hint: Option<String>,
}

impl MachineError {
    /// A failure with nothing to advise.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MachineError {}
