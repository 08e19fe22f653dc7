//! Special functions: cookies, tools, external transmission, derived data.

use super::{RequirementFn, RiskFn};

pub const REQUIREMENTS: &[(&str, RequirementFn)] = &[];

pub const RISKS: &[(&str, RiskFn)] = &[];
