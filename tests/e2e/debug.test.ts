// `npm run debug`: a breakpoint on a line of a handler's TypeScript stops there.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';

let checkout: Checkout;
let started: Started;

beforeAll(async () => {
  checkout = await copyCheckout();
  started = await npmStart(checkout.folder, {}, ['--inspect']);
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

type Message = {
  id?: number;
  method?: string;
  params?: { callFrames: { location: { lineNumber: number } }[] };
};

test('stops at the line', async () => {
  const source = (await checkout.read('functions/searchUser/handler.ts')).split('\n');
  const lineNumber = source.findIndex((line) => line.includes('findByEmail'));
  const address = /Debugger {2}(\S+)/.exec(started.output())?.[1];
  const [target] = (await (await fetch(`http://${address}/json`)).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl as string);
  const send = (id: number, method: string, params = {}) =>
    socket.send(JSON.stringify({ id, method, params }));

  const stoppedAt: number[] = [];
  const ready = new Promise<void>((resolve) => {
    socket.onopen = () => {
      send(1, 'Debugger.enable');
      send(2, 'Debugger.setBreakpointByUrl', {
        lineNumber,
        urlRegex: '.*functions/searchUser/handler\\.ts$',
      });
    };
    socket.onmessage = ({ data }) => {
      const { id, method, params } = JSON.parse(String(data)) as Message;
      if (id === 2) resolve();
      if (method !== 'Debugger.paused') return;
      stoppedAt.push(params?.callFrames[0]?.location.lineNumber ?? -1);
      send(3, 'Debugger.resume');
    };
  });
  await ready;
  const response = await fetch(`http://127.0.0.1:${started.port}/search?email=${people[0]?.email}`);
  expect(await response.json()).toEqual(people[0]);
  expect(stoppedAt).toEqual([lineNumber]);
  socket.close();
});
