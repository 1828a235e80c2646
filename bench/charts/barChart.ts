// A chart of horizontal bars, each of one or more segments.
import { type ChartColour, contentTop, drawFrame, element, margin, text } from './svg.ts';

export type Bar = {
  label: string;
  colour: ChartColour;
  /** One value per segment. */
  values: readonly number[];
  /** What stands at the bar's end. */
  note: string;
};

export type BarChart = {
  title: string;
  subtitle: string;
  /** What each segment is; the first is drawn solid, a second lighter. No legend for a single one. */
  segments: readonly string[];
  bars: readonly Bar[];
};

const width = 800;
const labelWidth = 262;
const noteWidth = 70;
const [rowHeight, barHeight] = [28, 18];
const legendHeight = 26;
const opacities = [1, 0.5];

const left = margin + labelWidth + 10;
const space = width - left - noteWidth - margin;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const drawBar = ({ label, colour, values, note }: Bar, y: number, scale: number): string => {
  const middle = y + barHeight / 2 + 5;
  const strong = colour === 'own' ? ' strong' : '';
  const segments = values.map((value, index) =>
    element('rect', {
      class: colour,
      'fill-opacity': opacities[index] as number,
      x: left + sum(values.slice(0, index)) * scale,
      y,
      width: value * scale,
      height: barHeight,
    }),
  );
  return [
    text({ class: `ink end${strong}`, x: left - 10, y: middle }, label),
    ...segments,
    text({ class: `muted${strong}`, x: left + sum(values) * scale + 8, y: middle }, note),
  ].join('');
};

const drawLegend = (segments: readonly string[], y: number): string[] =>
  segments.flatMap((name, index) => {
    const x = left + index * 170;
    return [
      element('rect', {
        class: 'own',
        'fill-opacity': opacities[index] as number,
        x,
        y,
        width: 12,
        height: 12,
      }),
      text({ class: 'muted', x: x + 18, y: y + 11 }, name),
    ];
  });

export const drawBarChart = ({ title, subtitle, segments, bars }: BarChart): string => {
  const scale = space / Math.max(...bars.map(({ values }) => sum(values)));
  const legend = segments.length > 1 ? drawLegend(segments, contentTop - 4) : [];
  const top = contentTop + (legend.length > 0 ? legendHeight : 0);
  const height = top + bars.length * rowHeight + margin - (rowHeight - barHeight);
  const rows = bars.map((bar, index) => drawBar(bar, top + index * rowHeight, scale));
  return drawFrame({ width, height, title, subtitle }, [...legend, ...rows]);
};
