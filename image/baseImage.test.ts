import { expect, test } from '@jest/globals';
import { baseReference, describeAge, readBaseImage } from './baseImage.ts';

const image = 'public.ecr.aws/lambda/nodejs:24';
const digest = `sha256:${'a'.repeat(64)}`;
const unpinned = { image, digest: null, builtAt: null };
const pinned = { image, digest, builtAt: '2026-11-01T00:00:00Z' };

test('a pinned image is named by its tag and its digest', () => {
  expect(baseReference(pinned)).toBe(`${image}@${digest}`);
  expect(baseReference(unpinned)).toBe(image);
});

test.each([
  ['2026-11-13T12:00:00Z', 'the base image is 12 days old'],
  ['2026-11-02T00:00:00Z', 'the base image is 1 day old'],
])('at %s %s', (now, sentence) => {
  expect(describeAge(pinned, Date.parse(now))).toBe(sentence);
});

test('an image that was never pinned is told', () => {
  expect(describeAge(unpinned, 0)).toContain('is not pinned');
});

test('the file names a digest and its time, or neither', () => {
  const { image: name, digest: pin, builtAt } = readBaseImage();
  expect(name).toMatch(/^[\w./-]+:[\w.-]+$/);
  expect(pin === null).toBe(builtAt === null);
  expect(pin ?? digest).toMatch(/^sha256:[\da-f]{64}$/);
});
