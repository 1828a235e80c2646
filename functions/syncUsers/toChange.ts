// Turns an event into the change of a person, by the order of this directory.
import { createInvalidRequest } from '#layers/base/errors/publicError.ts';
import { createChange, type PersonChange } from '#layers/people/personChange.ts';
import { maxAheadMs, type OrderKind, toRevision } from '#layers/people/revision.ts';
import type { DirectoryEvent } from './schema.ts';

const refuse = (parameter: string, detail: string): never => {
  throw createInvalidRequest([{ parameter, detail }]);
};

const rankByVersion = ({ data: { version } }: DirectoryEvent): number =>
  version ?? refuse('data.version', 'is required, since versions order the events of this directory');

const rankByTime = ({ time }: DirectoryEvent, nowMs: number): number => {
  if (typeof time !== 'number')
    return refuse('time', 'is required, since times order the events of this directory');
  if (time < 0) return refuse('time', 'must not be before 1970');
  if (time > nowMs + maxAheadMs) return refuse('time', 'must not be more than 5 minutes ahead');
  return time;
};

const rankBy = { version: rankByVersion, time: rankByTime };

/** Throws InvalidRequest when the event lacks the directory's order, or its time is out of range. */
export const toChange = (event: DirectoryEvent, order: OrderKind, nowMs: number): PersonChange => {
  const { type, source, id, data } = event;
  const phoneNumber = type === 'directory.user.upserted.v1' ? event.data.phoneNumber : null;
  const rank = rankBy[order](event, nowMs);
  const revision = toRevision({ rank, deleted: phoneNumber === null, source, id });
  return createChange({ email: data.email, phoneNumber, revision });
};
