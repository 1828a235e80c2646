// Pausing and resuming, on a clock turned by hand.
import { describe, expect, test } from '@jest/globals';
import { manualClock } from '../../test/support/manualClock.ts';
import { Instance } from './instance.ts';

const start = (autoPauseMs?: number) => {
  const clock = manualClock();
  const pauses: number[] = [];
  const onPause = () => pauses.push(clock.nowMs());
  return {
    clock,
    pauses,
    instance: new Instance({ name: 'arn', clock, autoPauseMs, resumeMs: 15_000, onPause }),
  };
};
const resuming = expect.objectContaining({
  name: 'DatabaseResumingException',
  status: 400,
  message:
    'The Aurora DB instance arn is resuming after being auto-paused. Please wait a few seconds and try again.',
});

describe('Instance', () => {
  test('never pauses by itself without a time to do so', () => {
    const { clock, instance } = start();
    clock.advance(Number.MAX_SAFE_INTEGER / 2);
    expect(instance.state).toBe('available');
  });

  test('pauses after the given time without connections, counted from the end of the last', () => {
    const { clock, pauses, instance } = start(300_000);
    clock.advance(299_999);
    instance.connect();
    clock.advance(900_000);
    expect(instance.state).toBe('available');
    instance.disconnect();
    clock.advance(299_999);
    expect(instance.state).toBe('available');
    clock.advance(1);
    expect(instance.state).toBe('paused');
    expect(pauses).toHaveLength(1);
  });

  test('resumes from the first call on, refusing every call until it is over', () => {
    const { clock, instance } = start(300_000);
    instance.pause();
    clock.advance(900_000);
    expect(instance.state).toBe('paused');
    expect(() => instance.connect()).toThrow(resuming);
    clock.advance(14_999);
    expect(() => instance.connect()).toThrow(resuming);
    clock.advance(1);
    expect(() => instance.connect()).not.toThrow();
  });

  test('pauses again when nobody comes after a resume', () => {
    const { clock, instance } = start(300_000);
    instance.pause();
    expect(() => instance.connect()).toThrow(resuming);
    clock.advance(15_000);
    clock.advance(300_000);
    expect(instance.state).toBe('paused');
  });

  test('sets no timer once stopped', () => {
    const { clock, pauses, instance } = start(1);
    instance.connect();
    instance.stop();
    instance.disconnect();
    clock.advance(2);
    expect(pauses).toEqual([]);
  });
});
