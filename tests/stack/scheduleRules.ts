// Rules about schedules: each may invoke its function alone, and what it could not invoke is kept.
import { listOf, ofType, type Properties, type Rule, resource, type Template } from './template.ts';

const schedules = (template: Template) =>
  ofType(template, 'AWS::Scheduler::Schedule').map(([id, { Properties }]) => ({ id, ...Properties }));

const roleOf = (template: Template, { Target }: Properties): Properties =>
  resource(template, Target.RoleArn['Fn::GetAtt'][0]).Properties;

const offending = (template: Template, breaks: (schedule: Properties) => boolean): string[] =>
  schedules(template)
    .filter(breaks)
    .map(({ id }) => id);

const lambdaArn = { 'Fn::GetAtt': ['MigrateLambdaFunction', 'Arn'] };

const role = (Resource: unknown) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } }],
    },
    Policies: [{ PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Resource }] } }],
  },
});

/** A good schedule, so that a `broken` function can spoil it: the stack may have none. */
const addSchedule = (template: Template): Properties => {
  const Properties = {
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    Target: {
      Arn: lambdaArn,
      RoleArn: { 'Fn::GetAtt': ['NightlyRole', 'Arn'] },
      RetryPolicy: { MaximumRetryAttempts: 10 },
      DeadLetterConfig: { Arn: 'arn' },
    },
  };
  template.Resources.Nightly = { Type: 'AWS::Scheduler::Schedule', Properties };
  template.Resources.NightlyRole = role(lambdaArn);
  return Properties;
};

export const scheduleRules: Rule[] = [
  {
    name: "a schedule's role invokes its function and nothing else",
    check: (template) =>
      offending(template, (schedule) => {
        const statements = roleOf(template, schedule).Policies[0].PolicyDocument.Statement;
        const invoking = statements.filter(
          ({ Action }: Properties) => !listOf(Action).includes('sqs:SendMessage'),
        );
        return (
          invoking.length !== 1 ||
          invoking[0].Action !== 'lambda:InvokeFunction' ||
          JSON.stringify(invoking[0].Resource) !== JSON.stringify(schedule.Target.Arn)
        );
      }),
    broken: (template) => {
      addSchedule(template);
      template.Resources.NightlyRole = role('*');
    },
  },
  {
    name: "a schedule's role serves no other account",
    check: (template) =>
      offending(template, (schedule) => {
        const [{ Condition }] = roleOf(template, schedule).AssumeRolePolicyDocument.Statement;
        return Condition?.StringEquals['aws:SourceAccount']?.Ref !== 'AWS::AccountId';
      }),
    broken: (template) => {
      addSchedule(template);
      delete resource(template, 'NightlyRole').Properties.AssumeRolePolicyDocument.Statement[0].Condition;
    },
  },
  {
    name: 'a schedule tries again, and keeps what it could not invoke',
    check: (template) =>
      offending(
        template,
        ({ Target }) => !Target.RetryPolicy?.MaximumRetryAttempts || !Target.DeadLetterConfig,
      ),
    broken: (template) => delete addSchedule(template).Target.DeadLetterConfig,
  },
  {
    name: 'a schedule has a flexible window, so that not all stages begin at once',
    check: (template) =>
      offending(template, ({ FlexibleTimeWindow }) => FlexibleTimeWindow.Mode !== 'FLEXIBLE'),
    broken: (template) => {
      addSchedule(template).FlexibleTimeWindow = { Mode: 'OFF' };
    },
  },
];
