import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { constantName, hasRoute, kebabName, readFunction, readFunctions, routeKey } from './functions.ts';
import { UserError } from './userError.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'users-service-functions-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'function.yml'), text);
};

const least = 'description: Greets\nimage: { localPort: 8140 }\n';

describe('readFunction', () => {
  test('takes what is left out for empty: no files, no events, no rights, no resources', () => {
    write('greet', least);
    expect(readFunction('greet', folder)).toEqual({
      name: 'greet',
      description: 'Greets',
      image: { files: [], localPort: 8140 },
      probe: { query: '', status: 200 },
      events: [],
      role: [],
      resources: {},
      framework: {},
    });
  });

  test("keeps CloudFormation's functions and variables, and sets the framework's keys apart", () => {
    write('greet', `${least}timeout: 60\nenvironment: { SECRET: !Ref Secret, NAME: '\${param:name}' }\n`);
    expect(readFunction('greet', folder).framework).toEqual({
      timeout: 60,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the framework
      environment: { SECRET: { Ref: 'Secret' }, NAME: '${param:name}' },
    });
  });

  test.each([
    ['description: Greets\n', 'image: '],
    ['description: Greets\nimage: { localPort: 80 }\n', 'image.localPort: '],
    [`${least}events: [{ httpApi: { method: GET, path: users } }]\n`, 'events.0.httpApi.path: '],
    [
      `${least}queue: { name: a, batchSize: 1, windowS: 0, maxConcurrency: 2, pattern: {}, objects: [in/] }\n`,
      'queue: needs one of pattern and objects',
    ],
    [`${least}schedule: { expression: rate(1 day) }\n`, 'schedule.input: '],
    [`${least}throttling: { rate: 1 }\n`, 'throttling.ratePerS: '],
    [`${least}queue: { name: a, batchSize: 1, windowS: 0, maxConcurrency: 2 }\n`, 'queue: needs one of'],
    [`${least}role: [{ Effect: Deny, Action: '*', Resource: '*' }]\n`, 'role.0.Effect: '],
    [`${least}resources: { Queue: {} }\n`, 'resources.Queue.Type: '],
    ['events: [', 'Flow sequence'],
  ])('refuses %j, naming the file and the key', (text, reason) => {
    write('greet', text);
    const read = () => readFunction('greet', folder);
    expect(read).toThrow(UserError);
    expect(read).toThrow(`functions/greet/function.yml: ${reason}`);
  });

  test('refuses a folder without a function.yml', () => {
    mkdirSync(join(folder, 'greet'));
    expect(() => readFunctions(folder)).toThrow('functions/greet/function.yml: ENOENT');
  });
});

test('readFunctions takes every folder for a function, in the order of their names', () => {
  write('syncUsers', least);
  write('greet', least);
  writeFileSync(join(folder, 'README.md'), '');
  expect(readFunctions(folder).map(({ name }) => name)).toEqual(['greet', 'syncUsers']);
});

describe('hasRoute', () => {
  test.each([
    ['events: [{ httpApi: { method: any, path: /greet } }]', true],
    ['events: { iam: [], jwt: [{ httpApi: { method: ANY, path: /greet } }] }', true],
    ['events: [{ schedule: rate(1 day) }, { sqs: !GetAtt Queue.Arn }]', false],
    ['events: []', false],
  ])('of %s is %s', (events, expected) => {
    write('greet', least + events);
    expect(hasRoute(readFunction('greet', folder))).toBe(expected);
  });
});

test("routeKey writes a route as API Gateway's events name it", () => {
  expect(routeKey({ httpApi: { method: 'any', path: '/greet' } })).toBe('ANY /greet');
  expect(routeKey({ schedule: 'rate(1 day)' })).toBeUndefined();
});

test('kebabName puts a hyphen before each capital letter', () => {
  expect(kebabName('getUsers')).toBe('get-users');
});

test('constantName puts words in capitals', () => {
  expect(constantName('getUsers')).toBe('GET_USERS');
});
