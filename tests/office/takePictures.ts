// `npm run pictures:office`: the pictures of docs/excel.md.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readExcelPage } from '#tests/support/excelPage.ts';
import requireOffice from '#tests/support/requireOffice.ts';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { type Charset, toPage } from './spreadsheet.ts';

const command = {
  name: 'npm run pictures:office',
  description: 'Opens the files of docs/excel.md in LibreOffice and takes their pictures for docs/pictures.',
};

const dotsPerInch = 120;

const toPng = (pdf: Buffer): Buffer =>
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', String(dotsPerInch), '-'], { input: pdf });

const take = async (name: string, text: string, charset: Charset): Promise<void> => {
  const bytes = charset === 'utf-8' ? Buffer.from(text) : Buffer.from(text, 'latin1');
  await writeFile(join(root, 'docs/pictures', name), toPng(await toPage(bytes, { separator: ';', charset })));
  log(`docs/pictures/${name}`);
};

await runCommand(command, async () => {
  requireOffice();
  const { sheet, rejects, exported } = await readExcelPage();
  await take('excel-sheet.png', sheet, 'windows-1252');
  await take('excel-rejects.png', rejects, 'windows-1252');
  await take('excel-export.png', exported, 'utf-8');
});
