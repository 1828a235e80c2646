import { expect, test } from '@jest/globals';
import { declareFunction } from '#tests/support/declareFunction.ts';
import type { AccountDeclaration } from '../accounts.ts';
import { composeServices } from './composeServices.ts';

const accounts: AccountDeclaration[] = [
  { name: 'reader', description: 'reads', grants: ['SELECT ON directory'], secretName: 'stage' },
];
const greet = declareFunction('greetUser', { events: [{ httpApi: { method: 'ANY', path: '/greet' } }] });
const erase = declareFunction('eraseUser', {
  image: { files: [], localPort: 8139 },
  account: 'reader',
});

const marks = [
  '  # Generated from functions/*/function.yml by `npm run generate`:\n',
  '  # End of what is generated.\n',
];
const compose = (services: string) => `services:\n${marks[0]}${services}${marks[1]}\nvolumes:\n  mysql:\n`;

const greetService = `
  greet-user:
    <<: *lambda
    build: { context: ., dockerfile: Dockerfile.lambda, args: { FUNCTION: greetUser } }
    command: functions/greetUser/handler.handler
`;
const eraseService = `
  erase-user:
    <<: *lambda
    build: { context: ., dockerfile: Dockerfile.lambda, args: { FUNCTION: eraseUser } }
    environment:
      <<: *environment
      DATABASE_SECRET_ARN: arn:aws:secretsmanager:eu-central-1:000000000000:secret:reader-local-AbCdEf
`;
const imagesService = `
  images:
    <<: *node
    profiles: [lambda]
    command: node local/images/main.ts
    ports:
      - 127.0.0.1:\${ERASE_USER_PORT:-8139}:8139
      - 127.0.0.1:\${GREET_USER_PORT:-8140}:8140
    healthcheck:
      # The last to be listened on.
      test: bash -c '</dev/tcp/127.0.0.1/8140'
      <<: *checks
    depends_on:
      erase-user: { condition: service_healthy }
      greet-user: { condition: service_healthy }
`;

test('puts one service per function and one for their ports between the marks, and leaves the rest alone', () => {
  expect(composeServices(compose('  stale: {}\n'), [erase, greet], accounts)).toBe(
    compose(`${eraseService}${greetService}${imagesService}\n`),
  );
});

test('changes nothing that is right', () => {
  const right = composeServices(compose(''), [greet], accounts);
  expect(composeServices(right, [greet], accounts)).toBe(right);
});

test.each([
  ['without marks', 'services:\n'],
  ['without the second mark', `services:\n${marks[0]}`],
  ['with the marks twice', `${compose('')}${compose('')}`],
])('refuses a file %s', (_case, text) => {
  expect(() => composeServices(text, [greet], accounts)).toThrow('Between these marks, once:');
});
