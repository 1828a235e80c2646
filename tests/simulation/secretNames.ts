// The secrets of the simulated stage.
const arnOf = (name: string): string => `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}`;

export const directorySecretArn = arnOf('directory');

/** Of the database accounts. `owner` is the account that migrates. */
export const secretArns = {
  owner: arnOf('owner'),
  reader: arnOf('reader'),
  writer: arnOf('writer'),
  importer: arnOf('importer'),
  exporter: arnOf('exporter'),
  eraser: arnOf('eraser'),
} as const;

export type AccountName = keyof typeof secretArns;

export const rotatedAccounts = ['reader', 'writer', 'importer', 'exporter', 'eraser'] as const;
