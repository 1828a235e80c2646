import { expect, test } from '@jest/globals';
import { createSteps } from './createSteps.ts';

const start = () => {
  const lines: string[] = [];
  const times = [0, 1_250];
  return {
    lines,
    step: createSteps(
      (line) => lines.push(line),
      () => times.shift() as number,
    ),
  };
};

test('shows name, details and time of a step, and returns its result', async () => {
  const { lines, step } = start();
  const result = await step('Images', async (say) => {
    say('getUsers is built');
    return 'built';
  });
  expect(result).toBe('built');
  expect(lines).toEqual(['Images ...', '  getUsers is built', 'Images took 1.3 s']);
});

test('names the step that failed, and passes its error on', async () => {
  const { lines, step } = start();
  await expect(step('Stack', () => Promise.reject(new Error('oops')))).rejects.toThrow('oops');
  expect(lines).toEqual(['Stack ...', 'Stack failed after 1.3 s']);
});
