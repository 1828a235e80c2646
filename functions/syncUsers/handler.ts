// The Lambda function that applies the events of other systems to the directory.
import { createInvalidRequest } from '#layers/errors/invalidRequest.ts';
import type { EventUseCase } from '#layers/events/applyBatch.ts';
import type { RecordOutcome } from '#layers/events/batch.ts';
import { createEventHandler } from '#layers/events/createEventHandler.ts';
import type { ChangeOutcome } from '#layers/repository/peopleRepository.ts';
import type { PersonChange } from '#layers/repository/personChange.ts';
import { ChangeRefusal } from '#layers/repository/planWrite.ts';
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
