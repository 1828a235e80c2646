// The functions' log lines as somebody reads them on a terminal.
import { styleText } from 'node:util';

type Paint = (colour: 'gray' | 'green' | 'yellow' | 'red', text: string) => string;

type LogLine = {
  time: string;
  level: 'info' | 'warn' | 'error';
  route?: string;
  requestId?: string;
  status?: number;
  state?: string;
  errorCode?: string;
  durationMs?: number;
  cause?: readonly string[];
  [member: string]: unknown;
};

/** Without colours where NO_COLOR is set: https://no-color.org */
const paintTerminal: Paint = (colour, text) => styleText(colour, text);

const colours = { info: 'green', warn: 'yellow', error: 'red' } as const;

/** Members that are told in their own way, or only by `npm run logs`. */
const told = new Set(['status', 'durationMs', 'line']);

const readLine = (text: string): LogLine | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    const line = JSON.parse(text) as Partial<LogLine>;
    return line.time && line.level && line.level in colours ? (line as LogLine) : undefined;
  } catch {
    return undefined;
  }
};

const count = (value: number): string => value.toLocaleString('en');

/** `records 5`, of what is more than zero. */
const countsOf = (members: object): string[] =>
  Object.entries(members)
    .filter(([name, value]) => typeof value === 'number' && value > 0 && !told.has(name))
    .map(([name, value]) => `${name} ${count(value)}`);

/** What rules were broken, by their number. */
const rulesOf = ({ violations, wouldRefuse }: LogLine): string[] =>
  Object.entries((violations ?? wouldRefuse ?? {}) as Record<string, number>).map(
    ([rule, times]) => `${count(times)} × ${rule}`,
  );

const belowOf = (line: LogLine): string[] => [
  ...rulesOf(line),
  ...(line.cause ?? []),
  ...(line.level !== 'info' && line.requestId ? [`npm run trace -- ${line.requestId}`] : []),
];

/** `14:16:02  GET /users  200  48 ms`, and below it what went wrong and what to do. Returns other lines as they are. */
export const describeLogLine = (text: string, paint: Paint = paintTerminal): string => {
  const line = readLine(text);
  if (!line) return text;
  const { time, level, route = '', status, state, errorCode, durationMs, counts = {} } = line;
  const words = [
    route.replace(/^users-[a-z0-9]+-/, ''),
    paint(
      colours[level],
      [status ?? state ?? (level === 'info' ? 'ok' : level), errorCode].filter((word) => word).join(' '),
    ),
    ...countsOf({ ...line, ...(counts as object) }),
    ...(durationMs === undefined ? [] : [`${count(durationMs)} ms`]),
  ];
  const clock = paint('gray', new Date(time).toLocaleTimeString('en-GB'));
  return [
    [clock, ...words].filter((word) => word).join('  '),
    ...belowOf(line).map((more) => `          ${more}`),
  ].join('\n');
};
