// What a service has in the event cloud: queues, buses, rules, buckets and event source mappings.
import type { TargetInput } from '../eventbridge/targetInput.ts';

export type StackQueue = {
  name: string;
  visibilityTimeoutS: number;
  retentionS: number;
  /** Others of SQS's attributes. */
  attributes?: Readonly<Record<string, string>>;
  /** Where messages go that were received too often. */
  deadLetters?: { name: string; maxReceiveCount: number } | undefined;
};

export type StackRule = {
  name: string;
  bus: string;
  pattern: object;
  queues: string[];
  /** What queues get in place of the event. */
  inputs?: Readonly<Record<string, TargetInput>>;
};

/** An event that goes to a queue by time. */
export type StackSchedule = { name: string; expression: string; queue: string; input: TargetInput };

export type StackMapping = {
  queue: string;
  functionKey: string;
  /** Patterns as JSON; the function gets the messages that one of them takes, or all where there is none. */
  filters?: string[];
  batchSize: number;
  windowS: number;
  maxConcurrency: number;
  reportsFailures: boolean;
  /** Whether the function says itself when messages that failed come again: its role lets it change their visibility. */
  postpones: boolean;
  /** Whether the function's event is the body of one message, as those are that Lambda queues itself. */
  isAsynchronous?: boolean;
};

/** A queue is told of new objects below a prefix. */
export type StackNotification = { event: string; prefix: string; suffix?: string; queue: string };

export type StackBucket = { name: string; notifications: StackNotification[] };

export type EventStack = {
  queues: StackQueue[];
  buckets: StackBucket[];
  buses: string[];
  rules: StackRule[];
  schedules?: StackSchedule[];
  mappings: StackMapping[];
};
