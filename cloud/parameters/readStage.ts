// Reads the file of a stage and checks every parameter in it.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { brokenCombinations } from './combinations.ts';
import { openDecisions } from './decisions.ts';
import { type ParameterValues, parametersSchema } from './parameters.ts';

const stagesFolder = join(root, 'cloud/stages');

/** The stages that have a file, by name. */
export const stageNames = (folder = stagesFolder): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
    .sort();

const describeIssue = (
  {
    code,
    path,
    message,
    keys = [],
  }: { code?: string; path: PropertyKey[]; message: string; keys?: string[] },
  given: object,
): string[] => {
  if (code === 'unrecognized_keys')
    return keys.map((name) => `${name} is no parameter; docs/deploy.md lists them`);
  const name = path.join('.');
  return [`${name} ${message}, not ${JSON.stringify(Object(given)[name])}`];
};

/**
 * All parameters of a stage, with the defaults of those that `given` leaves out. Throws UserError with one line for each
 * parameter that is unknown, wrong, or wrong beside another; `file` and the parameter's name begin the line.
 */
export const checkParameters = (given: object, file: string, region: string): ParameterValues => {
  const { success, data, error } = parametersSchema.safeParse(given);
  const problems = success
    ? brokenCombinations(data, region)
    : error.issues.flatMap((issue) => describeIssue(issue, given));
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${file}: ${problem}.`).join('\n'));
  return data as ParameterValues;
};

const readFile = async (stage: string, folder: string): Promise<object> => {
  const names = stageNames(folder);
  if (!names.includes(stage)) {
    throw new UserError(
      `There is no file cloud/stages/${stage}.ts. Stages: ${names.join(', ')}; a new one starts as a copy of a file there.`,
    );
  }
  const { parameters } = await import(pathToFileURL(join(folder, `${stage}.ts`)).href);
  return Object(parameters);
};

/** The parameters of a stage. Throws UserError when it has no file, or when a parameter is wrong. */
export const readStage = async (
  stage: string,
  region: string,
  folder = stagesFolder,
): Promise<ParameterValues> =>
  checkParameters(await readFile(stage, folder), `cloud/stages/${stage}.ts`, region);

/**
 * The parameters of a stage that is to be deployed. `decided` names parameters that are given elsewhere. Throws UserError as
 * `readStage` does, and where the data of the stage is protected and a decision is left open.
 */
export const readStageToDeploy = async (
  stage: string,
  region: string,
  decided: readonly string[] = [],
  folder = stagesFolder,
): Promise<ParameterValues> => {
  const file = `cloud/stages/${stage}.ts`;
  const given = await readFile(stage, folder);
  const values = checkParameters(given, file, region);
  const open = openDecisions(values, [...Object.keys(given), ...decided]);
  if (open.length > 0) throw new UserError(open.map((sentence) => `${file}: ${sentence}.`).join('\n'));
  return values;
};
