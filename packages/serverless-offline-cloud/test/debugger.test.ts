// A breakpoint in a handler of the example, as the README says how to set one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyExample, framework, removeFolder } from './support/exampleFolder.ts';
import { invoiceOf, order } from './support/orders.ts';
import { type Offline, startOffline } from './support/startOffline.ts';

let folder: string;
let offline: Offline;

beforeAll(async () => {
  folder = copyExample();
  const options = ['--inspect=127.0.0.1:0'];
  offline = await startOffline({ folder, framework, options, flags: ['--useInProcess'] });
}, 120_000);
afterAll(async () => {
  await offline?.stop();
  removeFolder(folder);
});

type Message = { id?: number; method?: string; params?: { callFrames?: CallFrame[] } };
type CallFrame = { functionName: string; location: { lineNumber: number } };

test('a debugger stops at a line of a function that a queue invokes', async () => {
  const source = readFileSync(join(folder, 'src/writeInvoice.mjs'), 'utf8').split('\n');
  const lineNumber = source.findIndex((line) => line.includes('PutObjectCommand({'));
  const address = /ws:\/\/\S+/.exec(offline.output())?.[0];
  const socket = new WebSocket(address as string);
  const send = (id: number, method: string, params = {}) =>
    socket.send(JSON.stringify({ id, method, params }));
  const { promise: isSet, resolve: set } = Promise.withResolvers<void>();
  const { promise: stopped, resolve: stop } = Promise.withResolvers<CallFrame | undefined>();
  socket.onopen = () => {
    send(1, 'Debugger.enable');
    send(2, 'Debugger.setBreakpointByUrl', { lineNumber, urlRegex: '.*/src/writeInvoice\\.mjs$' });
  };
  socket.onmessage = ({ data }) => {
    const { id, method, params } = JSON.parse(String(data)) as Message;
    if (id === 2) set();
    if (method !== 'Debugger.paused') return;
    stop(params?.callFrames?.[0]);
    send(3, 'Debugger.resume');
  };
  await isSet;
  expect(await order(offline, 'tea', 2)).toBe(202);
  expect(await stopped).toMatchObject({ functionName: 'writeInvoice', location: { lineNumber } });
  await invoiceOf(offline, 'tea');
  socket.close();
}, 60_000);
