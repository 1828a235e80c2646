import { describe, expect, test } from '@jest/globals';
import { createResolver } from './resolver.ts';

const template = {
  Parameters: { Color: { Default: 'red' } },
  Conditions: {
    IsRed: { 'Fn::Equals': [{ Ref: 'Color' }, 'red'] },
    IsOther: { 'Fn::Not': [{ Condition: 'IsRed' }] },
    IsBoth: { 'Fn::And': [{ Condition: 'IsRed' }, { Condition: 'IsOther' }] },
    IsEither: { 'Fn::Or': [{ Condition: 'IsRed' }, { Condition: 'IsOther' }] },
  },
};
const references = new Map([
  ['Queue', 'http://localhost/queue'],
  ['Queue.Arn', 'arn:queue'],
  ['AWS::Region', 'eu-central-1'],
]);
const resolve = createResolver(template, references);

describe('a value', () => {
  test.each<[string, unknown, unknown]>([
    ['text', 'text', 'text'],
    ['a Ref of a resource', { Ref: 'Queue' }, 'http://localhost/queue'],
    ['a Ref of a parameter', { Ref: 'Color' }, 'red'],
    ['a Ref of nothing known', { Ref: 'Table' }, undefined],
    ['a GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['a GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    [
      'a Sub',
      { 'Fn::Sub': '${Queue.Arn} in ${AWS::Region}, ${!Literal}' },
      'arn:queue in eu-central-1, ${Literal}',
    ],
    ['a Sub with values', { 'Fn::Sub': ['${a}-b', { a: { Ref: 'Color' } }] }, 'red-b'],
    ['a Sub of nothing known', { 'Fn::Sub': 'x-${Table}' }, undefined],
    ['a Join', { 'Fn::Join': ['-', ['a', { Ref: 'Color' }]] }, 'a-red'],
    ['a Split', { 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
    ['a Select', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
    ['an If that holds', { 'Fn::If': ['IsRed', 'yes', 'no'] }, 'yes'],
    ['an If with Not', { 'Fn::If': ['IsOther', 'yes', 'no'] }, 'no'],
    ['an If with And', { 'Fn::If': ['IsBoth', 'yes', 'no'] }, 'no'],
    ['an If with Or', { 'Fn::If': ['IsEither', 'yes', 'no'] }, 'yes'],
    ['an ImportValue', { 'Fn::ImportValue': 'x' }, undefined],
  ])('that is %s', (_what, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });
});

test('what has no value is left out of lists and objects', () => {
  const noValue = { Ref: 'AWS::NoValue' };
  expect(resolve({ list: ['a', noValue], gone: noValue, kept: { Ref: 'Color' } })).toEqual({
    list: ['a'],
    kept: 'red',
  });
});
