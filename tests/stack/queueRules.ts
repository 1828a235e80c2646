// Rules about queues: nothing is lost, read twice at once, or put there by a stranger.
import {
  difference,
  listOf,
  offenders,
  ofType,
  type Properties,
  type Rule,
  resource,
  type Template,
} from './template.ts';

const queueOf = ({ EventSourceArn }: Properties): string => EventSourceArn['Fn::GetAtt'][0];

/** The mappings' queues with their mappings and functions. */
const sources = (template: Template) =>
  ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties: mapping }]) => ({
    id: queueOf(mapping),
    mapping,
    queue: resource(template, queueOf(mapping)).Properties,
    lambda: resource(template, mapping.FunctionName.Ref).Properties,
  }));

const offending = (template: Template, breaks: (source: ReturnType<typeof sources>[number]) => boolean) =>
  sources(template)
    .filter(breaks)
    .map(({ id }) => id);

const policyOf = (template: Template, id: string): Properties | undefined =>
  ofType(template, 'AWS::SQS::QueuePolicy').find(([, { Properties }]) => Properties.Queues[0].Ref === id)?.[1]
    .Properties;

const statementsOf = (template: Template, id: string): Properties[] =>
  policyOf(template, id)?.PolicyDocument.Statement ?? [];

/** Whether a service may send for one resource of this account alone. */
const isOfStack = ({ Principal, Condition }: Properties): boolean => {
  const isOneSource = !!Condition?.ArnEquals['aws:SourceArn'];
  if (Principal.Service === 'events.amazonaws.com') return isOneSource;
  // The ARN of a bucket names no account.
  const isOwn = Condition?.StringEquals?.['aws:SourceAccount']?.Ref === 'AWS::AccountId';
  return Principal.Service === 's3.amazonaws.com' && isOneSource && isOwn;
};

/** Whether the role of a function may send messages to the function's own queue. */
const sendsToItself = (template: Template, { mapping }: ReturnType<typeof sources>[number]): boolean => {
  const { Role } = resource(template, mapping.FunctionName.Ref).Properties;
  const [roleId] = Role['Fn::GetAtt'];
  return listOf<Properties>(resource(template, roleId).Properties.Policies)
    .flatMap(({ PolicyDocument }) => listOf<Properties>(PolicyDocument.Statement))
    .some(
      ({ Action, Resource }) =>
        listOf<string>(Action).includes('sqs:SendMessage') &&
        Resource['Fn::GetAtt']?.[0] === queueOf(mapping),
    );
};

const longestRetentionS = 1_209_600;

export const queueRules: Rule[] = [
  {
    name: 'queues are encrypted, and reached over TLS only',
    check: (template) => [
      ...offenders(template, 'AWS::SQS::Queue', ({ SqsManagedSseEnabled }) => SqsManagedSseEnabled !== true),
      ...ofType(template, 'AWS::SQS::Queue')
        .map(([id]) => id)
        .filter(
          (id) =>
            !statementsOf(template, id).some(
              ({ Effect, Condition }) =>
                Effect === 'Deny' && Condition?.Bool['aws:SecureTransport'] === 'false',
            ),
        ),
    ],
    broken: (template) => delete template.Resources.SyncUsersDeadLettersPolicy,
  },
  {
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
    name: 'a function that sends to its own queue, and no other, may call itself',
    check: (template) => {
      const recursive = offenders(
        template,
        'AWS::Lambda::Function',
        ({ RecursiveLoop }) => RecursiveLoop === 'Allow',
      );
      const sending = sources(template).filter((source) => sendsToItself(template, source));
      return difference(
        sending.map(({ mapping }) => mapping.FunctionName.Ref),
        recursive,
      );
    },
    broken: (template) => delete resource(template, 'ImportUsersLambdaFunction').Properties.RecursiveLoop,
  },
  {
    name: 'only rules and the bucket of the stack send to queues',
    check: (template) =>
      ofType(template, 'AWS::SQS::QueuePolicy')
        .filter(([, { Properties }]) =>
          Properties.PolicyDocument.Statement.some(
            (statement: Properties) => statement.Effect === 'Allow' && !isOfStack(statement),
          ),
        )
        .map(([id]) => id),
    broken: (template) => delete statementsOf(template, 'SyncUsersQueue')[1]?.Condition,
  },
  {
    name: 'a batch in work stays hidden for six timeouts and the window',
    check: (template) =>
      offending(
        template,
        ({ mapping, queue, lambda }) =>
          queue.VisibilityTimeout < 6 * lambda.Timeout + Number(mapping.MaximumBatchingWindowInSeconds),
      ),
    broken: (template) =>
      Object.assign(resource(template, 'SyncUsersLambdaFunction').Properties, { Timeout: 70 }),
  },
  {
    name: 'a batch of more than 10 has a window',
    check: (template) =>
      offending(
        template,
        ({ mapping }) => mapping.BatchSize > 10 && Number(mapping.MaximumBatchingWindowInSeconds) < 1,
      ),
    broken: (template) =>
      Object.assign(resource(template, 'SyncUsersMapping').Properties, { MaximumBatchingWindowInSeconds: 0 }),
  },
  {
    name: 'a message fails ten times before it is a dead letter, which is kept for 14 days',
    check: (template) =>
      offending(template, ({ queue }) => {
        const { maxReceiveCount, deadLetterTargetArn } = queue.RedrivePolicy ?? {};
        if (maxReceiveCount !== 10) return true;
        const dead = resource(template, deadLetterTargetArn['Fn::GetAtt'][0]).Properties;
        return dead.MessageRetentionPeriod !== longestRetentionS;
      }),
    broken: (template) => delete resource(template, 'SyncUsersQueue').Properties.RedrivePolicy,
  },
  {
    name: 'functions name the records that failed',
    check: (template) =>
      offending(
        template,
        ({ mapping }) => !mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures'),
      ),
    broken: (template) => delete resource(template, 'SyncUsersMapping').Properties.FunctionResponseTypes,
  },
  {
    name: 'what a rule cannot deliver is kept',
    check: (template) =>
      offenders(
        template,
        'AWS::Events::Rule',
        ({ EventPattern, Targets }) =>
          EventPattern && Targets.some(({ DeadLetterConfig }: Properties) => !DeadLetterConfig),
      ),
    broken: (template) => delete resource(template, 'SyncUsersRule').Properties.Targets[0].DeadLetterConfig,
  },
];
