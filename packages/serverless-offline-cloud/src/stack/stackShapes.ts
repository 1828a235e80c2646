// The shapes of the resources that the local event cloud can have, as serverless.yml resolves to.
import * as z from 'zod';
import { accountId, localRegion } from '../account.ts';

type StackResource = { Type: string; Properties?: unknown };
export type Resources = Readonly<Record<string, StackResource>>;

/** The logical id that a `Ref` or an `Fn::GetAtt` names. */
const reference = z
  .union([z.object({ Ref: z.string() }), z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })])
  .transform((value) => ('Ref' in value ? value.Ref : value['Fn::GetAtt'][0]));

/** A text with `${AWS::AccountId}` and `${AWS::Region}`. */
const substitute = (text: string): string =>
  text.replaceAll(/\$\{AWS::AccountId\}/g, accountId).replaceAll(/\$\{AWS::Region\}/g, localRegion);

/** Variables of the framework leave numbers as they are in serverless.yml, or as text. */
const number = z.coerce.number();

const queue = z.object({
  QueueName: z.string(),
  VisibilityTimeout: number.default(30),
  MessageRetentionPeriod: number.default(345_600),
  RedrivePolicy: z.object({ deadLetterTargetArn: reference, maxReceiveCount: number }).optional(),
});
const bus = z.object({ Name: z.string() });
const rule = z.object({
  Name: z.string(),
  EventBusName: z.union([reference, z.string()]),
  EventPattern: z.record(z.string(), z.unknown()),
  Targets: z.array(z.object({ Arn: reference })),
});
const bucket = z.object({
  BucketName: z.object({ 'Fn::Sub': z.string() }).transform((name) => substitute(name['Fn::Sub'])),
  NotificationConfiguration: z.object({
    QueueConfigurations: z.array(
      z.object({
        Event: z.string(),
        Queue: reference,
        Filter: z.object({
          S3Key: z.object({ Rules: z.tuple([z.object({ Name: z.literal('prefix'), Value: z.string() })]) }),
        }),
      }),
    ),
  }),
});
const mapping = z.object({
  EventSourceArn: reference,
  FunctionName: reference,
  BatchSize: number.default(10),
  MaximumBatchingWindowInSeconds: number.default(0),
  // Without a maximum, Lambda begins with five pollers.
  ScalingConfig: z.object({ MaximumConcurrency: number }).default({ MaximumConcurrency: 5 }),
  FunctionResponseTypes: z.array(z.string()).default([]),
});

export const stackShapes = { queue, bucket, bus, rule, mapping };

/** By logical id. Throws an error that names the resource which has another shape. */
export const resourcesOfType = <Shape extends z.ZodType>(
  resources: Resources,
  type: string,
  shape: Shape,
): Map<string, z.output<Shape>> => {
  const found = Object.entries(resources).filter(([, { Type }]) => Type === type);
  return new Map(
    found.map(([logicalId, { Properties }]) => {
      const { success, data, error } = shape.safeParse(Properties);
      if (!success) throw new Error(`The local cloud cannot create ${logicalId}: ${z.prettifyError(error)}`);
      return [logicalId, data];
    }),
  );
};
