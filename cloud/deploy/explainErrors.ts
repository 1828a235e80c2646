// Turns what AWS, the credentials or the network refused into one sentence.
import { UserError } from '#tools/userError.ts';
import { explainCredentials } from './explainCredentials.ts';

type ForeignError = Error & { $fault?: unknown; $metadata?: { requestId?: string }; code?: unknown };

const systemCode = ({ code }: ForeignError): string | undefined =>
  typeof code === 'string' && /^E(?!RR_)[A-Z_]+$/.test(code) ? code : undefined;

/** The sentence, or undefined for a bug of ours, which keeps its stack. */
const explain = (error: ForeignError): string | undefined => {
  const code = systemCode(error);
  if (code) return `${code}: the network or this machine refused: ${error.message || 'no reason given'}.`;
  if (error.name === 'CredentialsProviderError') return explainCredentials(error.message, process.env);
  if (error.$fault === undefined) return undefined;
  return `${error.name}: ${error.message} (AWS request ${error.$metadata?.requestId ?? 'unknown'})`;
};

/** Runs `work`. Throws UserError when AWS, the credentials or the network is the reason. */
export const explainErrors = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    const sentence = error instanceof UserError ? undefined : explain(error as ForeignError);
    throw sentence ? new UserError(sentence, { cause: error }) : error;
  }
};
