// The jobs of imports without a database, which keep the contract of the real ones.
import type { ImportJob, ImportJobs } from '#layers/repository/importJobs.ts';

export const createInMemoryImportJobs = (): ImportJobs => {
  const jobs = new Map<string, ImportJob>();
  const findRunning = (job: string): ImportJob | undefined => {
    const found = jobs.get(job);
    return found?.state === 'running' ? found : undefined;
  };
  return {
    find: async (job) => jobs.get(job),
    async add(job, asOfMs) {
      const progress = { offsetBytes: 0, lines: 0, accepted: 0, rejected: 0 };
      if (!jobs.has(job)) jobs.set(job, { state: 'running', asOfMs, progress });
    },
    async advance(job, from, progress) {
      const found = findRunning(job);
      if (found?.progress.offsetBytes !== from) return false;
      jobs.set(job, { ...found, progress });
      return true;
    },
    async finish(job, state) {
      const found = findRunning(job);
      if (found) jobs.set(job, { ...found, state });
    },
  };
};
