// The Lambda function that applies the events of other systems to the directory.
import type { EventUseCase } from '#layers/events/applyBatch.ts';
import { createEventHandler } from '#layers/events/createEventHandler.ts';
import type { PersonChange } from '#layers/repository/peopleRepository.ts';
import { type EventServices, getEventServices } from '#layers/services.ts';
import { type DirectoryEvent, directoryEvent } from './schema.ts';
import { toChange } from './toChange.ts';

export const syncUsers = ({ people, order }: EventServices): EventUseCase<DirectoryEvent, PersonChange> => ({
  read: (event, nowMs) => toChange(event, order, nowMs),
  async apply(changes, call) {
    const outcomes = await people.apply(changes, call);
    return outcomes.map((outcome) => (outcome === 'repeated' ? 'stale' : outcome));
  },
});

export const handler = createEventHandler(directoryEvent, syncUsers, getEventServices);
