// A chart of lines on two axes whose scales are logarithmic or linear.
import { type ChartColour, contentTop, drawFrame, element, margin, text } from './svg.ts';

export type Line = {
  label: string;
  colour: ChartColour;
  points: readonly (readonly [x: number, y: number])[];
};

export type Axis = {
  label: string;
  scale: 'log' | 'linear';
  /** Where lines and numbers are, in ascending order; the axis reaches from the first to the last. */
  ticks: readonly number[];
  format: (value: number) => string;
};

export type LineChart = { title: string; subtitle: string; x: Axis; y: Axis; lines: readonly Line[] };

const [width, height] = [800, 440];
/** The lines' labels stand to the right of their ends. */
const [left, right] = [margin + 60, width - margin - 230];
const [top, bottom] = [contentTop + 24, height - margin - 40];

/** From a value on the axis to its place between `from` and `to`. */
const createScale = ({ scale, ticks }: Axis, from: number, to: number): ((value: number) => number) => {
  const transform = scale === 'log' ? Math.log10 : (value: number) => value;
  const [low, high] = [transform(ticks[0] as number), transform(ticks.at(-1) as number)];
  return (value) => from + ((transform(value) - low) / (high - low)) * (to - from);
};

type Scale = (value: number) => number;

const drawAxes = (x: Axis, y: Axis, toX: Scale, toY: Scale): string[] => [
  ...y.ticks.flatMap((tick) => [
    element('line', { class: 'rule-line', x1: left, x2: right, y1: toY(tick), y2: toY(tick) }),
    text({ class: 'muted end', x: left - 8, y: toY(tick) + 4 }, y.format(tick)),
  ]),
  ...x.ticks.map((tick) => text({ class: 'muted middle', x: toX(tick), y: bottom + 20 }, x.format(tick))),
  text({ class: 'muted', x: margin, y: top - 18 }, y.label),
  text({ class: 'muted middle', x: (left + right) / 2, y: bottom + 42 }, x.label),
];

const drawLine = ({ label, colour, points }: Line, toX: Scale, toY: Scale): string[] => {
  const places = points.map(([x, y]) => [toX(x), toY(y)] as const);
  const [endX, endY] = places.at(-1) ?? [right, bottom];
  const path = places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return [
    element('polyline', { class: `line ${colour}-line`, points: path }),
    ...places.map(([cx, cy]) => element('circle', { class: colour, cx, cy, r: 3.5 })),
    text({ class: `${colour} strong`, x: endX + 10, y: endY + 4 }, label),
  ];
};

export const drawLineChart = ({ title, subtitle, x, y, lines }: LineChart): string => {
  const [toX, toY] = [createScale(x, left, right), createScale(y, bottom, top)];
  return drawFrame({ width, height, title, subtitle }, [
    ...drawAxes(x, y, toX, toY),
    ...lines.flatMap((line) => drawLine(line, toX, toY)),
  ]);
};
