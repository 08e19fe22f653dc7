//! Special functions: joint use.

use super::{RequirementFn, RiskFn};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[];
