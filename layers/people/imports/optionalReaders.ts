// The readers that most files do without, loaded when a file needs one: a CSV file starts faster.
import type { ImportServices } from './importRun.ts';

export const optionalReaders: Pick<ImportServices, 'packedFormats' | 'createForm'> = {
  packedFormats: {
    gzip: async (...file) => (await import('./formats/openGzip.ts')).openGzip(...file),
    zip: async (...file) => (await import('./formats/workbook/openWorkbook.ts')).openWorkbook(...file),
  },
  createForm: async (country) =>
    (await import('./columns/internationalForm.ts')).createInternationalForm(country),
};
