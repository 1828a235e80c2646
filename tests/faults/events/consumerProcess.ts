// A process that invokes syncUsers with each event it is sent, and sends back the result.
import { handler } from '#functions/syncUsers/handler.ts';
import { lambdaContextUntil } from '#tests/support/events.ts';
import { timeoutMs } from './createConsumer.ts';

process.on('message', async ({ id, event }: { id: number; event: unknown }) => {
  const context = lambdaContextUntil(Date.now() + timeoutMs);
  const answer = await handler(event, context).catch(() => undefined);
  process.send?.({ id, answer });
});
