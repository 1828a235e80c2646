// A table of what each package contributes to each bundle, from esbuild's metafiles.
import type { Metafile } from 'esbuild';

/** `node_modules/@scope/name/…` → `@scope/name`; `layers/entry/…` → `layers`. */
export const packageOf = (path: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? (path.split('/')[0] as string);

const bytesByPackage = ({ outputs }: Metafile): Map<string, number> => {
  const bytes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0) continue;
      const name = packageOf(path);
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
    }
  }
  return bytes;
};

const kib = (bytes: number): string => (bytes / 1024).toFixed(1);

/** One line a package, one column a function, in KiB; the last line has the sizes of the whole bundles. */
export const sizeTable = (metafiles: ReadonlyMap<string, Metafile>): string => {
  const names = [...metafiles.keys()];
  const columns = [...metafiles.values()].map(bytesByPackage);
  const total = (name: string) => columns.reduce((sum, column) => sum + (column.get(name) ?? 0), 0);
  const packages = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort(
    (a, b) => total(b) - total(a) || a.localeCompare(b),
  );
  const bundles = [...metafiles.values()].map(({ outputs }) =>
    Object.values(outputs).reduce((sum, { bytes }) => sum + bytes, 0),
  );
  const lines = [
    ['KiB', ...names],
    ...packages.map((name) => [name, ...columns.map((column) => kib(column.get(name) ?? 0))]),
    ['bundle', ...bundles.map(kib)],
  ];
  const widths =
    lines[0]?.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  '),
    )
    .join('\n');
};
