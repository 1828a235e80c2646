// Says what to do about a result that says it is not complete, as a certificate can.
import * as z from 'zod';

const incomplete = z.object({
  complete: z.literal(false),
  pending: z.object({ writers: z.number(), until: z.string() }).optional(),
  files: z.object({ unreadable: z.array(z.string()).default([]) }).optional(),
});

/** Returns a sentence about an incomplete result, and undefined for any other. */
export const describeIncomplete = (result: unknown): string | undefined => {
  const { success, data } = incomplete.safeParse(result);
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
