// The handler's own work without a network: rows through the built artefact, against only parsing and writing the same JSON.
// Run by measureInMemory.ts as a process of its own: `node inMemory.ts <task root> <rows> <batches>`; prints JSON.
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { lambdaContext } from '#tests/support/events.ts';
import { answerOf } from './dataApiStub.ts';
import { page } from './events.ts';

const [taskRoot, rows, batches] = [
  process.argv[2] as string,
  Number(process.argv[3]),
  Number(process.argv[4]),
];
/** Calls of one batch, so many that a tick of the kernel's clock, 4 ms, is little; and those in which V8 compiles. */
const [calls, warmUp] = [rows < 1_000 ? 400 : 100, 2_000];
const { event, body } = page(rows);
const answer = Buffer.from(answerOf(rows));

/** In place of http.request: answers in the next turn of the event loop. */
const request = (_options: unknown, onResponse: (response: EventEmitter) => void) => {
  const sent = Object.assign(new EventEmitter(), {
    end: () =>
      setImmediate(() => {
        const headers = { 'content-type': 'application/json' };
        const response = Object.assign(new EventEmitter(), { statusCode: 200, headers });
        onResponse(response);
        // A copy, as for the floor: every answer arrives in bytes of its own.
        response.emit('data', Buffer.from(answer));
        response.emit('end');
        sent.emit('close');
      }),
  });
  return sent;
};
Object.assign(process.getBuiltinModule('node:http'), { request });
process.stdout.write = new Proxy(process.stdout.write, {
  apply: (write, stdout, [text]) => (String(text).startsWith('[') ? write.call(stdout, text) : true),
});

const floor = async (): Promise<string> => {
  const { formattedRecords } = JSON.parse(Buffer.from(answer).toString());
  const records: { email: string; phoneNumber: string }[] = JSON.parse(formattedRecords);
  return JSON.stringify(records.map(({ email, phoneNumber }) => ({ email, phoneNumber })));
};

const { handler } = await import(join(taskRoot, 'handler.mjs'));
const parsed = JSON.parse(event);
const service = async (): Promise<string> => (await handler(parsed, lambdaContext())).body;

/** CPU milliseconds of one call on the main thread, so that it does not matter when other threads collect garbage. */
const measure = async (work: () => Promise<string>, count: number): Promise<number> => {
  const before = process.threadCpuUsage();
  for (let call = 0; call < count; call += 1) {
    if ((await work()) !== body) throw new Error('An answer in memory is not the page.');
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000 / count;
};

await measure(service, warmUp);
await measure(floor, warmUp);
const results: { service: number; floor: number }[] = [];
for (let batch = 0; batch < batches; batch += 1) {
  results.push({ service: await measure(service, calls), floor: await measure(floor, calls) });
}
process.stdout.write(JSON.stringify(results));
