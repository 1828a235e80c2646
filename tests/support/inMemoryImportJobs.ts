// The jobs of imports without a database, which keep the contract of the real ones.
import { type ImportJob, type ImportJobs, noProgress } from '#layers/people/importJobs.ts';

type StoredJob = ImportJob & { file: string };

export const createInMemoryImportJobs = (): ImportJobs => {
  const jobs = new Map<string, StoredJob>();
  const findRunning = (job: string): StoredJob | undefined => {
    const found = jobs.get(job);
    return found?.state === 'running' ? found : undefined;
  };
  return {
    async find(job) {
      const found = jobs.get(job);
      if (!found) return undefined;
      const { file: _file, ...known } = found;
      return known;
    },
    findRunning: async (file) =>
      [...jobs]
        .filter(([, { state, ...job }]) => job.file === file && state === 'running')
        .map(([job]) => job),
    async add(job, added) {
      if (!jobs.has(job)) jobs.set(job, { state: 'running', ...added, progress: noProgress });
    },
    async advance(job, from, progress) {
      const found = findRunning(job);
      if (found?.progress.offsetBytes !== from) return false;
      jobs.set(job, { ...found, progress });
      return true;
    },
    async finish(job, { state, reason }) {
      const found = findRunning(job);
      if (found) jobs.set(job, { ...found, state, ...(reason !== undefined && { reason }) });
    },
  };
};
