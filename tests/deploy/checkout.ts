// A clone of this repository whose commands find a Docker and an AWS that are stand-ins.
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { copyCheckout } from '#tests/support/checkout.ts';

export type CommandResult = { status: number; output: string };

export type DeployCheckout = {
  /** Runs a command of cloud/deploy; `environment` adds to the checkout's own. */
  run(command: string, options: string[], environment?: NodeJS.ProcessEnv): Promise<CommandResult>;
  /** Kills the command that runs, and what it has started, by SIGKILL. */
  kill(): void;
  append(path: string, text: string): void;
  write(path: string, text: string): void;
  /** Makes a commit of its own and returns it. */
  commit(): string;
  /** What a run has left in Docker's folder and in the folder for temporary files. */
  leftovers(): string[];
  remove(): Promise<void>;
};

/** Functions that are deployed as others are. */
const spared = ['eraseUser', 'exportUsers', 'importUsers', 'purgeUsers'];

const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];

/** `docker`, found before any other. */
const installDocker = (bin: string): void => {
  mkdirSync(bin);
  const script = join(bin, 'docker');
  const standIn = join(import.meta.dirname, 'dockerStandIn.ts');
  writeFileSync(script, `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`);
  chmodSync(script, 0o755);
};

/** Everything of the user that might change what AWS's clients do is left out. */
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|DOCKER)_/.test(name)));

export const createCheckout = async (awsUrl: string): Promise<DeployCheckout> => {
  const { folder, remove } = await copyCheckout();
  const [bin, home, temporary] = ['.bin', '.home', '.tmp'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [home, temporary]) mkdirSync(path);
  installDocker(bin);
  // Each deployment bundles every function, which takes most of its time here.
  for (const name of spared) rmSync(join(folder, 'functions', name), { recursive: true });
  const git = (...options: string[]) => execFileSync('git', options, { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet');
  appendFileSync(join(folder, '.git/info/exclude'), '*\n');

  const env = {
    ...ownEnvironment(),
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    TMPDIR: temporary,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-central-1',
    SLS_AWS_MONITORING_FREQUENCY: '10',
    SLS_INTERACTIVE_SETUP_ENABLE: '',
  };

  let group: number | undefined;
  return {
    run: (command, options, environment = {}) =>
      new Promise((done) => {
        const file = join(folder, 'cloud/deploy/commands', `${command}.ts`);
        // A group of its own, so that all of it can be killed.
        const child = spawn(process.execPath, [file, ...options], {
          cwd: folder,
          env: { ...env, ...environment },
          detached: true,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let output = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
        group = child.pid;
        child.on('close', (status) => done({ status: status ?? -1, output }));
      }),
    kill: () => void (group && process.kill(-group, 'SIGKILL')),
    append: (path, text) => appendFileSync(join(folder, path), text),
    write: (path, text) => writeFileSync(join(folder, path), text),
    commit: () => {
      git(...identity, 'commit', '--quiet', '--allow-empty', '--message', 'A change');
      return git('rev-parse', 'HEAD').trim();
    },
    leftovers: () =>
      [join(home, '.docker'), temporary].flatMap((path) => (existsSync(path) ? readdirSync(path) : [])),
    remove,
  };
};
