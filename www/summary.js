// The summary: what the policy says, as a sheet of names and values. Every value is a quote that leads to its place; its element
// carries the name of its field in the report.

import { el, fill, quoteButton } from './dom.js';
import { t, word } from './i18n.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Quote} Quote */
/** @typedef {import('./dom.js').Attributes} Attributes */

/** @param {HTMLElement} node @param {Report} report */
export function renderSummary(node, report) {
  const s = report.summary;
  const w = t();
  fill(node,
    card(w.s_operator, [
      [w.s_name, one('operator.name', s.operator.name)],
      [w.s_address, one('operator.address', s.operator.address)],
      [w.s_representative_title, one('operator.representative_title', s.operator.representative_title)],
      [w.s_representative, one('operator.representative', s.operator.representative)],
    ]),
    card(w.s_contacts, [
      [w.s_desk, many('contacts.desk', s.contacts.desk)],
      [w.s_phone, many('contacts.phone', s.contacts.phone)],
      [w.s_fax, many('contacts.fax', s.contacts.fax)],
      [w.s_email, many('contacts.email', s.contacts.email)],
      [w.s_postal, many('contacts.postal', s.contacts.postal)],
      [w.s_url, many('contacts.url', s.contacts.url)],
      [w.s_hours, many('contacts.hours', s.contacts.hours)],
    ]),
    list(w.s_purposes, s.purposes, (p) => tagged(word(w.purpose, p.category), p.quote, { 'data-field': 'purposes', 'data-category': p.category })),
    s.items.length ? section(w.s_items, el('ul', { class: 'values inline' }, upTo(s.items, (q) => el('li', null, value('items', q))))) : section(w.s_items, none()),
    section(w.s_third_party, rows([
      [w.s_principle, one('third_party.principle', s.third_party.principle)],
      [w.s_exceptions, s.third_party.exceptions.length ? el('ul', { class: 'values' }, upTo(s.third_party.exceptions, (e) => tagged(
        word(w.exception, e.kind), e.quote,
        { 'data-field': 'third_party.exceptions', 'data-kind': e.kind, 'data-lacks-qualifier': String(e.lacks_qualifier) },
        e.lacks_qualifier ? w.s_lacks_qualifier : null,
      ))) : null],
    ])),
    section(w.s_joint_use, s.joint_use.length ? s.joint_use.map((block, index) => [
      s.joint_use.length > 1 && el('h4', null, w.s_block(index + 1)),
      rows([
        [w.s_scope, many('joint_use.scope', block.scope)],
        [w.s_joint_items, many('joint_use.items', block.items)],
        [w.s_joint_purposes, many('joint_use.purposes', block.purposes)],
        [`${w.s_responsible} · ${w.s_name}`, one('joint_use.responsible.name', block.responsible.name)],
        [`${w.s_responsible} · ${w.s_address}`, one('joint_use.responsible.address', block.responsible.address)],
        [`${w.s_responsible} · ${w.s_representative}`, one('joint_use.responsible.representative', block.responsible.representative)],
      ]),
    ]).flat() : none()),
    card(w.s_entrustment, [[w.s_statement, one('entrustment', s.entrustment)]]),
    card(w.s_foreign, [[w.s_statement, one('foreign.quote', s.foreign.quote)], [w.s_countries, many('foreign.countries', s.foreign.countries)]]),
    list(w.s_security, s.security, (m) => tagged(word(w.security, m.kind), m.quote, { 'data-field': 'security', 'data-kind': m.kind })),
    card(w.s_sensitive, [[w.s_statement, one('sensitive', s.sensitive)]]),
    card(w.s_rights, [
      [w.s_purpose_notification, one('rights.purpose_notification', s.rights.purpose_notification)],
      [w.s_disclosure, one('rights.disclosure', s.rights.disclosure)],
      [w.s_provision_records, one('rights.provision_records', s.rights.provision_records)],
      [w.s_correction, one('rights.correction', s.rights.correction)],
      [w.s_suspension_erasure, one('rights.suspension_erasure', s.rights.suspension_erasure)],
      [w.s_stop_third_party, one('rights.stop_third_party', s.rights.stop_third_party)],
    ]),
    card(w.s_procedure, [
      [w.s_form, one('procedure.form', s.procedure.form)],
      [w.s_identity, one('procedure.identity', s.procedure.identity)],
      [w.s_agent, one('procedure.agent', s.procedure.agent)],
      [w.s_fee, s.fee.quote && el('ul', { class: 'values' }, tagged(
        s.fee.amount_yen !== null ? w.s_yen(s.fee.amount_yen) : s.fee.free ? w.s_free : '',
        s.fee.quote,
        { 'data-field': 'fee', 'data-amount-yen': s.fee.amount_yen, 'data-free': String(s.fee.free) },
      ))],
    ]),
    card(w.s_web, [
      [w.s_cookies, one('web.cookies', s.web.cookies)],
      [w.s_tools, many('web.tools', s.web.tools)],
      [w.s_opt_out, one('web.opt_out', s.web.opt_out)],
    ]),
    list(w.s_dates, s.dates, (d) => tagged(`${word(w.date, d.kind)} ${d.date}`, d.quote, { 'data-field': 'dates', 'data-kind': d.kind, 'data-date': d.date })),
    s.links.length > 0 && list(w.s_links, s.links, (q) => el('li', null, value('links', q))),
    report.document.sections.some((part) => part.heading) && section(w.s_sections, el('ol', { class: 'outline' }, report.document.sections.slice(0, VALUES).map((part) => part.heading && el('li', { class: `depth-${Math.min(3, Math.max(1, part.level))}` }, quoteButton(part.heading))))),
  );
}

