// Puts CloudEvents on a bus.
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { UserError } from '#tools/userError.ts';
import { toBatches } from './sending/toBatches.ts';

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
export type CloudEvent = { type: string; source: string };

const toEntry = (event: CloudEvent, bus: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: event.source,
  DetailType: event.type,
  Detail: JSON.stringify(event),
});

/** An entry that the bus refused, by its place among all events. */
type Refusal = { index: number; code: string; message: string };

const maxListed = 10;

const describe = (refusals: readonly Refusal[], count: number): string => {
  const listed = refusals.slice(0, maxListed);
  const more = refusals.length > maxListed ? `\n  and ${refusals.length - maxListed} more` : '';
  const lines = listed.map(({ index, code, message }) => `\n  event ${index + 1}: ${code}: ${message}`);
  return `The bus refused ${refusals.length} of ${count}; the others are put:${lines.join('')}${more}`;
};

const putBatch = async (
  client: EventBridgeClient,
  Entries: PutEventsRequestEntry[],
  start: number,
): Promise<Refusal[]> => {
  const { Entries: results = [] } = await client
    .send(new PutEventsCommand({ Entries }))
    .catch((error: Error) => {
      const before = start === 0 ? 'Nothing was sent' : `Put ${start}, and none from event ${start + 1} on`;
      throw new UserError(`${before}: ${error.name}: ${error.message}`);
    });
  return results.flatMap(({ ErrorCode, ErrorMessage = '' }, index) =>
    ErrorCode ? [{ index: start + index, code: ErrorCode, message: ErrorMessage }] : [],
  );
};

/**
 * Puts all events, in their order. Throws UserError before the first when one is too large, and in the end when the bus
 * refused some, which it names by their place and its reason.
 */
export const putEvents = async (
  client: EventBridgeClient,
  bus: string,
  events: readonly CloudEvent[],
): Promise<void> => {
  const refusals: Refusal[] = [];
  let start = 0;
  for (const batch of toBatches(events.map((event) => toEntry(event, bus)))) {
    refusals.push(...(await putBatch(client, batch, start)));
    start += batch.length;
  }
  if (refusals.length > 0) throw new UserError(describe(refusals, events.length));
};
