// The values that the stack's secrets have locally.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
import * as z from 'zod';
import type { References, Resolve } from '../stack/resolver.ts';
import type { Resources } from '../stack/template.ts';

const shape = z.object({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .object({ SecretStringTemplate: z.string().optional(), GenerateStringKey: z.string().optional() })
    .optional(),
});

/** The same at each start, and known to everybody: it protects nothing. */
const generated = 'local';

const textOf = ({ SecretString, GenerateSecretString }: z.output<typeof shape>): string => {
  if (SecretString !== undefined) return SecretString;
  const { SecretStringTemplate, GenerateStringKey } = GenerateSecretString ?? {};
  if (SecretStringTemplate === undefined || GenerateStringKey === undefined) return generated;
  return JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: generated });
};

/** Texts by ARN. */
export const readSecrets = (
  resources: Resources,
  resolve: Resolve,
  references: References,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(resources)
      .filter(([, { Type }]) => Type === 'AWS::SecretsManager::Secret')
      .map(([id, { Properties = {} }]) => [references.get(id), textOf(shape.parse(resolve(Properties)))]),
  );
