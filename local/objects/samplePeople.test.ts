import { expect, test } from '@jest/globals';
import { badLineEvery, samplePeople } from './samplePeople.ts';

test('people have a header and different addresses', () => {
  const lines = [...samplePeople(10_000)];
  expect(lines.slice(0, 2)).toEqual(['email,phoneNumber\n', 'person0000001@example.com,+1 555 000 0001\n']);
  const addresses = lines.filter((line) => line.startsWith('person')).map((line) => line.split(',')[0]);
  expect(new Set(addresses).size).toBe(10_000 - 10_000 / badLineEvery);
});

test('the same count gives the same lines', () => {
  expect([...samplePeople(2_000)]).toEqual([...samplePeople(2_000)]);
});
