// Every port that the local cloud opens, and what pages of other origins get from it: nothing.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { listeningPorts } from '#tests/support/listeningPorts.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';
import { processTree } from '#tests/support/processTree.ts';

let checkout: Checkout;
let started: Started;

/** Name of a door → its port, as `npm start` prints them. */
let printed: Record<string, number>;

const start = async (options: string[], environment: Record<string, string> = {}) => {
  started = await npmStart(checkout.folder, environment, options);
  await started.until(/Ready/);
  const port = (pattern: RegExp) => Number(pattern.exec(started.output())?.[1]);
  printed = {
    'HTTP API': started.port,
    'Data API': port(/^Data API .*:(\d+)$/m),
    Secrets: port(/^Secrets .*:(\d+)$/m),
    Events: port(/^Events .*:(\d+)$/m),
    Lambda: port(/^Lambda .*:(\d+)$/m),
    MySQL: port(/^MySQL .*:(\d+)\/users/m),
    Debugger: port(/^Debugger .*:(\d+)$/m),
  };
};

beforeAll(async () => {
  checkout = await copyCheckout();
});

afterAll(() => checkout?.remove());

const isWhole = (answer: string): boolean => {
  const length = /^content-length: (\d+)/im.exec(answer)?.[1];
  return length !== undefined && (answer.split('\r\n\r\n')[1]?.length ?? 0) >= Number(length);
};

/** The answer to an HTTP request with just these headers: what came until it was whole, or the connection ended. */
const send = (port: number, requestLine: string, headers: string[]): Promise<string> => {
  const body = requestLine.startsWith('POST') ? '{}' : '';
  const lines = [
    `${requestLine} HTTP/1.1`,
    ...headers,
    `Content-Length: ${body.length}`,
    'Connection: close',
    '',
    body,
  ];
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (data) => {
    text += data;
    if (isWhole(text)) socket.destroy();
  });
  socket.on('error', () => {});
  socket.on('close', () => resolve(text));
  socket.write(lines.join('\r\n'));
  return promise;
};

const listening = () => listeningPorts(processTree(started.child.pid as number).map(({ pid }) => pid));
const linesOfFunctions = () => started.output().match(/^\{"time"/gm)?.length;

const loopbackHost = 'Host: localhost:8123';
const upgrade = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: eA==',
];

