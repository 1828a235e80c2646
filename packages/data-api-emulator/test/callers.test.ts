// Who may call the emulator: programs on this machine, and no web page.
import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { startEmulator } from '../src/startEmulator.ts';
import { manualClock } from './support/manualClock.ts';
import { isReal } from './support/target.ts';
import { useTarget } from './support/useTarget.ts';

const clock = manualClock();
const api = useTarget({ allowedHosts: ['data-api'], clock });

/** Unlike fetch, node:http sends any header. */
const send = async (method: string, path: string, headers: OutgoingHttpHeaders) => {
  const sent = request(new URL(path, api.target().endpoint), { method, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await json(response) };
};

(isReal ? describe.skip : describe)('callers', () => {
  const paths = [
    ['POST', '/Execute'],
    ['POST', '/BeginTransaction'],
    ['POST', '/_pause'],
    ['POST', '/_faults'],
    ['DELETE', '/_faults'],
    ['GET', '/_faults'],
    ['GET', '/'],
  ] as const;
  const foreign = [
    { host: 'evil.example' },
    { origin: 'https://evil.example' },
    // A page of any other port of this machine is a stranger too.
    { origin: 'http://localhost:3000' },
    { origin: 'http://127.0.0.1:3000' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];

  test.each(paths.flatMap(([method, path]) => foreign.map((headers) => [method, path, headers] as const)))(
    '%s %s with %j is refused',
    async (method, path, headers) => {
      expect(await send(method, path, headers)).toEqual({
        status: 403,
        body: { message: expect.stringMatching(/^(?:The Host header|Pages of) /) },
      });
    },
  );

  test('the refusal of a name says how to allow it', async () => {
    const { body } = await send('GET', '/', { host: 'evil.example' });
    expect(body).toEqual({ message: expect.stringContaining('--allow-host') });
  });

  test.each(['localhost:8080', '[::1]:8080', 'data-api:8080'])('Host: %s is served', async (host) => {
    expect(await send('GET', '/', { host })).toEqual({ status: 200, body: { instance: 'available' } });
  });

  test('the health check tells the state of the instance and does not wake it', async () => {
    api.target().emulator?.pause();
    const paused = { status: 200, body: { instance: 'paused' } };
    expect(await send('GET', '/', {})).toEqual(paused);
    expect(await send('GET', '/', {})).toEqual(paused);
    await expect(api.http.execute('SELECT 1')).rejects.toMatchObject({ name: 'DatabaseResumingException' });
    clock.advance(15_000);
  });

  test('an emulator that listens on all addresses names one that it answers to', async () => {
    const { url, stop } = await startEmulator({ databaseUrl: 'mysql://root@127.0.0.1:1', host: '0.0.0.0' });
    expect(await (await fetch(url)).json()).toEqual({ instance: 'available' });
    await stop();
  });
});
