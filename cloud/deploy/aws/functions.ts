// AWS Lambda behind the ports of functions and event sources.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import type { EventSourcePort, FunctionPort } from '#cloud/deploy/steps/ports.ts';
import { UserError } from '#tools/userError.ts';

type LoggedFailure = { errorCode?: string; cause?: string[] };

const parseLine = (line: string): LoggedFailure => {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
};

/** The causes in the function's own log line; Lambda's lines around it have none. */
const loggedCause = (logTail: string): string[] =>
  logTail
    .split('\n')
    .map(parseLine)
    .flatMap(({ cause }) => cause ?? []);

/**
 * Names the error, its cause, and where the log has more. Both come from the function itself, which writes neither
 * personal data nor a database's message into them.
 */
export const describeFailure = (
  functionName: string,
  requestId = 'unknown',
  { errorType, errorMessage }: { errorType?: string; errorMessage?: string },
  logTail: string,
): string => {
  const cause = loggedCause(logTail);
  const [name] = functionName.split(':');
  return [
    `${functionName} failed: ${errorType}: ${errorMessage}`,
    ...(cause.length > 0 ? [`  cause       ${cause.join('; ')}`] : []),
    `  request     ${requestId}`,
    `  log group   /aws/lambda/${name}`,
  ].join('\n');
};

/** `invoker` makes one attempt and waits as long as a function may run. */
export const createFunctions = (client: LambdaClient, invoker: LambdaClient): FunctionPort => ({
  async image(FunctionName) {
    try {
      return (await client.send(new GetFunctionCommand({ FunctionName }))).Code?.ImageUri;
    } catch (error) {
      if ((error as Error).name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  },

  async replaceImage(FunctionName, ImageUri) {
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ImageUri }));
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 300, minDelay: 2 }, { FunctionName });
  },

  async invoke(FunctionName, payload) {
    const Payload = JSON.stringify(payload);
    const answer = await invoker.send(new InvokeCommand({ FunctionName, Payload, LogType: 'Tail' }));
    const result = JSON.parse(answer.Payload?.transformToString() || 'null');
    if (answer.FunctionError === undefined) return result;
    const logTail = Buffer.from(answer.LogResult ?? '', 'base64').toString();
    throw new UserError(describeFailure(FunctionName, answer.$metadata.requestId, result, logTail));
  },
});

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
