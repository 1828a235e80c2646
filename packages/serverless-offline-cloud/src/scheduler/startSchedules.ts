// Sends the events of schedules, minute by minute.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
import { randomUUID } from 'node:crypto';
import { accountId } from '../account.ts';
import { createTargetInput } from '../eventbridge/targetInput.ts';
import type { Part } from '../server/part.ts';
import type { StackSchedule } from '../stack/eventStack.ts';
import { compileSchedule } from './compileSchedule.ts';

const minuteMs = 60_000;

/** Calls `tick` at the beginning of each minute, with its time. */
const everyMinute = (tick: (time: Date) => void): Part => {
  let timer: NodeJS.Timeout;
  const wait = (minute: number): void => {
    timer = setTimeout(
      () => {
        tick(new Date(minute * minuteMs));
        wait(minute + 1);
      },
      minute * minuteMs - Date.now(),
    );
  };
  wait(Math.floor(Date.now() / minuteMs) + 1);
  return { stop: async () => clearTimeout(timer) };
};

export type SchedulesOptions = {
  schedules: readonly StackSchedule[];
  region: string;
  /** Sends to a queue by its name. */
  send(queue: string, body: string): Promise<unknown>;
  log(line: string): void;
  ticks?: typeof everyMinute;
};

export const startSchedules = (options: SchedulesOptions): Part => {
  const { schedules, region, send, log, ticks = everyMinute } = options;
  if (schedules.length === 0) return { stop: async () => {} };
  const compiled = schedules.map(({ name, expression, queue, input }) => ({
    ...{ name, queue },
    isDue: compileSchedule(expression),
    toText: createTargetInput(input, name),
  }));
  let minutes = 0;
  return ticks((time) => {
    minutes += 1;
    for (const { name, queue, isDue, toText } of compiled) {
      if (!isDue(time, minutes)) continue;
      const event = {
        ...{ version: '0', id: randomUUID(), 'detail-type': 'Scheduled Event', source: 'aws.events' },
        ...{ account: accountId, time: `${time.toISOString().slice(0, 19)}Z`, region },
        resources: [`arn:aws:events:${region}:${accountId}:rule/${name}`],
        detail: {},
      };
      send(queue, toText(event)).catch((error: Error) => log(`${name}: ${error.message}`));
    }
  });
};
