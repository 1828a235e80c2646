// The events that syncUsers accepts: somebody is, or is no longer, in the sender's directory.
import * as z from 'zod/mini';
import { cloudEvent } from '#layers/entry/events/cloudEvent.ts';
import { phoneNumber } from '#layers/people/phoneNumber.ts';
import { maxRank } from '#layers/people/revision.ts';
import { email } from '#layers/people/user.ts';

const versionRule = { error: 'must be a whole number from 0 to 10^15' };
const version = z.optional(
  z
    .number(versionRule)
    .check(z.refine((value) => Number.isInteger(value) && value >= 0 && value <= maxRank, versionRule)),
);

const dataError = { error: 'must be an object' };
const upserted = cloudEvent(
  'directory.user.upserted.v1',
  z.object({ email, phoneNumber, version }, dataError),
);
const deleted = cloudEvent('directory.user.deleted.v1', z.object({ email, version }, dataError));

export const directoryEvent = z.discriminatedUnion('type', [upserted, deleted], {
  error: ({ input }) =>
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? 'must be directory.user.upserted.v1 or directory.user.deleted.v1'
      : 'must be an object',
});

export type DirectoryEvent = z.output<typeof directoryEvent>;
