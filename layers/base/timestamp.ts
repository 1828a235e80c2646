// The schema of a time by RFC 3339.
import * as z from 'zod/mini';
import { parseTimestamp } from './parseTimestamp.ts';

/** Milliseconds since the epoch; what is finer is cut off. */
export const timestamp = z.pipe(
  z.string({ error: 'must be a string' }),
  z.transform((text: string, { issues }) => {
    const timeMs = parseTimestamp(text);
    if (timeMs !== undefined) return timeMs;
    issues.push({ code: 'custom', message: 'must be a time by RFC 3339', input: text });
    return z.NEVER;
  }),
);
