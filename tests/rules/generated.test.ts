// What is generated and checked in is what its sources make of it.
import { expect, test } from '@jest/globals';
import { readFunctions } from '#tools/functions.ts';
import { generatedFiles } from '#tools/generate/generatedFiles.ts';

test.each(generatedFiles())('`npm run generate` leaves $path as it is', ({ present, generated }) => {
  expect(present).toBe(generated);
});

test('every function has a host port of its own', () => {
  const ports = readFunctions().map(({ image }) => image.localPort);
  expect(new Set(ports).size).toBe(ports.length);
});
