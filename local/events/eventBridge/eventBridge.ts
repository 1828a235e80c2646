// EventBridge with queues as targets: buses, rules, and events that go where a rule says.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '../awsError.ts';
import { parseInput } from '../parseInput.ts';
import { compilePattern } from './compilePattern.ts';
import { PatternError } from './patternError.ts';

/** Sends a message to the queue of an ARN. */
export type SendToQueue = (queueArn: string, body: string) => Promise<void>;

type Rule = { takes: (event: object) => boolean; targets: Map<string, string> };
type Bus = Map<string, Rule>;

const text = z.string().min(1);
const bus = z.object({ EventBusName: text.default('default') });

const shapes = {
  createBus: z.object({ Name: text }),
  putRule: bus.extend({ Name: text, EventPattern: text }),
  putTargets: bus.extend({
    Rule: text,
    // Anything else that a target may have would change what arrives.
    Targets: z.array(
      z.strictObject({
        Id: text,
        Arn: text,
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
          EventBusName: z.string().optional(),
        }),
      )
      .min(1)
      .max(10),
  }),
};

type Entry = z.output<typeof shapes.putEvents>['Entries'][number];

/** `arn:aws:events:<region>:<account>:event-bus/<name>` → `<name>` */
const nameOf = (busNameOrArn: string): string => busNameOrArn.replace(/^arn:.*:event-bus\//, '');

/** Detail must be a JSON object. */
const parseDetail = (detail = ''): object | undefined => {
  try {
    const parsed = JSON.parse(detail);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

export type EventBridgeOptions = { region: string; accountId: string; sendToQueue: SendToQueue };

/** The operations by name; each takes the request's body. They throw AwsError. */
export const createEventBridge = ({ region, accountId, sendToQueue }: EventBridgeOptions) => {
  const buses = new Map<string, Bus>([['default', new Map()]]);
  const arn = (resource: string) => `arn:aws:events:${region}:${accountId}:${resource}`;

  const findBus = (busNameOrArn: string): Bus => {
    const found = buses.get(nameOf(busNameOrArn));
    if (found) return found;
    throw new AwsError(400, 'ResourceNotFoundException', `Event bus ${busNameOrArn} does not exist.`);
  };

  /** An entry that is refused is told of in its place; the others are delivered. */
  const putEvent = async (entry: Entry) => {
    const { Source: source, DetailType: detailType, Time, Resources = [], EventBusName = 'default' } = entry;
    const refused = (field: string) => ({
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${field} is not valid. Reason: ${field} is a required argument.`,
    });
    if (!source) return refused('Source');
    if (!detailType) return refused('DetailType');
    const detail = parseDetail(entry.Detail);
    if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    const id = randomUUID();
    const event = {
      version: '0',
      id,
      'detail-type': detailType,
      source,
      account: accountId,
      time: `${new Date(Time ? Time * 1000 : Date.now()).toISOString().slice(0, 19)}Z`,
      region,
      resources: Resources,
      detail,
    };
    // As on AWS, an event for a bus that does not exist is accepted and goes nowhere.
    const rules = [...(buses.get(nameOf(EventBusName))?.values() ?? [])].filter(({ takes }) => takes(event));
    const body = JSON.stringify(event);
    for (const { targets } of rules) {
      for (const queueArn of targets.values()) await sendToQueue(queueArn, body);
    }
    return { EventId: id };
  };

  return {
    CreateEventBus(input: unknown) {
      const { Name } = parseInput(shapes.createBus, input);
      if (buses.has(Name)) {
        throw new AwsError(400, 'ResourceAlreadyExistsException', `Event bus ${Name} already exists.`);
      }
      buses.set(Name, new Map());
      return { EventBusArn: arn(`event-bus/${Name}`) };
    },

    ListEventBuses: () => ({
      EventBuses: [...buses.keys()].map((Name) => ({ Name, Arn: arn(`event-bus/${Name}`) })),
    }),

    PutRule(input: unknown) {
      const { Name, EventPattern, EventBusName } = parseInput(shapes.putRule, input);
      const rules = findBus(EventBusName);
      try {
        const takes = compilePattern(EventPattern);
        rules.set(Name, { takes, targets: rules.get(Name)?.targets ?? new Map() });
      } catch (error) {
        if (error instanceof PatternError)
          throw new AwsError(400, 'InvalidEventPatternException', error.message);
        throw error;
      }
      return { RuleArn: arn(`rule/${nameOf(EventBusName)}/${Name}`) };
    },

    PutTargets(input: unknown) {
      const { Rule: name, EventBusName, Targets } = parseInput(shapes.putTargets, input);
      const rule = findBus(EventBusName).get(name);
      if (!rule) throw new AwsError(400, 'ResourceNotFoundException', `Rule ${name} does not exist.`);
      for (const { Id, Arn } of Targets) {
        if (!/^arn:[\w-]+:sqs:/.test(Arn)) {
          throw new AwsError(
            400,
            'ValidationException',
            `Target ${Id}: only queues are emulated, not ${Arn}.`,
          );
        }
        rule.targets.set(Id, Arn);
      }
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    ListRules(input: unknown) {
      const { EventBusName } = parseInput(bus, input);
      return { Rules: [...findBus(EventBusName).keys()].map((Name) => ({ Name, EventBusName })) };
    },

    async PutEvents(input: unknown) {
      const { Entries } = parseInput(shapes.putEvents, input);
      const results = await Promise.all(Entries.map(putEvent));
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
    },
  };
};
