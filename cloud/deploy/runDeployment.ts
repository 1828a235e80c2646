// Runs a command that works in an AWS account: what AWS refuses is told in one line, by the error's name and message.
import { runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { flags, type Options, readOptions } from './options.ts';

type AwsError = Error & { $fault?: unknown };

/** An error of an AWS client or of credentials is known by its name; a bug of ours keeps its stack. */
const explain = (error: AwsError): Error =>
  error.$fault !== undefined || error.name === 'CredentialsProviderError'
    ? new UserError(`${error.name}: ${error.message}`, { cause: error })
    : error;

export const runDeployment = (manual: string, main: (options: Options) => Promise<void>): Promise<void> =>
  runCommand({ manual, flags }, async (values) => {
    try {
      await main(readOptions(values, process.env));
    } catch (error) {
      throw explain(error as AwsError);
    }
  });
