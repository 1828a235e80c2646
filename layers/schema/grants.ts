// What each account may do in the database. Generated from db/accounts.yml by `npm run generate`.
export const grants = {
  reader: ['SELECT ON directory'],
  writer: ['SELECT, INSERT, UPDATE ON people', 'SELECT ON directory_settings'],
  eraser: [
    'SELECT, INSERT, UPDATE, DELETE ON people',
    'SELECT ON directory_settings',
    'SELECT, INSERT, UPDATE, DELETE ON import_job',
    'SELECT ON import_lease',
    'SELECT ON export_lease',
  ],
  importer: [
    'SELECT, INSERT, UPDATE ON people',
    'SELECT ON directory_settings',
    'SELECT, INSERT, UPDATE ON import_job',
    'SELECT, INSERT, DELETE ON import_lease',
  ],
  exporter: ['SELECT ON directory', 'SELECT, INSERT, DELETE ON export_lease'],
} as const;
