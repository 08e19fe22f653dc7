// The drawings of the sheet about the bookmark: plain shapes, coloured by the style sheet. Each has its words beside it.

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {[tag: 'rect' | 'path' | 'circle', role: string, attributes: Record<string, string | number>]} Shape */

/** A browser's window in 320 × 168: what differs is where its bar is, and what stands beside the address. @type {Record<string, Shape[]>} */
const CHROME = {
  chromium: [
    ['path', 'line', { d: 'M14 26V17a5 5 0 0 1 5-5h62a5 5 0 0 1 5 5v9' }],
    ['circle', 'line', { cx: 22, cy: 38, r: 4 }],
    ['rect', 'field', { x: 36, y: 31, width: 236, height: 14, rx: 7 }],
    ['path', 'line', { d: 'M292 33v.1M292 38v.1M292 43v.1' }],
  ],
  firefox: [
    ['rect', 'line', { x: 12, y: 9, width: 78, height: 14, rx: 4 }],
    ['path', 'line', { d: 'm24 34-4 4 4 4' }],
    ['rect', 'field', { x: 60, y: 31, width: 200, height: 14, rx: 4 }],
    ['path', 'line', { d: 'M286 34h12M286 38h12M286 42h12' }],
  ],
  safari: [
    ['circle', 'line', { cx: 16, cy: 17, r: 3 }],
    ['circle', 'line', { cx: 27, cy: 17, r: 3 }],
    ['circle', 'line', { cx: 38, cy: 17, r: 3 }],
    ['rect', 'field', { x: 84, y: 10, width: 152, height: 14, rx: 7 }],
    ['path', 'line', { d: 'M12 38h28M280 38h28' }],
  ],
};

/** @param {string} browser @param {string} label */
export function windowPicture(browser, label) {
  return draw('0 0 320 168', label, [
    ['rect', 'paper', { x: 2, y: 2, width: 316, height: 164, rx: 10 }],
    ...(CHROME[browser] ?? []),
    ['rect', 'bar', { x: 3, y: 52, width: 314, height: 24 }],
    ['rect', 'line', { x: 12, y: 59, width: 44, height: 10, rx: 3 }],
    ['rect', 'place', { x: 66, y: 55, width: 92, height: 18, rx: 5 }],
    ['path', 'text', { d: 'M24 100h120M24 114h96M24 128h110M24 142h70' }],
    ['rect', 'button', { x: 190, y: 112, width: 104, height: 26, rx: 7 }],
    ['path', 'lens', { d: 'M206 122h12M206 128h8M226 125h52' }],
    ['path', 'arrow', { d: 'M236 106c-4-22-30-40-70-42m9-6-10 6 9 7' }],
  ]);
}

/** @param {string} label */
export function phonePicture(label) {
  return draw('0 0 320 168', label, [
    ['rect', 'paper', { x: 30, y: 6, width: 92, height: 156, rx: 12 }],
    ['rect', 'place', { x: 38, y: 44, width: 76, height: 66, rx: 3 }],
    ['path', 'text', { d: 'M44 28h50M44 56h62M44 70h58M44 84h62M44 98h40M44 126h56M44 140h44' }],
    ['rect', 'button', { x: 50, y: 18, width: 56, height: 20, rx: 6 }],
    ['path', 'lens', { d: 'M62 28h32' }],
    ['path', 'arrow', { d: 'M134 84h46m-10-8 11 8-11 8' }],
    ['rect', 'paper', { x: 194, y: 6, width: 92, height: 156, rx: 12 }],
    ['rect', 'field', { x: 202, y: 34, width: 76, height: 88, rx: 4 }],
    ['path', 'text', { d: 'M210 50h58M210 64h54M210 78h58M210 92h36' }],
    ['path', 'lens dark', { d: 'M204 22h30M206 140h24M206 150h50' }],
  ]);
}

/** @param {string} box @param {string} label @param {Shape[]} shapes */
function draw(box, label, shapes) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', box);
  svg.setAttribute('class', 'picture');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  for (const [tag, role, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    shape.setAttribute('class', role);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
    svg.appendChild(shape);
  }
  return svg;
}
