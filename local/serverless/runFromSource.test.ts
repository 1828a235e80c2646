import { expect, test } from '@jest/globals';
import { localSecretArn } from '#tools/accounts.ts';
import { secretArn } from '../environment.ts';
import { type ImageFunction, runFromSource } from './runFromSource.ts';

const run = (more: Partial<ImageFunction>): ImageFunction => {
  const lambda: ImageFunction = { image: { command: ['functions/greet/handler.handler'] }, ...more };
  runFromSource(lambda, new Map([['Bucket', 'imports']]));
  return lambda;
};

test('replaces the image by the source of its handler', () => {
  const lambda = run({});
  expect(lambda.image).toBeUndefined();
  expect(lambda.handler).toBe('functions/greet/handler.ts.handler');
});

test('keeps routes, without their authorizers, and drops every other event', () => {
  const { events } = run({
    events: [
      { schedule: 'rate(1 minute)' },
      { httpApi: { method: 'ANY', path: '/greet', authorizer: { type: 'aws_iam' } } },
      { sqs: { arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
    ] as ImageFunction['events'] & object,
  });
  expect(events).toEqual([{ httpApi: { method: 'ANY', path: '/greet' } }]);
});

test('keeps the text of the environment, resolves references that have a local value, and drops others', () => {
  const { environment } = run({
    environment: {
      NAME: 'users',
      SECRET: { Ref: 'ReaderSecret' },
      MASTER: { 'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn'] },
      BUCKET: { Ref: 'Bucket' },
      QUEUE: { Ref: 'Queue' },
    },
  });
  expect(environment).toEqual({
    NAME: 'users',
    SECRET: localSecretArn('reader'),
    MASTER: secretArn,
    BUCKET: 'imports',
  });
});

test('leaves a function alone that is not an image', () => {
  const lambda: ImageFunction = { handler: 'handler.handler', events: [{ httpApi: '*' }] };
  runFromSource(lambda);
  expect(lambda).toEqual({ handler: 'handler.handler', events: [{ httpApi: '*' }] });
});
