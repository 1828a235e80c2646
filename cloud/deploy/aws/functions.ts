// AWS Lambda behind the function port.
import {
  GetFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { UserError } from '#tools/userError.ts';
import type { FunctionPort } from '../ports.ts';
import { describeFailure } from './describeFailure.ts';

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
