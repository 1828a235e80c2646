import { describe, expect, test } from '@jest/globals';
import { composeProject, type RunDocker, startComposeService } from './startComposeService.ts';

/** A docker that fails at the command that ends with `failing`, and notes what it is told to do. */
const dockerWithout = (failing: string, runningId = '') => {
  const commands: string[] = [];
  const docker: RunDocker = (...options) => {
    const command = options.filter((option) => !option.endsWith('.yml') && option !== '-f').join(' ');
    commands.push(command);
    if (command.endsWith(failing)) return { status: 1, stdout: '', stderr: 'pulling\nno such image\n' };
    const outputs: Record<string, string> = {
      'compose ps --status running -q db': runningId,
      'compose port db 3306': '127.0.0.1:32768\n',
      'compose exec -T db cat /run/account/password': '0123abcd\n',
    };
    return { status: 0, stdout: outputs[command] ?? '', stderr: '' };
  };
  return { commands, start: () => startComposeService({ log: () => {} }, docker) };
};

const nothing = 'nothing';

describe('startComposeService', () => {
  test('starts the service with the password of its volume, and stops it again', async () => {
    const { commands, start } = dockerWithout(nothing);
    const mysql = await start();
    expect(mysql).toMatchObject({ url: 'mysql://root:0123abcd@127.0.0.1:32768/users' });
    await (mysql as { stop(): Promise<void> }).stop();
    expect(commands.at(-1)).toBe('compose stop db');
  });

  test('leaves a service running that ran before', async () => {
    const { commands, start } = dockerWithout(nothing, '0123456789ab\n');
    await ((await start()) as { stop(): Promise<void> }).stop();
    expect(commands).not.toContain('compose stop db');
  });

  test.each([
    ['info', 'No Docker engine answers.'],
    ['compose version', 'Docker has no compose here.'],
    ['up -d --wait db', 'docker compose could not start the database: no such image'],
  ])('says why there is no server when "docker %s" fails', async (command, reason) => {
    expect(await dockerWithout(command).start()).toBe(reason);
  });
});

describe('composeProject', () => {
  test('names the checkout', () => {
    expect(composeProject('/home/Ada/My Users')).toMatch(/^users-myusers-[0-9a-f]{8}$/);
  });

  test('differs between two checkouts of one name', () => {
    expect(composeProject('/a/users')).not.toBe(composeProject('/b/users'));
  });
});
