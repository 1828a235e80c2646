// `npm run bench:memory [-- <invocations>]`: the memory of one function process over 100,000 invocations, which must not grow with
// their number. Prints a table and exits with 1 when it does.
import { join } from 'node:path';
import { bundle } from '#image/bundle.ts';
import { functions } from './candidates.ts';
import { startDataApiStub } from './dataApiStub.ts';
import { benchFolder, environmentOf } from './environment.ts';
import { check } from './events.ts';
import { startFunction } from './functionProcess.ts';
import { prepareRuntimeClient, runtimeClient } from './harness/runtimeClient.ts';

const invocations = Number(process.argv[2] ?? 100_000);
const samples = 20;
/** V8 and the allocator take what they need in the first half; what still grows in the second is a leak. */
const settled = samples / 2;
const maxBytesPerInvocation = 100;

prepareRuntimeClient((line) => process.stderr.write(`${line}\n`));
const stub = await startDataApiStub(join(benchFolder, 'certificate'));
const taskRoot = join(benchFolder, 'memory');
await bundle('getUsers', { folder: taskRoot });
const exchange = functions.getUsers;
const candidate = { name: 'getUsers', taskRoot, handler: 'functions/getUsers/handler.handler', exchange };
/** A heap that V8 cannot let grow instead of collecting: what grows nevertheless is kept by something. */
const nodeOptions = ['--max-old-space-size=32', '--max-semi-space-size=1'];
const one = await startFunction({
  ...candidate,
  nodeOptions,
  runtimeClient,
  env: environmentOf(candidate, stub),
});
await one.idle();

const points: { count: number; bytes: number }[] = [];
process.stdout.write('| invocations | resident MB |\n|--:|--:|\n');
for (let sample = 1; sample <= samples; sample += 1) {
  for (let index = 0; index < invocations / samples; index += 1) {
    check('getUsers', await one.invoke(exchange.event), exchange.body);
  }
  const point = { count: (sample * invocations) / samples, bytes: one.residentBytes() };
  points.push(point);
  process.stdout.write(`| ${point.count.toLocaleString('en')} | ${(point.bytes / 1e6).toFixed(1)} |\n`);
}
one.stop();
stub.close();

/** The slope of the line with the least squares through the points. */
const slopeOf = (line: readonly { count: number; bytes: number }[]): number => {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const counts = line.map(({ count }) => count);
  const [middle, level] = [mean(counts), mean(line.map(({ bytes }) => bytes))];
  const rise = line.map(({ count, bytes }) => (count - middle) * (bytes - level));
  return mean(rise) / mean(counts.map((count) => (count - middle) ** 2));
};

const slope = slopeOf(points.slice(settled));
process.stdout.write(`\nSlope: ${slope.toFixed(1)} bytes an invocation.\n`);
process.exitCode = slope > maxBytesPerInvocation ? 1 : 0;
