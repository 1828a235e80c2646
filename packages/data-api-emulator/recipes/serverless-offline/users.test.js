import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDataApi } from 'data-api-emulator';

const url = 'http://localhost:13123/users';

let api;
let offline;
before(async () => {
  api = await startDataApi({ schema: 'schema.sql' });
  const environment = {
    AWS_ENDPOINT_URL_RDS_DATA: api.url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const command = ['offline', '--httpPort', '13123', '--lambdaPort', '13124'];
  offline = spawn('node_modules/.bin/sls', command, {
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  for (const ends = once(offline, 'exit'); ; await sleep(200)) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    if (offline.exitCode !== null) throw new Error(`sls offline ended: ${await ends}`);
  }
});
after(async () => {
  offline.kill('SIGINT');
  await api.stop();
});

test('finds a user', async () => {
  const users = await (await fetch(url)).json();
  assert.deepEqual(users, [{ email: 'homer@thesimpsons.com' }]);
});
