// The Lambda function that applies the events of other systems to the directory.
import { createInvalidRequest } from '#layers/base/errors/publicError.ts';
import type { EventUseCase } from '#layers/entry/events/applyBatch.ts';
import type { RecordOutcome } from '#layers/entry/events/batch.ts';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import type { ChangeOutcome } from '#layers/people/peopleRepository.ts';
import type { PersonChange } from '#layers/people/personChange.ts';
import { ChangeRefusal } from '#layers/people/planWrite.ts';
import { type EventServices, getEventServices } from '#layers/services.ts';
import { type DirectoryEvent, directoryEvent } from './schema.ts';
import { toChange } from './toChange.ts';

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
