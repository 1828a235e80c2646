// What an event printed, in lines.

export type PrintStream = 'stdout' | 'stderr';

/** A piece of a stream, as it was written. */
export type PrintedChunk = readonly [stream: PrintStream, text: string];

/** Lines of each stream in their order; a last line needs no end. */
export const toPrintedLines = (chunks: readonly PrintedChunk[]): PrintedChunk[] => {
  const lines: PrintedChunk[] = [];
  const rests = { stdout: '', stderr: '' };
  for (const [stream, text] of chunks) {
    const parts = (rests[stream] + text).split(/\r?\n/);
    rests[stream] = parts.pop() ?? '';
    lines.push(...parts.map((line): PrintedChunk => [stream, line]));
  }
  const unended = Object.entries(rests) as [PrintStream, string][];
  return [...lines, ...unended.filter(([, text]) => text !== '')];
};
