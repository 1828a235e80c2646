// IAM's decisions, as its documentation gives them.
import { expect, test } from '@jest/globals';
import type { Conditions, Context } from './conditions.ts';
import { isAllowed, type Rights, type Statement } from './evaluate.ts';

const bucket = 'arn:aws:s3:::users-dev';
const read = (context: Context = {}, resource = bucket) => ({ action: 's3:GetObject', resource, context });
/** Allows everything that the given elements do not narrow. */
const allow = (statement: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  ...(statement.NotAction === undefined && { Action: 's3:GetObject' }),
  ...(statement.NotResource === undefined && { Resource: '*' }),
  ...statement,
});
const decide = (statement: Partial<Statement>, context: Context = {}) =>
  isAllowed({ identity: [allow(statement)] }, read(context));

const withAll: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const denied: Statement = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

test.each<[string, Rights, boolean]>([
  ['nothing is said', { identity: [] }, false],
  ['a statement allows it', { identity: [allow()] }, true],
  ['another statement denies it', { identity: [allow(), denied] }, false],
  ['the boundary allows it too', { identity: [withAll], boundary: [allow()] }, true],
  ['the boundary is silent', { identity: [withAll], boundary: [] }, false],
  ['the boundary alone allows it', { identity: [], boundary: [withAll] }, false],
  ['the boundary denies it', { identity: [withAll], boundary: [withAll, denied] }, false],
])('decides a request where %s', (_title, rights, expected) => {
  expect(isAllowed(rights, read())).toBe(expected);
});

test.each<[string, Partial<Statement>, boolean]>([
  ['an action in another letter case', { Action: 'S3:getobject' }, true],
  ['an action by a wildcard', { Action: ['s3:Get*'] }, true],
  ['an action by one character', { Action: 's3:GetObjec?' }, true],
  ['a longer action', { Action: 's3:GetObjectTagging' }, false],
  ['all actions but this one', { NotAction: 's3:Get*' }, false],
  ['all actions but another one', { NotAction: 's3:Put*' }, true],
  ['a resource by a wildcard', { Resource: 'arn:aws:s3:::users-*' }, true],
  ['a resource in another letter case', { Resource: 'arn:aws:s3:::USERS-dev' }, false],
  ['a resource whose dot is a dot', { Resource: 'arn.aws:s3:::users-dev' }, false],
  ['all resources but this one', { NotResource: bucket }, false],
  ['all resources but another one', { NotResource: 'arn:aws:s3:::b' }, true],
])('decides on %s', (_title, statement, expected) => {
  expect(decide(statement)).toBe(expected);
});

const tag = 'aws:ResourceTag/stage';

test.each<[string, Conditions, Context, boolean]>([
  ['an equal value', { StringEquals: { [tag]: 'dev' } }, { [tag]: 'dev' }, true],
  ['one of several values', { StringEquals: { [tag]: ['a', 'dev'] } }, { [tag]: 'dev' }, true],
  ['a value in another letter case', { StringEquals: { [tag]: 'DEV' } }, { [tag]: 'dev' }, false],
  ['no wildcard with StringEquals', { StringEquals: { [tag]: 'd*' } }, { [tag]: 'dev' }, false],
  ['a wildcard with StringLike', { StringLike: { [tag]: 'd*' } }, { [tag]: 'dev' }, true],
  [
    'a key in another letter case',
    { StringLike: { 'AWS:resourcetag/STAGE': 'dev' } },
    { [tag]: 'dev' },
    true,
  ],
  ['an absent key', { StringEquals: { [tag]: 'dev' } }, {}, false],
  ['an absent key with IfExists', { StringEqualsIfExists: { [tag]: 'dev' } }, {}, true],
  ['another value with IfExists', { StringEqualsIfExists: { [tag]: 'dev' } }, { [tag]: 'eu' }, false],
  ['an absent key with a negated operator', { StringNotEquals: { [tag]: 'dev' } }, {}, true],
  [
    'the value with a negated operator',
    { StringNotEquals: { [tag]: ['a', 'dev'] } },
    { [tag]: 'dev' },
    false,
  ],
  [
    'all of two operators',
    { StringLike: { [tag]: 'd*' }, StringEquals: { [tag]: 'eu' } },
    { [tag]: 'dev' },
    false,
  ],
  ['a true value', { Bool: { 'aws:SecureTransport': true } }, { 'aws:SecureTransport': 'true' }, true],
  ['a false value', { Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:SecureTransport': 'false' }, false],
  ['a key that must be there', { Null: { [tag]: 'false' } }, {}, false],
  ['a key that must not be there', { Null: { [tag]: true } }, {}, true],
])('decides on %s', (_title, Condition, context, expected) => {
  expect(decide({ Condition }, context)).toBe(expected);
});

test.each<[string, string[] | undefined, boolean, boolean]>([
  ['values that are all listed', ['stage'], true, true],
  ['a value among others', ['stage', 'owner'], false, true],
  ['other values', ['owner'], false, false],
  ['no value', [], true, false],
  ['an absent key', undefined, true, false],
])('compares each of several values: %s', (_title, values, all, any) => {
  const context = values ? { 'aws:TagKeys': values } : {};
  const Condition = (quantifier: string) => ({
    [`${quantifier}:StringEquals`]: { 'aws:TagKeys': ['stage', 'service'] },
  });
  expect(decide({ Condition: Condition('ForAllValues') }, context)).toBe(all);
  expect(decide({ Condition: Condition('ForAnyValue') }, context)).toBe(any);
});

test('a wildcard of ArnLike ends with its part of the ARN', () => {
  const lambda = 'arn:aws:lambda:eu-central-1:123456789012:function:users-dev-getUsers:live';
  const given = { 'lambda:FunctionArn': lambda };
  const like = (pattern: string) =>
    decide({ Condition: { ArnLike: { 'lambda:FunctionArn': pattern } } }, given);
  expect(like('arn:aws:lambda:*:*:function:users-dev-*')).toBe(true);
  expect(like('arn:aws:lambda:*:function:users-dev-*')).toBe(false);
  expect(like('arn:aws:lambda:*:*:function:users-prod-*')).toBe(false);
});

test.each([
  ['an unknown operator', { NumericEquals: { [tag]: '1' } }, /unknown condition operator NumericEquals/],
  ['a misspelt operator', { StringEqual: { [tag]: 'dev' } }, /unknown condition operator StringEqual/],
  ['a policy variable', { StringLike: { [tag]: `\${aws:username}` } }, /policy variable/],
])('throws for %s', (_title, Condition, message) => {
  expect(() => decide({ Condition }, { [tag]: 'dev' })).toThrow(message);
});

test('throws where an operator without a quantifier meets a list', () => {
  const Condition = { StringEquals: { 'aws:TagKeys': 'stage' } };
  expect(() => decide({ Condition }, { 'aws:TagKeys': ['stage', 'service'] })).toThrow(/one value/);
});
