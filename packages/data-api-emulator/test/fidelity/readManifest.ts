// Reads which tests of AWS's own suite are of the Data API.
// https://github.com/aws/aws-emulator-evaluation-suite: manifest.jsonl has one JSON object per test.

/** Members that may name a test; the first that an entry has does. The suite was not at hand: its releases tell no more. */
const naming = ['id', 'test_id', 'testId', 'name', 'test', 'path', 'file'];

/** `rds-data`, `RDS Data` and `RDSData` are one service. */
const isDataApi = (text: string): boolean => text.toLowerCase().replaceAll(/[^a-z]/g, '') === 'rdsdata';

/** Whether a text, such as `rds-data:ExecuteStatement` or `tests/rds-data/begin.py`, or one inside the value, names the service. */
const namesDataApi = (value: unknown): boolean => {
  if (typeof value === 'string') return value.split(/[/:.]/).some(isDataApi);
  return typeof value === 'object' && value !== null && Object.values(value).some(namesDataApi);
};

const nameOf = (entry: Record<string, unknown>, line: number): string => {
  const name = naming.map((member) => entry[member]).find((value) => typeof value === 'string');
  if (name !== undefined) return name as string;
  throw new Error(
    `Line ${line} of the manifest has none of ${naming.join(', ')}, but ${Object.keys(entry)}.`,
  );
};

/** The names of the tests that use the Data API, in their order. Throws when a line is no JSON or names no test. */
export const readManifest = (text: string): string[] =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const entry = JSON.parse(line) as Record<string, unknown>;
    return namesDataApi(entry) ? [nameOf(entry, index + 1)] : [];
  });
