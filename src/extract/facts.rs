//! The facts of a policy as plain data: the `Summary` of `report.d.ts`, generic over how a quote is given.
//!
//! Below the report a quote is a [`Span`]; the wire form puts its own in its place (`map`).

use crate::text::Span;
use serde::Serialize;

/// What the text says. `Q`: a quote; a byte span on the floors below the report.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary<Q = Span> {
    pub operator: Operator<Q>,
    pub contacts: Contacts<Q>,
    pub purposes: Vec<Purpose<Q>>,
    pub items: Vec<Q>,
    pub third_party: ThirdParty<Q>,
    pub joint_use: Vec<JointUse<Q>>,
    pub entrustment: Option<Q>,
    pub foreign: Foreign<Q>,
    pub security: Vec<Measure<Q>>,
    pub sensitive: Option<Q>,
    pub rights: Rights<Q>,
    pub procedure: Procedure<Q>,
    pub fee: Fee<Q>,
    pub web: Web<Q>,
    pub dates: Vec<PolicyDate<Q>>,
    pub links: Vec<Q>,
}

/// The operator (個人情報取扱事業者) itself.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Operator<Q = Span> {
    pub name: Option<Q>,
    pub address: Option<Q>,
    /// The person's name, without title.
    pub representative: Option<Q>,
    pub representative_title: Option<Q>,
}

/// Where to turn about personal information.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contacts<Q = Span> {
    pub desk: Vec<Q>,
    pub phone: Vec<Q>,
    pub fax: Vec<Q>,
    pub email: Vec<Q>,
    pub postal: Vec<Q>,
    pub url: Vec<Q>,
    pub hours: Vec<Q>,
}

/// One of the operator's own purposes of use.
#[derive(Clone, Debug, Serialize)]
pub struct Purpose<Q = Span> {
    pub quote: Q,
    /// `PurposeCategory` of `report.d.ts`.
    pub category: &'static str,
}

/// Provision to third parties.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ThirdParty<Q = Span> {
    /// The sentence "not without consent".
    pub principle: Option<Q>,
    pub exceptions: Vec<Exception<Q>>,
}

/// A case of provision without (further) consent.
#[derive(Clone, Debug, Serialize)]
pub struct Exception<Q = Span> {
    pub quote: Q,
    /// `ExceptionKind` of `report.d.ts`.
    pub kind: &'static str,
    /// A qualifier the statute asks for is not there (同意を得ることが困難であるとき …).
    pub lacks_qualifier: bool,
}

/// One joint-use block.
#[derive(Clone, Debug, Default, Serialize)]
pub struct JointUse<Q = Span> {
    pub scope: Vec<Q>,
    pub items: Vec<Q>,
    pub purposes: Vec<Q>,
    pub responsible: Responsible<Q>,
    /// The sentence that announces it. Not part of the contract.
    #[serde(skip)]
    pub announced: Option<Q>,
    /// The source range the block was read from. Not part of the contract.
    #[serde(skip)]
    pub range: Span,
}

/// Who is responsible for managing jointly used data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Responsible<Q = Span> {
    pub name: Option<Q>,
    pub address: Option<Q>,
    pub representative: Option<Q>,
}

/// Recipients or storage abroad.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Foreign<Q = Span> {
    pub quote: Option<Q>,
    pub countries: Vec<Q>,
}

/// A concrete security measure.
#[derive(Clone, Debug, Serialize)]
pub struct Measure<Q = Span> {
    /// policy, rules, organizational, human, physical, technical, environment
    pub kind: &'static str,
    pub quote: Q,
}

/// The rights of the person, each by the shortest words that grant it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Rights<Q = Span> {
    pub purpose_notification: Option<Q>,
    pub disclosure: Option<Q>,
    pub provision_records: Option<Q>,
    pub correction: Option<Q>,
    pub suspension_erasure: Option<Q>,
    pub stop_third_party: Option<Q>,
    /// The words for suspension alone and for erasure alone, and the longest list of rights. Not part of the contract.
    #[serde(skip)]
    pub suspension: Option<Q>,
    #[serde(skip)]
    pub erasure: Option<Q>,
    #[serde(skip)]
    pub list: Option<Q>,
}

