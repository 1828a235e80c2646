import { expect, test } from '@jest/globals';
import { chooseStart } from './chooseStart.ts';

const options = { entryPoint: '/var/task/entryPoint.mjs', handler: 'handler.handler', inLambda: true };
const only = (path: string) => (asked: string) => asked === path;

test.each(['/var/runtime/index.mjs', '/var/runtime/node_modules/aws-lambda-ric/index.mjs'])(
  'imports the runtime client at %s in Lambda',
  (module) => {
    expect(chooseStart({ ...options, exists: only(module) })).toEqual({ module });
  },
);

test('becomes the emulator outside Lambda, which runs the entry point again', () => {
  const exists = only('/var/runtime/index.mjs');
  expect(chooseStart({ ...options, inLambda: false, exists })).toEqual({
    program: ['/usr/local/bin/aws-lambda-rie', '/var/task/entryPoint.mjs', 'handler.handler'],
  });
});

test.each([true, false])(
  "becomes the base image's own entry point without a runtime client, in Lambda: %s",
  (inLambda) => {
    expect(chooseStart({ ...options, inLambda, exists: () => false })).toEqual({
      program: ['/lambda-entrypoint.sh', 'handler.handler'],
    });
  },
);
