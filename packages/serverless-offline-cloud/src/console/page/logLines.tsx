// Log lines of functions: JSON as its members, other text as it is.
import type { Span } from '../trace/span.ts';
import { formatTime } from './format.ts';

export type ShownLine = { timeMs: number; source: string; text: string; href?: string };

export const toLines = (spans: readonly Span[]): ShownLine[] =>
  spans
    .flatMap(({ name, events }) =>
      events
        .filter((event) => event.name === 'log')
        .map(({ timeMs, attributes }) => ({
          timeMs,
          source: name,
          text: String(attributes['log.record.original']),
        })),
    )
    .sort((one, other) => one.timeMs - other.timeMs);

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** They say what the line's place says already. */
const known = ['time', 'version', 'level', 'timestamp'];

/** A line as its members, or as it is. */
export const LineText = ({ text }: { text: string }) => {
  const members = parse(text);
  return <span>{members ? <Members members={members} /> : text}</span>;
};

/** What somebody who looks for a cause reads first. */
const telling = /cause|error|violation|reason|message|msg/i;

const Members = ({ members }: { members: Record<string, unknown> }) => (
  <>
    {Object.entries(members)
      .filter(([name]) => !known.includes(name))
      .sort(([one], [other]) => Number(telling.test(other)) - Number(telling.test(one)))
      .map(([name, value]) => (
        <span class="member">
          <small>{name}</small> {typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
      ))}
  </>
);

const Line = ({ timeMs, source, text, href }: ShownLine) => {
  const level = String(parse(text)?.level ?? '').toLowerCase();
  return (
    <li class={level}>
      <span class="time">{formatTime(timeMs)}</span>
      {href ? (
        <a class="source" href={href}>
          {source}
        </a>
      ) : (
        <span class="source">{source}</span>
      )}
      <span class="text">
        <LineText text={text} />
      </span>
    </li>
  );
};

export const LogLines = ({ lines }: { lines: readonly ShownLine[] }) => (
  <ol class="card log" aria-label="Log">
    {lines.map((line) => (
      <Line {...line} />
    ))}
  </ol>
);
