import { expect, test } from '@jest/globals';
import { enableMappings } from './enableMappings.ts';

test('mappings that a deployment would enable are enabled, and nothing else is', () => {
  const resources = {
    SyncUsersMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { Enabled: false, BatchSize: 10 },
    },
    Rule: { Type: 'AWS::Events::Rule', Properties: { Enabled: false } },
    Topic: { Type: 'AWS::SNS::Topic' },
  };
  enableMappings(resources);
  expect(resources.SyncUsersMapping.Properties).toEqual({ Enabled: true, BatchSize: 10 });
  expect(resources.Rule.Properties).toEqual({ Enabled: false });
});
