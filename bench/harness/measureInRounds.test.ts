import { expect, jest, test } from '@jest/globals';
import { measureInRounds } from './measureInRounds.ts';

test('drops the first round and keeps the order of the others', async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  let calls = 0;
  const measures = new Map([['calls', async () => ++calls]]);
  expect(await measureInRounds('Calls', measures, 3)).toEqual(new Map([['calls', [2, 3, 4]]]));
});
