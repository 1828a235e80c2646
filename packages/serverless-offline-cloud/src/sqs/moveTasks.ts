// StartMessageMoveTask and its like: dead letters go back to the queue that they came from.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { AwsError } from '../server/awsError.ts';
import { parseInput } from '../server/parseInput.ts';
import { lookAtQueues, unsupported } from './lookAtQueues.ts';
import { moveMessage } from './moveMessage.ts';
import type { CallSqs } from './queues.ts';

type Task = {
  TaskHandle: string;
  Status: 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
  SourceArn: string;
  DestinationArn: string;
  ApproximateNumberOfMessagesMoved: number;
  ApproximateNumberOfMessagesToMove: number;
  FailureReason?: string;
  /** Milliseconds since 1970. */
  StartedTimestamp: number;
};

const shapes = {
  start: z.object({
    SourceArn: z.string(),
    DestinationArn: z.string().optional(),
    MaxNumberOfMessagesPerSecond: z.int().min(1).max(500).optional(),
  }),
  list: z.object({ SourceArn: z.string(), MaxResults: z.int().min(1).max(10).default(1) }),
  cancel: z.object({ TaskHandle: z.string() }),
};

/** The operations by name; each takes the request's body. They throw AwsError. */
export const createMoveTasks = (call: CallSqs) => {
  const tasks: Task[] = [];
  const { countOf, findSource } = lookAtQueues(call);

  const run = async (task: Task, perSecond: number | undefined): Promise<void> => {
    try {
      while (task.Status === 'RUNNING' && (await moveMessage(call, task.SourceArn, task.DestinationArn))) {
        task.ApproximateNumberOfMessagesMoved += 1;
        if (perSecond) await sleep(1000 / perSecond);
      }
      task.Status = task.Status === 'CANCELLING' ? 'CANCELLED' : 'COMPLETED';
    } catch (error) {
      task.Status = 'FAILED';
      task.FailureReason = (error as Error).message;
    }
  };

  return {
    async StartMessageMoveTask(input: unknown) {
      const { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond } = parseInput(shapes.start, input);
      const count = await countOf(SourceArn);
      const destination = DestinationArn ?? (await findSource(SourceArn));
      await countOf(destination);
      if (tasks.some((task) => task.SourceArn === SourceArn && task.Status === 'RUNNING')) {
        throw unsupported(`A task of ${SourceArn} is running already.`);
      }
      const task: Task = {
        TaskHandle: randomUUID(),
        Status: 'RUNNING',
        SourceArn,
        DestinationArn: destination,
        ApproximateNumberOfMessagesMoved: 0,
        ApproximateNumberOfMessagesToMove: count,
        StartedTimestamp: Date.now(),
      };
      tasks.unshift(task);
      void run(task, MaxNumberOfMessagesPerSecond);
      return { TaskHandle: task.TaskHandle };
    },

    /** The latest first. Only a task that runs has a handle. */
    async ListMessageMoveTasks(input: unknown) {
      const { SourceArn, MaxResults } = parseInput(shapes.list, input);
      const found = tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults);
      return {
        Results: found.map(({ TaskHandle, ...task }) =>
          task.Status === 'RUNNING' ? { TaskHandle, ...task } : task,
        ),
      };
    },

    async CancelMessageMoveTask(input: unknown) {
      const { TaskHandle } = parseInput(shapes.cancel, input);
      const task = tasks.find((one) => one.TaskHandle === TaskHandle && one.Status === 'RUNNING');
      if (!task) throw new AwsError(404, 'ResourceNotFoundException', 'No such task is running.');
      task.Status = 'CANCELLING';
      return { ApproximateNumberOfMessagesMoved: task.ApproximateNumberOfMessagesMoved };
    },
  };
};
