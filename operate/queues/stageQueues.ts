// The queues of a stage by the declarations of functions, and those of what could not be done.
import { type FunctionDeclaration, readFunctions } from '#tools/functions.ts';

export type StageQueueName = {
  name: string;
  /** The function that reads it, or would have. */
  functionName: string;
  isRead: boolean;
  /** The queue's name in `npm run redrive -- --queue`; absent for a queue that nothing is moved back from. */
  redrive?: string;
};

const queuesOf = ({ name: functionName, queue }: FunctionDeclaration, stage: string): StageQueueName[] => {
  if (!queue) return [];
  const name = `users-${stage}-${queue.name}`;
  const undelivered = queue.pattern ? [{ name: `${name}-undelivered`, functionName, isRead: false }] : [];
  return [
    { name, functionName, isRead: true },
    { name: `${name}-dlq`, functionName, isRead: false, redrive: queue.name },
    ...undelivered,
  ];
};

export const stageQueues = (stage: string, functions = readFunctions()): StageQueueName[] =>
  functions.flatMap((declared) => queuesOf(declared, stage));

export const deadLetterQueues = (stage: string): StageQueueName[] =>
  stageQueues(stage).filter(({ isRead }) => !isRead);
