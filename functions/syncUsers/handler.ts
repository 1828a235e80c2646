// The Lambda function that applies the events of other systems to the directory.
import { createInvalidRequest } from '#layers/base/errors/publicError.ts';
import type { EventUseCase, RecordOutcome } from '#layers/entry/events/batch.ts';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import type { ChangeOutcome } from '#layers/people/peopleRepository.ts';
import { createChange, type PersonChange } from '#layers/people/personChange.ts';
import { ChangeRefusal } from '#layers/people/planWrite.ts';
import { maxAheadMs, type OrderKind, toRevision } from '#layers/people/revision.ts';
import { type EventServices, getEventServices } from '#layers/services.ts';
import { type DirectoryEvent, directoryEvent } from './schema.ts';

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

const toInvalidRequest = ({ broken }: ChangeRefusal) =>
  createInvalidRequest(
    Object.entries(broken).map(([field, rule]) => ({ parameter: `data.${field}`, detail: rule })),
  );

const toRecordOutcome = (outcome: ChangeOutcome): RecordOutcome => {
  if (outcome instanceof ChangeRefusal) return toInvalidRequest(outcome);
  return outcome === 'repeated' ? 'stale' : outcome;
};

export const syncUsers = ({ people, order }: EventServices): EventUseCase<DirectoryEvent, PersonChange> => ({
  read: (event, nowMs) => toChange(event, order, nowMs),
  apply: async (changes, call) => (await people.apply(changes, call)).map(toRecordOutcome),
});

export const handler = createEventHandler(directoryEvent, syncUsers, getEventServices);
