// What EventBridge's operations take.
import * as z from 'zod';

const text = z.string().min(1);
const bus = z.object({ EventBusName: text.default('default') });

export const shapes = {
  listRules: bus,
  createBus: z.object({ Name: text }),
  putRule: bus.extend({ Name: text, EventPattern: text }),
  putTargets: bus.extend({
    Rule: text,
    // Anything else that a target may have would change what arrives.
    Targets: z.array(
      z.strictObject({
        Id: text,
        Arn: text,
        Input: text.optional(),
        InputPath: text.optional(),
        InputTransformer: z
          .object({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: text })
          .optional(),
        DeadLetterConfig: z.unknown().optional(),
        RetryPolicy: z.unknown().optional(),
      }),
    ),
  }),
  putEvents: z.object({
    Entries: z
      .array(
        z.object({
          Source: z.string().optional(),
          DetailType: z.string().optional(),
          Detail: z.string().optional(),
          Time: z.number().optional(),
          Resources: z.array(z.string()).optional(),
          EventBusName: z.string().default('default'),
        }),
      )
      .min(1)
      .max(10),
  }),
};

export type Entry = z.output<typeof shapes.putEvents>['Entries'][number];
