// The schedule of a function: EventBridge Scheduler invokes it, in a role that may do nothing else.
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
import { type FunctionDeclaration, kebabName, type ScheduleDeclaration } from '#tools/functions.ts';
import type { DeployedFunction } from './deployedFunction.ts';
import { alarm, metricFilter, namespace, queueMetric } from './metrics.ts';
import { arnOf, queuePolicy, sqsQueue } from './queue.ts';

/** An expression that schedules nothing. */
const off = 'off';

/** The variable of the Serverless Framework (osls) that a schedule's expression is, such as `param:exportSchedule`. */
export const scheduleVariable = ({ schedule }: FunctionDeclaration): string | undefined =>
  /^\$\{(.+)\}$/.exec(schedule?.expression ?? '')?.[1];

/**
 * Resolves a function's schedule; `readValue` returns the value of a variable. Where it is `off`, the function has no
 * schedule.
 */
export const resolveSchedule = (
  declared: FunctionDeclaration,
  readValue: (variable: string) => unknown,
): FunctionDeclaration => {
  const { schedule, ...others } = declared;
  if (!schedule) return declared;
  const variable = scheduleVariable(declared);
  const expression = variable === undefined ? schedule.expression : String(readValue(variable));
  return expression === off ? others : { ...others, schedule: { ...schedule, expression } };
};

// Scheduler takes the role for this account's schedules alone:
// https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'scheduler.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ],
};

const roleOf = (lambdaId: string, lostId: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust,
    PermissionsBoundary: '${self:custom.permissionsBoundary}',
    Policies: [
      {
        PolicyName: 'schedule',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arnOf(lambdaId) },
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf(lostId) },
          ],
        },
      },
    ],
  },
});

const scheduleOf = (
  { name, logicalName }: DeployedFunction,
  schedule: ScheduleDeclaration,
  lostId: string,
) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    Name: `users-\${sls:stage}-${kebabName(name)}`,
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timezone,
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: schedule.flexibleWindowMinutes },
    Target: {
      Arn: arnOf(`${logicalName}LambdaFunction`),
      RoleArn: arnOf(`${logicalName}ScheduleRole`),
      Input: JSON.stringify(schedule.input),
      // An hour: the next time comes anyway.
      RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 10 },
      DeadLetterConfig: { Arn: arnOf(lostId) },
    },
  },
});

/** Whether the expression comes at least once in each day: a rate, or a cron expression that names no day. */
export const isDaily = (expression: string): boolean => {
  const [, kind, text = ''] = /^(rate|cron)\((.+)\)$/.exec(expression) ?? [];
  const fields = text.split(' ');
  if (kind === 'cron') return fields.slice(2).every((field) => /^[*?]$/.test(field));
  return (
    /^minutes?$/.test(fields[1] ?? '') || Number(fields[0]) <= (/^hours?$/.test(fields[1] ?? '') ? 24 : 1)
  );
};

/** CloudWatch evaluates seven days at most; this takes two, since a flexible time may fall into the next. */
const missingAlarm = ({ logicalName }: DeployedFunction) => {
  const metricName = `${logicalName}.succeeded`;
  return {
    [`${logicalName}Succeeded`]: metricFilter(logicalName, metricName, '{ $.level = "info" }'),
    [`${logicalName}MissingAlarm`]: alarm(
      'Fewer than 1 run of the function ended well, for 2880 minutes. Severity: ticket. First step: invoke it, and read its log.',
      {
        ...{ Namespace: namespace, MetricName: metricName, Statistic: 'Sum', Period: 86_400 },
        EvaluationPeriods: 2,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        // A day without a run has no datapoint.
        TreatMissingData: 'breaching',
      },
    ),
  };
};

/** The resources of a function's schedule by logical id; none without a schedule. */
export const scheduleResources = (deployed: DeployedFunction) => {
  const { name, logicalName, schedule } = deployed;
  if (!schedule) return {};
  const lostId = `${logicalName}Uninvoked`;
  return {
    ...(isDaily(schedule.expression) && missingAlarm(deployed)),
    [`${logicalName}Schedule`]: scheduleOf(deployed, schedule, lostId),
    [`${logicalName}ScheduleRole`]: roleOf(`${logicalName}LambdaFunction`, lostId),
    [lostId]: sqsQueue(`${kebabName(name)}-uninvoked`),
    [`${lostId}Policy`]: queuePolicy(lostId),
    [`${lostId}Alarm`]: alarm(
      'At least 1 scheduled time could not invoke the function, for 1 minute. Severity: ticket. First step: read the message’s attribute ERROR_CODE.',
      { ...queueMetric(lostId, 'ApproximateNumberOfMessagesVisible', 60), Threshold: 1 },
    ),
  };
};