/// How requests are made.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Procedure<Q = Span> {
    pub form: Option<Q>,
    pub identity: Option<Q>,
    pub agent: Option<Q>,
}

/// The fee for requests of the person.
#[derive(Clone, Debug, Serialize)]
pub struct Fee<Q = Span> {
    pub amount_yen: Option<u32>,
    pub free: bool,
    pub quote: Option<Q>,
}

impl<Q> Default for Fee<Q> {
    fn default() -> Self {
        Fee { amount_yen: None, free: false, quote: None }
    }
}

/// Cookies and third-party services of the web site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Web<Q = Span> {
    pub cookies: Option<Q>,
    pub tools: Vec<Q>,
    pub opt_out: Option<Q>,
}

/// A date of the policy.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyDate<Q = Span> {
    pub quote: Q,
    /// YYYY-MM-DD, YYYY-MM or YYYY.
    pub date: String,
    /// established, revised, effective, previous
    pub kind: &'static str,
}

impl<Q: Clone> Summary<Q> {
    /// The same facts with every quote given another way.
    pub fn map<R>(&self, f: &mut dyn FnMut(&Q) -> R) -> Summary<R> {
        macro_rules! one {
            ($x:expr) => {
                $x.as_ref().map(&mut *f)
            };
        }
        macro_rules! all {
            ($x:expr) => {
                $x.iter().map(&mut *f).collect()
            };
        }
        let (o, c, r, p, w) = (&self.operator, &self.contacts, &self.rights, &self.procedure, &self.web);
        Summary {
            operator: Operator {
                name: one!(o.name),
                address: one!(o.address),
                representative: one!(o.representative),
                representative_title: one!(o.representative_title),
            },
            contacts: Contacts {
                desk: all!(c.desk),
                phone: all!(c.phone),
                fax: all!(c.fax),
                email: all!(c.email),
                postal: all!(c.postal),
                url: all!(c.url),
                hours: all!(c.hours),
            },
            purposes: self.purposes.iter().map(|x| Purpose { quote: f(&x.quote), category: x.category }).collect(),
            items: all!(self.items),
            third_party: ThirdParty {
                principle: one!(self.third_party.principle),
                exceptions: self
                    .third_party
                    .exceptions
                    .iter()
                    .map(|x| Exception { quote: f(&x.quote), kind: x.kind, lacks_qualifier: x.lacks_qualifier })
                    .collect(),
            },
            joint_use: self
                .joint_use
                .iter()
                .map(|j| JointUse {
                    scope: all!(j.scope),
                    items: all!(j.items),
                    purposes: all!(j.purposes),
                    responsible: Responsible {
                        name: one!(j.responsible.name),
                        address: one!(j.responsible.address),
                        representative: one!(j.responsible.representative),
                    },
                    announced: one!(j.announced),
                    range: j.range,
                })
                .collect(),
            entrustment: one!(self.entrustment),
            foreign: Foreign { quote: one!(self.foreign.quote), countries: all!(self.foreign.countries) },
            security: self.security.iter().map(|x| Measure { kind: x.kind, quote: f(&x.quote) }).collect(),
            sensitive: one!(self.sensitive),
            rights: Rights {
                purpose_notification: one!(r.purpose_notification),
                disclosure: one!(r.disclosure),
                provision_records: one!(r.provision_records),
                correction: one!(r.correction),
                suspension_erasure: one!(r.suspension_erasure),
                stop_third_party: one!(r.stop_third_party),
                suspension: one!(r.suspension),
                erasure: one!(r.erasure),
                list: one!(r.list),
            },
            procedure: Procedure { form: one!(p.form), identity: one!(p.identity), agent: one!(p.agent) },
            fee: Fee { amount_yen: self.fee.amount_yen, free: self.fee.free, quote: one!(self.fee.quote) },
            web: Web { cookies: one!(w.cookies), tools: all!(w.tools), opt_out: one!(w.opt_out) },
            dates: self.dates.iter().map(|x| PolicyDate { quote: f(&x.quote), date: x.date.clone(), kind: x.kind }).collect(),
            links: all!(self.links),
        }
    }
}

