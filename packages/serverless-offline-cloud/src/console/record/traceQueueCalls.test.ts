import { expect, test } from '@jest/globals';
import { withSpan } from './currentSpan.ts';
import { traceQueueCalls } from './traceQueueCalls.ts';
import { Tracer } from './tracer.ts';

/** Sends number messages m1, m2, …; a receive returns all of them. */
const createQueue = () => {
  let sent = 0;
  const send = () => {
    sent += 1;
    return { MessageId: `m${sent}` };
  };
  return traceQueueCalls(async (operation, input) => {
    if (operation === 'SendMessage') return send();
    if (operation === 'SendMessageBatch') {
      const { Entries } = input as { Entries: { Id: string }[] };
      return { Successful: Entries.map(({ Id }) => ({ Id, ...send() })) };
    }
    const ids = Array.from({ length: sent }, (_, index) => `m${index + 1}`);
    return { Messages: ids.map((MessageId) => ({ MessageId })) };
  });
};

const span = () => new Tracer(() => {}).start({ name: 'a', service: 'sqs', kind: 'producer' });

const receive = async (call: ReturnType<typeof createQueue>, names = ['All']) => {
  const { Messages } = await call('ReceiveMessage', { MessageSystemAttributeNames: names });
  return (Messages as { Attributes?: { AWSTraceHeader?: string } }[]).map(
    ({ Attributes }) => Attributes?.AWSTraceHeader,
  );
};

test('a message has the trace in whose course it was sent', async () => {
  const call = createQueue();
  const [one, other] = [span(), span()];
  await Promise.all([
    withSpan(one, () => call('SendMessage', {})),
    withSpan(other, () => call('SendMessageBatch', { Entries: [{ Id: 'x' }, { Id: 'y' }] })),
  ]);
  await call('SendMessage', {});
  expect(await receive(call)).toEqual([one.traceHeader, other.traceHeader, other.traceHeader, undefined]);
});

test('a header that the sender gives goes first', async () => {
  const call = createQueue();
  const StringValue = 'Root=1-5759e988-bd862e3fe1be46a994272793';
  await withSpan(span(), () =>
    call('SendMessage', { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue } } }),
  );
  expect(await receive(call)).toEqual([StringValue]);
});

test('whoever does not ask for the attribute is not given it', async () => {
  const call = createQueue();
  await withSpan(span(), () => call('SendMessage', {}));
  expect(await receive(call, ['SentTimestamp'])).toEqual([undefined]);
});
