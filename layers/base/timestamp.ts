// Times by RFC 3339, section 5.6, as text and as milliseconds.
import * as z from 'zod/mini';

const pattern =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|(60))(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** Whether the day exists: JavaScript takes 30 February for 2 March. */
const isDay = (date: string): boolean => {
  const timeMs = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(timeMs) && new Date(timeMs).toISOString().startsWith(date);
};

/** Leap seconds end a month in UTC, whatever the offset: https://www.rfc-editor.org/rfc/rfc3339#section-5.7 */
const endsMonth = (timeMs: number): boolean => new Date(timeMs).toISOString().includes('-01T00:00:00.', 7);

/**
 * Milliseconds since the epoch; what is finer is cut off. A leap second has the number of the second after it, as in POSIX.
 * Undefined for any other text.
 */
export const parseTimestamp = (text: string): number | undefined => {
  const match = pattern.exec(text);
  if (!match || !isDay(text.slice(0, 10))) return undefined;
  if (match[1] === undefined) return Date.parse(text.toUpperCase());
  const timeMs = Date.parse(text.toUpperCase().replace(':60', ':59')) + 1_000;
  return endsMonth(timeMs) ? timeMs : undefined;
};

/** Schema of a time by RFC 3339; its output is milliseconds since the epoch; what is finer is cut off. */
export const timestamp = z.pipe(
  z.string({ error: 'must be a string' }),
  z.transform((text: string, { issues }) => {
    const timeMs = parseTimestamp(text);
    if (timeMs !== undefined) return timeMs;
    issues.push({ code: 'custom', message: 'must be a time by RFC 3339', input: text });
    return z.NEVER;
  }),
);
