import { expect, test } from '@jest/globals';
import { parseCloudFormation } from './parseCloudFormation.ts';

test.each([
  ['!Ref Database', { Ref: 'Database' }],
  ['!GetAtt Database.DBClusterArn', { 'Fn::GetAtt': ['Database', 'DBClusterArn'] }],
  [
    '!GetAtt Database.MasterUserSecret.SecretArn',
    { 'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn'] },
  ],
  ['!GetAtt [Database, DBClusterArn]', { 'Fn::GetAtt': ['Database', 'DBClusterArn'] }],
  ['!Select [6, !Split [":", !Ref Arn]]', { 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }] }],
  [
    '!If [HasCors, { MaxAge: 3600 }, !Ref AWS::NoValue]',
    { 'Fn::If': ['HasCors', { MaxAge: 3600 }, { Ref: 'AWS::NoValue' }] },
  ],
  ['{ Version: 2012-10-17 }', { Version: '2012-10-17' }],
])('reads %s', (text, value) => {
  expect(parseCloudFormation(text)).toEqual(value);
});

test.each([
  ['events: [', 'Flow sequence'],
  ['!Reff Database', 'Unresolved tag: !Reff'],
])('refuses %s', (text, reason) => {
  expect(() => parseCloudFormation(text)).toThrow(reason);
});
