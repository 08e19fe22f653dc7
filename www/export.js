// Takes the result along: the report as Markdown for people, as JSON (the report itself) for programs, and the way to the clipboard.

import { pick, t, word } from './i18n.js';

/** @typedef {import('../src/report/report.d.ts').Report} Report */
/** @typedef {import('../src/report/report.d.ts').Quote} Quote */

/** Text of others, made harmless in Markdown: nothing in it may become a link, a heading or a tag. @param {string} text */
function plain(text) {
  return text.replace(/\s+/g, ' ').trim().replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&').replace(/:(?=\/\/)/g, '\\:');
}

/** @param {Quote} quote */
function quoted(quote) {
  return `  - 「${plain(quote.text)}」`;
}

/** @param {Report} report */
export function toMarkdown(report) {
  const w = t();
  /** @type {string[]} */
  const lines = [
    `# ${w.md_title}`, '',
    `- ${w.document}: ${report.document.title ? plain(report.document.title.text) : w.no_title}`,
    `- ${w.law_as_of}: ${report.law_as_of}`,
    `- ${report.analyzer.name} ${report.analyzer.version} (${report.analyzer.catalogue})`,
    `- ${w.disclaimer} ${w.disclaimer_more}`, '',
  ];
  for (const note of report.document.notes) lines.push(`> ${plain(pick(note, 'message'))}`, '');

  lines.push(`## ${w.risks} (${report.risks.length})`, '');
  for (const risk of report.risks) {
    lines.push(`- **${word(w.severity, risk.severity)}** ${plain(pick(risk, 'title'))}${basis(risk.basis)}`, `  - ${plain(pick(risk, 'why'))}`);
    lines.push(...risk.evidence.map(quoted), `  - ${w.advice}: ${plain(pick(risk, 'advice'))}`);
  }
  lines.push('', `## ${w.checklist}`);
  let group = '';
  for (const item of report.checklist) {
    if (item.group !== group) lines.push('', `### ${word(w.group, item.group)}`, '');
    group = item.group;
    lines.push(`- **${word(w.status, item.status)}** ${plain(pick(item, 'title'))} (${word(w.level, item.level)})${basis(item.basis)}`);
    lines.push(...item.evidence.map(quoted));
    if (item.status === 'missing' && item.searched) lines.push(`  - ${w.searched_terms}: ${item.searched.terms.map(plain).join(', ')}`);
    if (item.status === 'missing' || item.status === 'partial' || item.status === 'by_reference') lines.push(`  - ${w.advice}: ${plain(pick(item, 'advice'))}`);
  }
  if (report.prepare.length) {
    lines.push('', `## ${w.prepare}`, '', w.prepare_hint, '');
    for (const item of report.prepare) lines.push(`- ${plain(pick(item, 'title'))}: ${plain(item.act)}, ${w.effective_latest(item.effective_latest)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** @param {string[]} list */
function basis(list) {
  return list.length ? ` — ${list.map(plain).join('・')}` : '';
}

/** @param {Report} report */
export function toJson(report) {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Whether the text is on the clipboard now. @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The older way, still open where the clipboard interface is not (insecure hosts, some browsers on file://). @param {string} text */
function copyBySelection(text) {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    // Refused: the caller offers the text for copying by hand.
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
