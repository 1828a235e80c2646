// Refuses events that would go nowhere, as far as the bus tells.
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { CloudEvent } from '#operate/putEvents.ts';
import { UserError } from '#tools/userError.ts';
import { type BusRule, describeUntaken, listRules } from './rules.ts';

/** Undefined, with a line for `log`, where they may not be read. */
const readRules = async (
  client: EventBridgeClient,
  bus: string,
  log: (line: string) => void,
): Promise<BusRule[] | undefined> => {
  try {
    return await listRules(client, bus);
  } catch (error) {
    const { name } = error as Error;
    if (name === 'ResourceNotFoundException') throw new UserError(`There is no event bus ${bus}.`);
    log(`The rules of ${bus} cannot be read (${name}), so that a type which none takes is not noticed.`);
    return undefined;
  }
};

/** Throws UserError that says which events no rule takes, and which rule nearly does; says each reason once. */
export const checkRules = async (
  client: EventBridgeClient,
  bus: string,
  events: readonly CloudEvent[],
  log: (line: string) => void,
): Promise<void> => {
  const rules = await readRules(client, bus, log);
  if (!rules) return;
  const places = new Map<string, number[]>();
  for (const [index, event] of events.entries()) {
    const reason = describeUntaken(event, rules);
    if (reason === undefined) continue;
    const known = places.get(reason);
    if (known) known.push(index + 1);
    else places.set(reason, [index + 1]);
  }
  if (places.size === 0) return;
  const lines = [...places].map(([reason, [first, ...others]]) => {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `\n  event ${first}${more}: ${reason}`;
  });
  throw new UserError(`Nothing was sent, since ${bus} would drop:${lines.join('')}`);
};
