//! Special functions: the trade and its sector laws.

use super::{RequirementFn, RiskFn};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[];
