// The `events:` of functions in serverless.yml that the local event cloud brings.
import * as z from 'zod';
import type { TargetInput } from '../eventbridge/targetInput.ts';
import { messagePattern } from './messagePattern.ts';
import type { Resolve } from './resolver.ts';
import type { ServiceFunctions } from './serviceFunction.ts';

const number = z.coerce.number();

/** A text stands for an object with one member. */
const orText = <Shape extends z.ZodType>(member: string, shape: Shape) =>
  z.preprocess((value) => (typeof value === 'string' ? { [member]: value } : value), shape);

const sqs = orText(
  'arn',
  z.object({
    arn: z.string(),
    enabled: z.boolean().default(true),
    batchSize: number.default(10),
    maximumBatchingWindow: number.default(0),
    // Without a maximum, Lambda begins with five pollers.
    maximumConcurrency: number.default(5),
    functionResponseType: z.string().optional(),
    filterPatterns: z.array(messagePattern).default([]),
  }),
);

const s3 = orText(
  'bucket',
  z.object({
    bucket: z.string(),
    event: z.string().default('s3:ObjectCreated:*'),
    rules: z.array(z.object({ prefix: z.string().optional(), suffix: z.string().optional() })).default([]),
  }),
);

const targetInput = {
  input: z.unknown().optional(),
  inputPath: z.string().optional(),
  inputTransformer: z
    .object({ inputPathsMap: z.record(z.string(), z.string()).optional(), inputTemplate: z.string() })
    .optional(),
};

const eventBridge = z.object({
  eventBus: z.string().default('default'),
  pattern: z.record(z.string(), z.unknown()).optional(),
  schedule: z.string().optional(),
  ...targetInput,
});

const schedule = orText(
  'rate',
  z.object({
    rate: z.preprocess((value) => [value].flat(), z.array(z.string())),
    enabled: z.boolean().default(true),
    ...targetInput,
  }),
);

/** As CloudFormation writes it. */
export const toTargetInput = ({
  input,
  inputPath,
  inputTransformer,
}: z.output<z.ZodObject<typeof targetInput>>): TargetInput => ({
  ...(input !== undefined && { Input: JSON.stringify(input) }),
  ...(inputPath !== undefined && { InputPath: inputPath }),
  ...(inputTransformer && {
    InputTransformer: {
      InputPathsMap: inputTransformer.inputPathsMap,
      InputTemplate: inputTransformer.inputTemplate,
    },
  }),
});

const shapes = { sqs, s3, eventBridge, schedule };
type Kind = keyof typeof shapes;

/** The events of one kind; each with its function and its place among that function's events. */
export const eventsOf = <K extends Kind>(
  functions: ServiceFunctions,
  resolve: Resolve,
  kind: K,
): { key: string; name: string; index: number; event: z.output<(typeof shapes)[K]> }[] =>
  Object.entries(functions).flatMap(([key, { name, events = [] }]) =>
    events.flatMap((declared, index) => {
      if (!Object.hasOwn(declared, kind)) return [];
      const { success, data, error } = shapes[kind].safeParse(resolve(declared[kind]));
      if (!success)
        throw new Error(`The local cloud cannot create an event of ${key}: ${z.prettifyError(error)}`);
      return [{ key, name, index, event: data as z.output<(typeof shapes)[K]> }];
    }),
  );