/** @param {string} field @param {Quote} quote @param {Attributes} [attributes] */
function value(field, quote, attributes) {
  return quoteButton(quote, { 'data-field': field, ...attributes });
}

/** @param {string} field @param {Quote | null} quote */
function one(field, quote) {
  return quote && value(field, quote);
}

/** @param {string} field @param {Quote[]} quotes */
function many(field, quotes) {
  if (quotes.length < 2) return one(field, quotes[0] ?? null);
  return el('ul', { class: 'values' }, upTo(quotes, (quote) => el('li', null, value(field, quote))));
}

/** @param {string} tag @param {Quote} quote @param {Attributes} attributes @param {string | null} [warning] */
function tagged(tag, quote, attributes, warning) {
  return el('li', { class: 'tagged' }, tag && el('span', { class: 'tag' }, tag), quoteButton(quote, attributes), warning && el('span', { class: 'tag warn' }, warning));
}

function none() {
  return el('p', { class: 'none' }, t().s_none);
}

/** @param {string} title @param {...(import('./dom.js').Child | import('./dom.js').Child[])} children */
function section(title, ...children) {
  return el('section', { class: 'card' }, el('h3', null, title), children.flat());
}

/** @param {[string, import('./dom.js').Child][]} entries */
function rows(entries) {
  return el('dl', { class: 'sheet-rows' }, entries.map(([name, shown]) => el('div', null, el('dt', null, name), el('dd', null, shown || el('span', { class: 'none' }, t().s_none)))));
}

/** @param {string} title @param {[string, import('./dom.js').Child][]} entries */
function card(title, entries) {
  return section(title, rows(entries));
}

/** Far more than any policy has; only a huge text that repeats itself gets here. */
const VALUES = 500;

/** @template T @param {string} title @param {T[]} entries @param {(entry: T) => HTMLElement} item */
function list(title, entries, item) {
  return section(title, entries.length ? el('ul', { class: 'values' }, upTo(entries, item)) : none());
}

/** @template T @param {T[]} entries @param {(entry: T) => HTMLElement} item */
function upTo(entries, item) {
  return [...entries.slice(0, VALUES).map(item), entries.length > VALUES && el('li', { class: 'fine' }, t().more(entries.length - VALUES))];
}
