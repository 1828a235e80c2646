// The files that docs/excel.md shows.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

/** Texts in the order of the page's steps, with CRLF, and with a tab where it has an arrow. */
export const readExcelPage = async (): Promise<{ sheet: string; rejects: string; exported: string }> => {
  const page = await readFile(join(root, 'docs/excel.md'), 'utf8');
  const blocks = [...page.matchAll(/```csv\n(.*?)```/gs)];
  const [sheet = '', rejects = '', exported = ''] = blocks.map(([, text = '']) =>
    text.replaceAll('→', '\t').replaceAll('\n', '\r\n'),
  );
  return { sheet, rejects, exported };
};
