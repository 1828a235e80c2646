// SVG as text: elements, and the frame and colours that all charts share.

type Attributes = Readonly<Record<string, string | number>>;

export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const round = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : escapeText(value);

/** One element; `children` are elements already, or text that escapeText has seen. */
export const element = (name: string, attributes: Attributes, ...children: readonly string[]): string => {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${round(value)}"`);
  return children.length > 0
    ? `<${name}${list.join('')}>${children.join('')}</${name}>`
    : `<${name}${list.join('')}/>`;
};

export const text = (attributes: Attributes, content: string): string =>
  element('text', attributes, escapeText(content));

/** Light and dark values of each class. The chart has a ground of its own, so the page's does not matter. */
const colours = {
  ground: ['#ffffff', '#0d1117'],
  ink: ['#1f2328', '#e6edf3'],
  muted: ['#59636e', '#9198a1'],
  rule: ['#d1d9e0', '#3d444d'],
  own: ['#0969da', '#4493f8'],
  peer: ['#bc4c00', '#f0883e'],
  other: ['#1a7f37', '#3fb950'],
  floor: ['#818b98', '#7d8590'],
} as const;

export type ChartColour = keyof typeof colours;

const rules = (shade: 0 | 1): string =>
  Object.entries(colours)
    .map(([name, shades]) => `.${name}{fill:${shades[shade]}}.${name}-line{stroke:${shades[shade]}}`)
    .join('');

const style = `text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}.title{font-size:15px;font-weight:600}.strong{font-weight:600}.line{fill:none;stroke-width:2}.end{text-anchor:end}.middle{text-anchor:middle}`;

export type ChartFrame = { width: number; height: number; title: string; subtitle: string };

/** Distance of everything from the chart's edge. */
export const margin = 20;
/** Where the content below title and subtitle begins. */
export const contentTop = 72;

/** A whole chart: its ground, title and subtitle, and `content`. */
export const drawFrame = (
  { width, height, title, subtitle }: ChartFrame,
  content: readonly string[],
): string =>
  `${element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' },
    element('title', {}, escapeText(title)),
    element('style', {}, `${style}${rules(0)}@media(prefers-color-scheme:dark){${rules(1)}}`),
    element('rect', { class: 'ground', width, height, rx: 8 }),
    text({ class: 'ink title', x: margin, y: 30 }, title),
    text({ class: 'muted', x: margin, y: 50 }, subtitle),
    ...content,
  )}\n`;
