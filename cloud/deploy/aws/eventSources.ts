// Lambda's event source mappings behind the event source port.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { UserError } from '#tools/userError.ts';
import type { EventSourcePort } from '../ports.ts';

const pollMs = 2_000;
const maxPolls = 150;

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html#API_GetEventSourceMapping_ResponseElements */
const enabledStates = ['Enabled', 'Enabling'];

export const createEventSources = (client: LambdaClient): EventSourcePort => {
  const stateOf = async (UUID: string): Promise<string> =>
    (await client.send(new GetEventSourceMappingCommand({ UUID }))).State ?? '';

  return {
    isEnabled: async (id) => enabledStates.includes(await stateOf(id)),

    async setEnabled(UUID, Enabled) {
      await client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }));
      const settled = Enabled ? 'Enabled' : 'Disabled';
      for (let polls = 0; polls < maxPolls; polls += 1) {
        if ((await stateOf(UUID)) === settled) return;
        await sleep(pollMs);
      }
      throw new UserError(`The event source mapping ${UUID} did not become ${settled}.`);
    },
  };
};
