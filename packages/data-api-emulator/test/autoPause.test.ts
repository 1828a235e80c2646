// An instance that scales to zero.
import { afterEach, expect } from '@jest/globals';
import { manualClock } from './support/manualClock.ts';
import { emulated, undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const clock = manualClock();
const api = useTarget({ autoPauseS: 300, resumeS: 15, clock });
const resuming = {
  name: 'DatabaseResumingException',
  status: 400,
  message: expect.stringMatching(
    /^The Aurora DB instance arn:.* is resuming after being auto-paused\. Please wait a few seconds and try again\.$/,
  ),
};

/** Leaves an available instance behind. */
afterEach(async () => {
  await api.http.execute('SELECT 1').catch(() => clock.advance(15_000));
});

api.onEveryStack(({ execute, batch, begin, commit, table }) => {
  emulated('API_ExecuteStatement', 'a call on a paused instance starts the resume and fails', async () => {
    clock.advance(300_000);
    await expect(execute('SELECT 1')).rejects.toMatchObject(resuming);
    clock.advance(14_999);
    await expect(execute('SELECT 1')).rejects.toMatchObject(resuming);
    clock.advance(1);
    expect((await execute('SELECT 1')).records).toEqual([[{ longValue: 1 }]]);
  });

  emulated('API_BatchExecuteStatement', 'so do BatchExecuteStatement and BeginTransaction', async () => {
    api.target().emulator?.pause();
    await expect(batch('DO 1', [[]])).rejects.toMatchObject(resuming);
    await expect(begin()).rejects.toMatchObject(resuming);
  });

  emulated('aws-sdk-js-v3#6701', 'nothing is run by a call that fails so', async () => {
    const name = await table('v INT');
    api.target().emulator?.pause();
    await expect(execute(`INSERT INTO ${name} VALUES (1)`)).rejects.toMatchObject(resuming);
    clock.advance(15_000);
    expect((await execute(`SELECT * FROM ${name}`)).records).toEqual([]);
  });

  emulated('auto-pause', 'an open transaction keeps the instance from pausing', async () => {
    const transactionId = await begin();
    clock.advance(170_000);
    await execute('SELECT 1', { transactionId });
    clock.advance(170_000);
    expect(await commit(transactionId)).toEqual({ transactionStatus: 'Transaction Committed' });
  });

  undocumented('a pause on command ends open transactions', async () => {
    const transactionId = await begin();
    api.target().emulator?.pause();
    await expect(commit(transactionId)).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
  });
});
