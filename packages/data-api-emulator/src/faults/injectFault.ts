// Applies one fault rule to one call.
import type { Socket } from 'node:net';
import { ApiError, type ErrorName } from '../apiError.ts';
import type { EmulatorClock } from '../clock.ts';
import type { OperationResult } from '../context.ts';
import type { FaultName, FaultRule } from './faults.ts';

type Call = { run: () => Promise<OperationResult>; socket: Socket; clock: EmulatorClock; delayMs: number };

const never = () => new Promise<never>(() => {});

const failBefore =
  (name: ErrorName, message = '', members = {}) =>
  async () => {
    throw new ApiError(name, message, members);
  };

/** A TCP reset: the client cannot know whether its call was run. */
const reset = ({ socket }: Call): Promise<never> => {
  socket.resetAndDestroy();
  return never();
};

const injections: Record<FaultName, (call: Call) => Promise<OperationResult>> = {
  throttling: failBefore('ThrottlingException', 'Rate exceeded'),
  'internal-error': failBefore('InternalServerErrorException'),
  'service-unavailable': failBefore('ServiceUnavailableError'),
  'database-unavailable': failBefore('DatabaseUnavailableException'),
  'statement-timeout': failBefore('StatementTimeoutException', 'The statement timed out after 45 seconds.', {
    dbConnectionId: 0,
  }),
  'too-many-connections': failBefore(
    'DatabaseErrorException',
    'Too many connections; Error code: 1040; SQLState: 08004',
  ),
  hang: never,
  'reset-before': reset,
  'reset-after': async (call) => {
    await call.run().catch(() => {});
    return reset(call);
  },
  slow: async ({ run, clock, delayMs }) => {
    const result = await run();
    await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    return result;
  },
};

export const injectFault = (
  { fault, delayMs = 1_000 }: FaultRule,
  call: Omit<Call, 'delayMs'>,
): Promise<OperationResult> => injections[fault]({ ...call, delayMs });
