//! Special functions: rights, procedure, fee, security.

use super::{RequirementFn, RiskFn};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[];