/** What a browser sends for a page of another origin, whatever the page tries. */
const foreign: Record<string, string[]> = {
  'a name that was pointed at this machine': ['Host: evil.example:8123', 'Sec-Fetch-Site: same-origin'],
  'such a name, from its own page': ['Host: evil.example:8123', 'Origin: http://evil.example:8123'],
  'a name that begins like this machine': ['Host: localhost.evil.example'],
  'another address of loopback': ['Host: 127.0.0.2:8123'],
  'no host': ['X-Nothing: here'],
  'another origin': [loopbackHost, 'Origin: http://evil.example', 'Sec-Fetch-Site: cross-site'],
  'another port of this machine': [
    loopbackHost,
    'Origin: http://localhost:9999',
    'Sec-Fetch-Site: same-site',
  ],
  'another address of this machine': [loopbackHost, 'Origin: http://127.0.0.2:8123'],
  'a sandboxed frame or a file': [loopbackHost, 'Origin: null'],
  'a script, image or link': [loopbackHost, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'],
  'a frame of another port': [loopbackHost, 'Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: navigate'],
  'a WebSocket': [loopbackHost, 'Origin: http://evil.example', ...upgrade],
};

const requestsOfDataApi = [
  'GET /',
  'POST /Execute',
  'POST /BeginTransaction',
  'POST /_pause',
  'POST /_faults',
  'GET /_faults',
];

const requests = [
  ...requestsOfDataApi,
  'GET /users',
  'GET /search?email=homer@thesimpsons.com',
  'OPTIONS /users',
  'POST /users',
  'GET /_fauxqs/queues',
  'POST /2015-03-31/functions/users-dev-migrate/invocations',
];

const linux = process.platform === 'linux' ? describe : describe.skip;

linux('npm start', () => {
  beforeAll(() => start([]), 60_000);
  afterAll(() => started.end());

  test('opens the ports that it prints, and no others', () => {
    const { Debugger: _, ...doors } = printed;
    expect(listening()).toEqual(Object.values(doors).toSorted((a, b) => a - b));
  });

  describe.each(['HTTP API', 'Data API', 'Lambda', 'Secrets', 'Events'])('%s', (door) => {
    test.each(Object.entries(foreign))('refuses %s', async (_name, headers) => {
      const before = linesOfFunctions();
      for (const request of requests) {
        const answer = await send(printed[door] as number, request, headers);
        expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
        expect(answer).not.toMatch(/access-control|thesimpsons|applied|instance/i);
      }
      expect(linesOfFunctions()).toBe(before);
    });
  });

  test('the Data API is as it was', async () => {
    const response = await fetch(`http://localhost:${printed['Data API']}/_faults`);
    expect(await response.json()).toEqual({ instance: 'available', faults: [] });
  });

  test('MySQL answers no HTTP', async () => {
    for (const request of requests) {
      expect(await send(printed.MySQL as number, request, [loopbackHost])).not.toContain('HTTP/');
    }
    const response = await fetch(`http://localhost:${started.port}/users`);
    expect(await response.json()).toEqual(people);
  });

  test('programs and pages of its own are answered', async () => {
    const ask = (headers: string[]) => send(started.port, 'GET /users', headers);
    const host = `localhost:${started.port}`;
    expect(await ask([`Host: ${host}`])).toContain('thesimpsons');
    expect(await ask([`Host: 127.0.0.1:${started.port}`])).toContain('thesimpsons');
    expect(await ask([`Host: [::1]:${started.port}`])).toContain('thesimpsons');
    const own = [`Host: ${host}`, `Origin: http://${host}`, 'Sec-Fetch-Site: same-origin'];
    expect(await ask(own)).toContain('thesimpsons');
  });
});

linux('npm start with names', () => {
  beforeAll(() =>
    start(['--param', 'corsOrigins=http://localhost:5173,https://app.test'], {
      HOST: '0.0.0.0',
      ALLOWED_HOSTS: 'api.test, other.test',
    }),
  );
  afterAll(() => started.end());

  const ask = (path: string, init: RequestInit) => fetch(`http://127.0.0.1:${started.port}${path}`, init);

  test('answers to the names of ALLOWED_HOSTS, and to no others', async () => {
    const answer = (host: string) => send(started.port, 'GET /users', [`Host: ${host}`]);
    expect(await answer('api.test:8123')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answer('other.test')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answer('0.0.0.0:8123')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await answer('evil.example')).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('answers pages of the origins that CORS is configured for, and no others', async () => {
    const page = await ask('/users', {
      headers: { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' },
    });
    expect(page.status).toBe(200);
    expect(page.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(page.headers.get('access-control-expose-headers')).toBe('link,retry-after,x-request-id');
    const other = await ask('/users', { headers: { origin: 'http://localhost:5174' } });
    expect(other.status).toBe(403);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('answers a preflight of such a page without a function', async () => {
    const before = linesOfFunctions();
    const headers = { origin: 'https://app.test', 'access-control-request-method': 'GET' };
    const preflight = await ask('/users', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://app.test');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,HEAD,POST,PUT,PATCH,DELETE');
    expect(linesOfFunctions()).toBe(before);
  });

  test.each(['Data API', 'Lambda'])('keeps %s closed to such a page', async (door) => {
    for (const request of requests) {
      const headers = [loopbackHost, 'Origin: http://localhost:5173'];
      expect(await send(printed[door] as number, request, headers)).toMatch(/^HTTP\/1\.1 403 /);
    }
  });
});

linux('npm run debug', () => {
  beforeAll(() => start(['--inspect']), 60_000);
  afterAll(() => started.end());

  test('opens the ports that it prints, and no others', () => {
    expect(listening()).toEqual(Object.values(printed).toSorted((a, b) => a - b));
  });

  test.each(['HTTP API', 'Data API', 'Lambda'])('%s refuses a page of another origin', async (door) => {
    for (const headers of Object.values(foreign)) {
      const answer = await send(printed[door] as number, 'POST /users', headers);
      expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    }
  });

  // Node's own rules: a name that was pointed here is refused; another origin's page may ask but not read.
  test('the debugger tells a page of another origin nothing', async () => {
    const port = printed.Debugger as number;
    expect(await send(port, 'GET /json', ['Host: evil.example'])).not.toContain('webSocketDebuggerUrl');
    const list = await send(port, 'GET /json', [loopbackHost, 'Origin: http://evil.example']);
    expect(list).toContain('webSocketDebuggerUrl');
    expect(list).not.toMatch(/access-control/i);
    const socket = await send(port, 'GET /guessed', [
      loopbackHost,
      'Origin: http://evil.example',
      ...upgrade,
    ]);
    expect(socket).not.toContain('101');
  });
});
