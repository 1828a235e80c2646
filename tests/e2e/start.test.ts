// `npm start` as a user meets it: the API, faults, hot reload, refusals, and a clean end.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findMysqlBinary, freePort } from 'data-api-emulator';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';
import { listen } from '#tests/support/listen.ts';
import { npmStart, type Started } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';
import { apiCases } from './apiCases.ts';

let checkout: Checkout;
let started: Started;

beforeAll(async () => {
  checkout = await copyCheckout();
});

// Some tests end it.
beforeEach(async () => {
  if (started?.child.exitCode === null && started.child.signalCode === null) return;
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
});

afterAll(async () => {
  await started?.end();
  await checkout?.remove();
});

const request = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${started.port}${path}`, init);

/** Processes whose command line names the checkout. */
const processes = (name: string): number[] =>
  execFileSync('ps', ['-eo', 'pid,comm,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(checkout.folder) && line.trim().split(/\s+/)[1]?.includes(name))
    .map((line) => Number(line.trim().split(/\s+/)[0]));

/** Asks until the answer satisfies `accept`. */
const eventually = async (
  path: string,
  accept: (response: Response) => boolean | Promise<boolean>,
): Promise<Response> => {
  while (true) {
    const response = await request(path);
    if (await accept(response.clone())) return response;
    await sleep(100);
  }
};

test('prints URLs that answer', async () => {
  const urls = [...started.output().matchAll(/curl '?(http[^\s']+)/g)].map(([, url]) => url as string);
  expect(urls).toHaveLength(2);
  for (const url of urls) expect((await fetch(url)).status).toBe(200);
});

test('complains of nothing, though the accounts of the functions are made last', () => {
  const [beforeReady] = started.output().split('Ready');
  expect(beforeReady).toContain('Data API');
  expect(beforeReady).not.toMatch(/refuses|warn|fail(?!ed":0)/i);
});

apiCases(() => ({ request, output: async () => started.output() }));

test.each(['/', '/nosuch', '/users/1', '/health'])(
  '%s is answered as API Gateway does, in JSON',
  async (path) => {
    const response = await request(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  },
);

test('a saved change of a layer answers, and is undone likewise', async () => {
  const file = join(checkout.folder, 'layers/base/errors/publicError.ts');
  const text = await readFile(file, 'utf8');
  const isNew = async (response: Response) => (await response.text()).includes('Nobody here.');
  await writeFile(file, text.replace('User not found.', 'Nobody here.'));
  await eventually('/search?email=a@b', isNew);
  await writeFile(file, text);
  await eventually('/search?email=a@b', async (response) => !(await isNew(response)));
});

// A server that runs in Docker is nobody's child here, and is not restarted by us.
const withPrivateServer = findMysqlBinary() ? test : test.skip;

withPrivateServer(
  'answers 503 with Retry-After while the database is gone, and 200 when it is back',
  async () => {
    const killServer = (): void => {
      for (const pid of processes('maria').concat(processes('mysqld'))) process.kill(pid, 'SIGKILL');
    };
    // It is back after a second, in which a busy machine may ask for nothing.
    const down = await eventually('/users', ({ status }) => {
      if (status === 200) killServer();
      return status !== 200;
    });
    expect(down.status).toBe(503);
    expect(down.headers.get('retry-after')).toBe('5');
    const body = await down.text();
    expect(JSON.parse(body).type).toBe('urn:problem-type:users-service:database-unavailable');
    expect(body).not.toMatch(/ECONN|SELECT|arn:|mysql|node_modules/i);
    expect(await (await eventually('/users', ({ status }) => status === 200)).json()).toEqual(people);
  },
);

describe('refuses with one sentence and a status', () => {
  const refusal = async (folder: string, environment: Record<string, string> = {}): Promise<string> => {
    const refused = await npmStart(folder, environment);
    expect(await refused.exited).toBe(1);
    return refused.output();
  };

  test('a second start in the same checkout', async () => {
    expect(await refusal(checkout.folder)).toMatch(
      /^Already running at http:\/\/localhost:\d+ \(process \d+\)\.\n$/,
    );
  });

  describe('in another checkout', () => {
    let other: Checkout;
    beforeAll(async () => {
      other = await copyCheckout();
    });
    afterAll(() => other.remove());
    afterEach(async () => {
      expect(await findState()).not.toContain('cloud.json');
    });

    const findState = () => readdir(join(other.folder, '.local')).catch(() => []);

    test('refuses a port that is taken', async () => {
      const blocker = createServer();
      const port = await listen(blocker);
      expect(await refusal(other.folder, { PORT: String(port) })).toBe(
        `Port ${port} is taken; choose another with PORT=8200 npm start.\n`,
      );
      blocker.close();
    });

    test('refuses a PORT that is not a number', async () => {
      expect(await refusal(other.folder, { PORT: 'abc' })).toBe(
        'PORT must be a whole number from 1 to 65533, not "abc".\n',
      );
    });

    test('refuses a DATABASE_URL where no server answers', async () => {
      const url = `mysql://users:hunter2@127.0.0.1:${await freePort()}/users`;
      const output = await refusal(other.folder, { DATABASE_URL: url });
      expect(output).toMatch(/^DATABASE_URL cannot be used: connect ECONNREFUSED 127\.0\.0\.1:\d+\.\n$/);
    });

    const testWithBinary = findMysqlBinary() ? test : test.skip;

    testWithBinary(
      'refuses a private database that does not start, with the reason, and takes no other',
      async () => {
        const data = join(other.folder, '.local', findMysqlBinary()?.engine as string, 'data');
        await mkdir(data, { recursive: true });
        await writeFile(join(data, 'ibdata1'), 'no tablespace');
        const output = await refusal(other.folder);
        expect(output).toMatch(/^\S+ did not start: InnoDB: .*\. Its data is \S+, its log \S+\.$/m);
        expect(output).not.toMatch(/docker|apt-get|No MySQL/);
        await rm(data, { recursive: true });
      },
    );

    test('refuses a failing migration', async () => {
      await writeFile(join(other.folder, 'db/migrations/9999_broken.sql'), 'CREATE TABLE');
      expect(await refusal(other.folder)).toMatch(
        /^migrate failed: 9999_broken\.sql was rejected by the database \(DatabaseErrorException 1064\)\.$/m,
      );
    });
  });
});

test('keeps its data over a restart, ends with status 0 on Ctrl-C, and leaves no process', async () => {
  expect(await started.end('SIGINT')).toBe(0);
  expect(processes('')).toEqual([]);
  started = await npmStart(checkout.folder);
  await started.until(/Ready/);
  expect(await (await request('/users')).json()).toEqual(people);
  expect(started.output()).not.toContain('Added');
});

test('leaves no process when it is killed', async () => {
  await started.end('SIGKILL');
  // Each sees by itself that its parent is gone.
  while (processes('').length > 0) await sleep(100);
});
