// Says what to do about a result that says it is not complete, as a certificate can.
import * as z from 'zod';

const incomplete = z.object({
  complete: z.literal(false),
  pending: z.object({ writers: z.number(), until: z.string() }).optional(),
  files: z.object({ unreadable: z.array(z.string()).default([]) }).optional(),
});

/** The result that `sls invoke local` prints, over several lines and after the function's log. */
const readResult = (output: string): unknown => {
  const start = output.lastIndexOf('\n{\n') + 1;
  try {
    return JSON.parse(output.slice(start));
  } catch {
    return undefined;
  }
};

/** Returns a sentence about an incomplete result, and undefined for any other. */
export const describeIncomplete = (output: string): string | undefined => {
  const { success, data } = incomplete.safeParse(readResult(output));
  if (!success) return undefined;
  const unreadable = data.files?.unreadable ?? [];
  if (!data.pending) {
    return unreadable.length === 0
      ? 'This is not complete.'
      : `This is not complete: ${unreadable.join(', ')} cannot be read, and so may hold the person. With "unreadable": "delete" the same command deletes what cannot be read.`;
  }
  const { writers, until } = data.pending;
  return writers === 0
    ? 'This is not complete: the time was short. Run the same command again.'
    : `This is not complete: ${writers} that began before may still write a file, until ${until}. Run the same command again then.`;
};
