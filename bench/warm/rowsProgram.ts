// CPU time of getUsers without a network, as JSON: `rowsProgram.ts <task root> <rows> <batches>`.
// Runs the built artefact beside a floor that makes the same HTTP call bare, and parses and writes the same JSON.
import { Agent } from 'node:http';
import { join } from 'node:path';
import { createDataApiAnswer } from '#bench/harness/createDataApiAnswer.ts';
import { page } from '#bench/harness/exchanges.ts';
import { sendHttp } from '#bench/harness/sendHttp.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { answerFromMemory } from './answerFromMemory.ts';

const [taskRoot = '', rows, batches] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
/** Calls of one batch, so many that a tick of the kernel's clock, 4 ms, is little. */
const calls = rows < 1_000 ? 400 : 100;
/** Calls in which V8 compiles. */
const warmUp = 2_000;
const { event, expected } = page(rows);

const { handler } = await import(join(taskRoot, 'functions/getUsers/handler.mjs'));
const parsed = JSON.parse(event);
const service = async (): Promise<string> => (await handler(parsed, lambdaContext())).body;

const agent = new Agent({ keepAlive: true });
const bare = async (): Promise<string> => {
  const { body } = await sendHttp({ agent, method: 'POST', path: '/Execute' }, '{}');
  const records: { email: string; phoneNumber: string }[] = JSON.parse(JSON.parse(body).formattedRecords);
  return JSON.stringify(records.map(({ email, phoneNumber }) => ({ email, phoneNumber })));
};

/** CPU milliseconds of one call on the main thread, so that it does not matter when other threads collect garbage. */
const measure = async (work: () => Promise<string>, count: number): Promise<number> => {
  const before = process.threadCpuUsage();
  for (let call = 0; call < count; call += 1) {
    if ((await work()) !== expected.body) throw new Error('An answer from memory is not the page.');
  }
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000 / count;
};

answerFromMemory(createDataApiAnswer(rows));
const print = process.stdout.write.bind(process.stdout);
// The service logs each request.
process.stdout.write = () => true;
await measure(service, warmUp);
await measure(bare, warmUp);
const results: { serviceMs: number; bareMs: number }[] = [];
for (let batch = 0; batch < batches; batch += 1) {
  results.push({ serviceMs: await measure(service, calls), bareMs: await measure(bare, calls) });
}
print(JSON.stringify(results));
