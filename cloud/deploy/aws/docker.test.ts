import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { sweepDockerConfigs, withDockerConfig } from './docker.ts';

const registry = { host: 'ecr.example', username: 'AWS', password: 'secret' };
const auth = Buffer.from('AWS:secret').toString('base64');

let userFolder: string;

beforeEach(() => {
  userFolder = mkdtempSync(join(tmpdir(), 'users-service-home-'));
});
afterEach(() => rmSync(userFolder, { recursive: true }));

const readConfig = (folder: string) => JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
const configure = (config: object) => writeFileSync(join(userFolder, 'config.json'), JSON.stringify(config));

test('knows the password in a file of the owner alone, and is gone afterwards', () => {
  const folder = withDockerConfig(
    registry,
    (used) => {
      expect(readConfig(used).auths).toEqual({ 'ecr.example': { auth } });
      expect(statSync(join(used, 'config.json')).mode & 0o777).toBe(0o600);
      return used;
    },
    join(userFolder, 'missing'),
  );
  expect(existsSync(folder)).toBe(false);
});

test('is gone after a failure', () => {
  let folder = '';
  const fail = (used: string) => {
    folder = used;
    throw new Error('no space left');
  };
  expect(() => withDockerConfig(registry, fail, userFolder)).toThrow('no space left');
  expect(existsSync(folder)).toBe(false);
});

test("keeps the user's settings, logins and plugins, and leaves the user's folder as it is", () => {
  const own = { currentContext: 'remote', auths: { 'other.example': { auth: 'x' } } };
  configure(own);
  mkdirSync(join(userFolder, 'cli-plugins'));
  writeFileSync(join(userFolder, 'cli-plugins', 'docker-buildx'), '');
  withDockerConfig(
    registry,
    (used) => {
      expect(readConfig(used)).toMatchObject({ ...own, auths: { ...own.auths, 'ecr.example': { auth } } });
      expect(existsSync(join(used, 'cli-plugins', 'docker-buildx'))).toBe(true);
    },
    userFolder,
  );
  expect(readConfig(userFolder)).toEqual(own);
  expect(existsSync(join(userFolder, 'cli-plugins', 'docker-buildx'))).toBe(true);
});

test('asks a store of credentials for other registries only', () => {
  const credHelpers = { 'ecr.example': 'ecr-login', 'gcr.io': 'gcloud' };
  configure({ credsStore: 'desktop', auths: { 'other.example': {} }, credHelpers });
  withDockerConfig(
    registry,
    (used) => {
      const config = readConfig(used);
      expect(config.credsStore).toBeUndefined();
      expect(config.credHelpers).toEqual({ 'other.example': 'desktop', 'gcr.io': 'gcloud' });
    },
    userFolder,
  );
});

test('the folder of a process that was killed is swept, and that of one that runs is not', () => {
  const [left, used] = [
    join(userFolder, 'users-service-docker-4194304-a'),
    join(userFolder, `users-service-docker-${process.pid}-b`),
  ];
  for (const folder of [left, used]) mkdirSync(folder);
  sweepDockerConfigs(userFolder);
  expect([existsSync(left), existsSync(used)]).toEqual([false, true]);
});
