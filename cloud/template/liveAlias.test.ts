import { expect, test } from '@jest/globals';
import { type CompiledTemplate, startFromSnapshots } from '#cloud/template/liveAlias.ts';

const template = (): CompiledTemplate => ({
  Resources: {
    AskLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: {} },
    AskVersionA1: {
      Type: 'AWS::Lambda::Version',
      Properties: { FunctionName: { Ref: 'AskLambdaFunction' } },
    },
    OtherVersionB2: { Type: 'AWS::Lambda::Version', Properties: {} },
  },
  Outputs: {
    AskQualifiedArn: { Value: { Ref: 'AskVersionA1' } },
    OtherQualifiedArn: { Value: { Ref: 'OtherVersionB2' } },
  },
});

test('the function gets SnapStart and a version of its own, and no other does', () => {
  const changed = template();
  expect(startFromSnapshots(changed, 'AskLambdaFunction', 'AskVersionA1')).toBe('AskVersionA1SnapStart');
  expect(changed).toEqual({
    Resources: {
      AskLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { SnapStart: { ApplyOn: 'PublishedVersions' } },
      },
      AskVersionA1SnapStart: template().Resources.AskVersionA1,
      OtherVersionB2: template().Resources.OtherVersionB2,
    },
    Outputs: {
      AskQualifiedArn: { Value: { Ref: 'AskVersionA1SnapStart' } },
      OtherQualifiedArn: { Value: { Ref: 'OtherVersionB2' } },
    },
  });
});
