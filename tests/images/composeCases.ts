// Compose as developers treat it: restarts, stops, crashes, faults, web pages.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { address, execute, imageAddress, logs, run, up } from '#tests/support/compose.ts';
import { people } from '#tests/support/people.ts';
import { readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import { ask, askApi, becomes, recoveryTimeoutMs } from './composeApi.ts';
import { invokeImage } from './invokeImage.ts';

const searchUser = async () => invokeImage(imageAddress('search-user'), { email: people[0]?.email });

/** Kills all processes of a container but its first, this command included. */
const crash = (service: string): void => {
  try {
    execute(service, 'sh', '-c', 'kill -9 -1');
  } catch {
    // The container may end before the command does.
  }
};

const everythingWorks = async (): Promise<void> => {
  await becomes(() => askApi('/users'), people);
  await becomes(searchUser, people[0]);
};

const treatments: [string, () => void][] = [
  ['restart', () => run('restart', '--timeout', '5')],
  [
    'stop and start',
    () => {
      run('stop', '--timeout', '5');
      run('start');
    },
  ],
  ['a restart of the database', () => run('restart', 'db')],
  [
    'a database that comes last',
    () => {
      run('stop', '--timeout', '5');
      run('up', '--detach', '--no-deps', 'data-api', 'events', 'api');
      run('start');
    },
  ],
  [
    'kill and up',
    () => {
      run('kill', 'data-api', 'api');
      up();
    },
  ],
];

export const composeCases = (): void => {
  test('health checks leave no line in the log of requests', () => {
    expect(logs('api')).not.toMatch(/^\{"time".*"GET/m);
  });

  test('faults are switched through the published port', async () => {
    const url = `http://${address('data-api', 8080)}`;
    const main = join(root, 'packages/data-api-emulator/src/main.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [main, 'faults', 'list', '--url', url]);
    expect(JSON.parse(stdout)).toEqual({ instance: 'available', faults: [] });
  });

  const ports = readFunctions().map(({ image }) => ['images', image.localPort] as const);
  test.each([['api', 8123], ['data-api', 8080], ['events', 8080], ...ports] as const)(
    '%s answers no web page on port %d',
    async (service, port) => {
      const headers = { origin: 'http://localhost:3000' };
      expect((await ask(service, port, '/', { method: 'POST', body: '{}', headers })).status).toBe(403);
    },
  );

  describe('everything works', () => {
    test('after its start', everythingWorks, recoveryTimeoutMs);

    test.each(treatments)(
      'after %s',
      async (_name, treat) => {
        treat();
        await everythingWorks();
      },
      recoveryTimeoutMs,
    );

    test.each(['db', 'data-api', 'api', 'search-user', 'images'])(
      'after a crash of %s',
      async (service) => {
        crash(service);
        await everythingWorks();
      },
      recoveryTimeoutMs,
    );
  });
};
