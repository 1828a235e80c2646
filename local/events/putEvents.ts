// Puts CloudEvents on a bus.
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { UserError } from '#tools/userError.ts';

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
export type CloudEvent = { type: string; source: string };

/** PutEvents takes no more: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const maxEntries = 10;

const toEntry = (event: CloudEvent, bus: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: event.source,
  DetailType: event.type,
  Detail: JSON.stringify(event),
});

/** Throws UserError with the first reason when the bus refuses one. */
export const putEvents = async (
  eventBridge: EventBridgeClient,
  bus: string,
  events: readonly CloudEvent[],
): Promise<void> => {
  for (let start = 0; start < events.length; start += maxEntries) {
    const Entries = events.slice(start, start + maxEntries).map((event) => toEntry(event, bus));
    const { FailedEntryCount, Entries: results = [] } = await eventBridge.send(
      new PutEventsCommand({ Entries }),
    );
    const refused = results.find(({ ErrorMessage }) => ErrorMessage);
    if (FailedEntryCount)
      throw new UserError(`The bus refused ${FailedEntryCount}: ${refused?.ErrorMessage}`);
  }
};
