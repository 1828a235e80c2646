// A process that invokes a function with each event it is sent, and sends back the result.
import { lambdaContextUntil } from '#tests/support/events.ts';

const [name, timeoutMs] = process.argv.slice(2);
const { handler } = await import(`#functions/${name}/handler.ts`);

process.on('message', async ({ id, event }: { id: number; event: unknown }) => {
  const context = lambdaContextUntil(Date.now() + Number(timeoutMs));
  const answer = await handler(event, context).catch(() => undefined);
  process.send?.({ id, answer });
});
