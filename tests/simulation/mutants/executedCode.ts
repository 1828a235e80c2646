// Which code of the service a run of the simulator executes, by V8's own count.
import { Session } from 'node:inspector/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '#tools/paths.ts';

export type ExecutedCode = {
  path: string;
  /** Types are stripped to spaces, so that positions are those of the source. */
  isExecuted(offset: number): boolean;
};

type Range = { startOffset: number; endOffset: number; count: number };

/** What has suites of its own: forms of files, of numbers and of addresses. */
const leftOut = /\.test\.ts$|formats|columns|search\/|tables\/|addressRule|phoneNumber|optionalReaders/;

const countAt = (ranges: readonly Range[], offset: number): number => {
  const around = ranges.filter((range) => range.startOffset <= offset && offset < range.endOffset);
  const innermost = around.reduce<Range | undefined>(
    (best, range) =>
      best && best.endOffset - best.startOffset <= range.endOffset - range.startOffset ? best : range,
    undefined,
  );
  return innermost?.count ?? 0;
};

export const findExecutedCode = async (work: () => Promise<unknown>): Promise<ExecutedCode[]> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  await work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  return result
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url, functions }) => {
      const ranges = functions.flatMap((one) => one.ranges);
      return {
        path: relative(root, fileURLToPath(url)),
        isExecuted: (at: number) => countAt(ranges, at) > 0,
      };
    })
    .filter(({ path }) => /^(?:layers|functions)\//.test(path) && !leftOut.test(path))
    .sort((a, b) => a.path.localeCompare(b.path));
};
