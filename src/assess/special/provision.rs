//! Special functions: provision to third parties, joint use, entrustment, abroad.

use super::{RequirementFn, RiskFn};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[];