impl Summary<Span> {
    /// Quotes of a field by its path (`operator.name`, `joint_use.scope`, `security.human`, `exceptions.law`); `None`: no such field.
    pub fn field(&self, path: &str) -> Option<Vec<Span>> {
        let one = |x: &Option<Span>| x.iter().copied().collect::<Vec<_>>();
        let each = |f: &dyn Fn(&JointUse) -> Vec<Span>| self.joint_use.iter().flat_map(f).collect::<Vec<_>>();
        if let Some(kind) = path.strip_prefix("security.") {
            return Some(self.security.iter().filter(|m| m.kind == kind).map(|m| m.quote).collect());
        }
        if let Some(kind) = path.strip_prefix("exceptions.") {
            return Some(self.third_party.exceptions.iter().filter(|e| e.kind == kind).map(|e| e.quote).collect());
        }
        if let Some(kind) = path.strip_prefix("purposes.") {
            return Some(self.purposes.iter().filter(|p| p.category == kind).map(|p| p.quote).collect());
        }
        if let Some(kind) = path.strip_prefix("dates.") {
            return Some(self.dates.iter().filter(|d| d.kind == kind).map(|d| d.quote).collect());
        }
        Some(match path {
            "operator.name" => one(&self.operator.name),
            "operator.address" => one(&self.operator.address),
            "operator.representative" => one(&self.operator.representative),
            "contacts.desk" => self.contacts.desk.clone(),
            "contacts.phone" => self.contacts.phone.clone(),
            "contacts.fax" => self.contacts.fax.clone(),
            "contacts.email" => self.contacts.email.clone(),
            "contacts.postal" => self.contacts.postal.clone(),
            "contacts.url" => self.contacts.url.clone(),
            "purposes" => self.purposes.iter().map(|p| p.quote).collect(),
            "items" => self.items.clone(),
            "third_party.principle" => one(&self.third_party.principle),
            "exceptions" => self.third_party.exceptions.iter().map(|e| e.quote).collect(),
            "joint_use" => each(&|j| one(&j.announced)),
            "joint_use.scope" => each(&|j| j.scope.clone()),
            "joint_use.items" => each(&|j| j.items.clone()),
            "joint_use.purposes" => each(&|j| j.purposes.clone()),
            "joint_use.responsible.name" => each(&|j| one(&j.responsible.name)),
            "joint_use.responsible.address" => each(&|j| one(&j.responsible.address)),
            "joint_use.responsible.representative" => each(&|j| one(&j.responsible.representative)),
            "entrustment" => one(&self.entrustment),
            "foreign" => one(&self.foreign.quote),
            "foreign.countries" => self.foreign.countries.clone(),
            "security" => self.security.iter().map(|m| m.quote).collect(),
            "sensitive" => one(&self.sensitive),
            "rights.purpose_notification" => one(&self.rights.purpose_notification),
            "rights.disclosure" => one(&self.rights.disclosure),
            "rights.provision_records" => one(&self.rights.provision_records),
            "rights.correction" => one(&self.rights.correction),
            "rights.suspension_erasure" => one(&self.rights.suspension_erasure),
            "rights.stop_third_party" => one(&self.rights.stop_third_party),
            "rights.suspension" => one(&self.rights.suspension),
            "rights.erasure" => one(&self.rights.erasure),
            "procedure.form" => one(&self.procedure.form),
            "procedure.identity" => one(&self.procedure.identity),
            "procedure.agent" => one(&self.procedure.agent),
            "fee" => one(&self.fee.quote),
            "web.cookies" => one(&self.web.cookies),
            "web.tools" => self.web.tools.clone(),
            "web.opt_out" => one(&self.web.opt_out),
            "dates" => self.dates.iter().map(|d| d.quote).collect(),
            "links" => self.links.clone(),
            _ => return None,
        })
    }
}
