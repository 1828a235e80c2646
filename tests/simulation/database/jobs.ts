// The model of the statements about jobs of imports.
import {
  addNew,
  type ImportJobRecord,
  type ModelledStatement,
  numberOf,
  type Tables,
  textOf,
} from './tables.ts';

const dayMs = 24 * 3_600_000;

const runningJob = ({ jobs }: Tables, job: string): ImportJobRecord | undefined => {
  const found = jobs.get(job);
  return found?.state === 'running' ? found : undefined;
};

const noRows = { offsetBytes: 0, lines: 0, accepted: 0, unchanged: 0, rejected: 0, onlyPossible: 0 };

export const jobStatements: readonly ModelledStatement[] = [
  {
    name: 'findJob',
    sql: `SELECT state, reason, as_of_ms AS asOfMs, size_bytes AS sizeBytes, offset_bytes AS offsetBytes, line_count AS \`lines\`,
      accepted, unchanged, rejected, violations, only_possible AS onlyPossible FROM import_job WHERE job = :job`,
    run({ jobs }, given) {
      const found = jobs.get(textOf(given, 'job'));
      if (!found) return [];
      const { file: _file, changedMs: _changedMs, ...row } = found;
      const texts = Object.entries(row).map(([name, value]) => [name, String(value)]);
      return [Object.fromEntries(texts)];
    },
  },
  {
    name: 'findRunningJobs',
    sql: `SELECT job FROM import_job WHERE file = :file AND state = 'running'`,
    run: ({ jobs }, given) =>
      [...jobs]
        .filter(([, { file, state }]) => file === given.file && state === 'running')
        .map(([job]) => ({ job })),
  },
  {
    name: 'addJob',
    sql: `INSERT IGNORE INTO import_job (job, file, as_of_ms, size_bytes) VALUES (:job, :file, :asOfMs, :sizeBytes)`,
    run: ({ jobs }, given, nowMs) =>
      addNew(jobs, textOf(given, 'job'), {
        ...noRows,
        state: 'running',
        file: textOf(given, 'file'),
        asOfMs: numberOf(given, 'asOfMs'),
        sizeBytes: numberOf(given, 'sizeBytes'),
        violations: '',
        reason: '',
        changedMs: nowMs,
      }),
  },
  {
    name: 'advanceJob',
    sql: `UPDATE import_job
      SET offset_bytes = :offsetBytes, line_count = :lines, accepted = :accepted, unchanged = :unchanged, rejected = :rejected,
        violations = :violations, only_possible = :onlyPossible
      WHERE job = :job AND state = 'running' AND offset_bytes = :from`,
    run(tables, given, nowMs) {
      const job = runningJob(tables, textOf(given, 'job'));
      if (job?.offsetBytes !== numberOf(given, 'from')) return 0;
      const before = JSON.stringify(job);
      for (const name of Object.keys(noRows) as (keyof typeof noRows)[]) job[name] = numberOf(given, name);
      job.violations = textOf(given, 'violations');
      if (JSON.stringify(job) !== before) job.changedMs = nowMs;
      // The Data API counts rows that are matched, changed or not.
      return 1;
    },
  },
  {
    name: 'finishJob',
    sql: `UPDATE import_job SET state = :state, reason = :reason WHERE job = :job AND state = 'running'`,
    run(tables, given, nowMs) {
      const job = runningJob(tables, textOf(given, 'job'));
      if (!job) return 0;
      Object.assign(job, { state: given.state, reason: given.reason, changedMs: nowMs });
      return 1;
    },
  },
  {
    name: 'deleteJobs',
    sql: `DELETE FROM import_job WHERE UNIX_TIMESTAMP(changed_at) < UNIX_TIMESTAMP() - :days * 86400 ORDER BY job LIMIT 1000`,
    run({ jobs }, given, nowMs) {
      const beforeMs = nowMs - numberOf(given, 'days') * dayMs;
      const old = [...jobs].filter(([, { changedMs }]) => changedMs < beforeMs).map(([job]) => job);
      const gone = old.sort().slice(0, 1_000);
      for (const job of gone) jobs.delete(job);
      return gone.length;
    },
  },
];
