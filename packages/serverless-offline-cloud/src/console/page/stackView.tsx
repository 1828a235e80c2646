// A picture of the stack: what leads to what. Boxes light up as requests and events pass.
import { useEffect, useState } from 'preact/hooks';
import type { StackView as Stack } from '../api/functionOperations.ts';
import type { TraceSummary } from '../trace/summarizeTrace.ts';
import { usePolled } from './api.ts';
import { hrefOf } from './location.ts';
import { useTraces } from './useTraces.ts';

type Box = { id: string; label: string; kind: string; column: number; row: number; href: string };
type Line = { from: string; to: string };

const [boxWidth, boxHeight, columnWidth, rowHeight, margin] = [180, 34, 250, 50, 20];
const litMs = 1_200;

const filterHref = (filter: string): string => hrefOf('traces', undefined, new URLSearchParams({ filter }));

const layOut = ({ functions, queues, rules, buckets }: Stack): { boxes: Box[]; lines: Line[] } => {
  const boxes: Box[] = [];
  const lines: Line[] = [];
  const sorted = [...functions].sort((one, other) => other.routes.length - one.routes.length);
  const routeCount = functions.reduce((count, { routes }) => count + routes.length, 0);
  // Queues begin below the routes, whose lines would pass behind them.
  const rows = [0, routeCount, 0, 0];
  const add = (column: number, id: string, label: string, kind: string, href: string): void => {
    boxes.push({ id, label, kind, column, row: rows[column] ?? 0, href });
    rows[column] = (rows[column] ?? 0) + 1;
  };
  for (const { name, routes } of sorted) {
    for (const route of routes) {
      add(0, `route ${route}`, route, 'apigateway', filterHref(`route:${route.split(' ').at(-1)}`));
      lines.push({ from: `route ${route}`, to: `function ${name}` });
    }
  }
  for (const { name, queues: targets } of rules) {
    add(0, `rule ${name}`, `rule ${name}`, 'eventbridge', hrefOf('events'));
    for (const target of targets) lines.push({ from: `rule ${name}`, to: `queue ${target}` });
  }
  for (const { name, notifications } of buckets) {
    for (const { prefix, queue } of notifications) {
      const id = `bucket ${name}/${prefix}`;
      add(0, id, `s3 …/${prefix}`, 's3', filterHref('trigger:object'));
      lines.push({ from: id, to: `queue ${queue}` });
    }
  }
  for (const { name, deadLetters } of queues) {
    add(1, `queue ${name}`, name, 'sqs', hrefOf('queues', name));
    if (deadLetters) lines.push({ from: `queue ${name}`, to: `queue ${deadLetters}` });
  }
  for (const { name, queue } of sorted) {
    add(2, `function ${name}`, name, 'lambda', filterHref(`function:${name}`));
    if (queue) lines.push({ from: `queue ${queue}`, to: `function ${name}` });
    lines.push({ from: `function ${name}`, to: 'database' });
  }
  add(3, 'database', 'Data API · MySQL', 'rds-data', hrefOf('database'));
  return { boxes, lines };
};

/** Boxes that traces of the last moment passed through. */
const litOf = (traces: readonly TraceSummary[], nowMs: number): Map<string, string> => {
  const lit = new Map<string, string>();
  const recent = traces.filter(
    ({ startMs, durationMs, isRunning }) => isRunning || nowMs - startMs - durationMs < litMs,
  );
  for (const { route, functions, queues, isError, trigger } of recent) {
    const state = isError ? 'lit error' : 'lit';
    if (route) lit.set(`route ${route}`, state);
    for (const name of functions) lit.set(`function ${name}`, state);
    for (const name of queues) lit.set(`queue ${name}`, state);
    if (functions.length > 0) lit.set('database', 'lit');
    if (trigger === 'event') lit.set('rules', state);
  }
  return lit;
};

const Curve = ({ from, to }: { from: Box; to: Box }) => {
  const y = (box: Box) => margin + box.row * rowHeight + boxHeight / 2;
  const x = (box: Box) => margin + box.column * columnWidth;
  if (from.column === to.column) {
    const side = x(from) + boxWidth;
    return (
      <path
        d={`M${side} ${y(from)} C${side + 40} ${y(from)} ${side + 40} ${y(to)} ${side} ${y(to)}`}
        class="dead"
      />
    );
  }
  const [startX, endX] = [x(from) + boxWidth, x(to)];
  const middle = (startX + endX) / 2;
  return <path d={`M${startX} ${y(from)} C${middle} ${y(from)} ${middle} ${y(to)} ${endX} ${y(to)}`} />;
};

export const StackView = () => {
  const { data: stack, error } = usePolled<Stack>('/stack', 60_000);
  const { traces } = useTraces('since:1m', false, 0);
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 300);
    return () => clearInterval(timer);
  }, []);
  if (!stack) return <div class="page">{error && <p class="notice error">{error}</p>}</div>;
  const { boxes, lines } = layOut(stack);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const lit = litOf(traces, Math.max(nowMs, Date.now()));
  const rows = Math.max(...boxes.map(({ row }) => row)) + 1;
  const [width, height] = [2 * margin + 3 * columnWidth + boxWidth, 2 * margin + rows * rowHeight];
  return (
    <div class="page wide">
      <svg class="stack" viewBox={`0 0 ${width} ${height}`} role="img" aria-label="Picture of the stack">
        {lines.map(({ from, to }) => {
          const [start, end] = [byId.get(from), byId.get(to)];
          return start && end ? <Curve from={start} to={end} /> : null;
        })}
        {boxes.map(({ id, label, kind, column, row, href }) => (
          <a href={href}>
            <g
              class={`box ${kind} ${lit.get(id) ?? (kind === 'eventbridge' ? (lit.get('rules') ?? '') : '')}`}
              transform={`translate(${margin + column * columnWidth} ${margin + row * rowHeight})`}
            >
              <title>{label}</title>
              <rect width={boxWidth} height={boxHeight} rx="7" />
              <text x="12" y={boxHeight / 2 + 4}>
                {label.length > 24 ? `${label.slice(0, 23)}…` : label}
              </text>
            </g>
          </a>
        ))}
      </svg>
    </div>
  );
};
