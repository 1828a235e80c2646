// AWS's validator of CloudFormation templates: its schemas and cfn-lint's rules, offline.
import { CelEngine } from '@aws/cloudformation-validate';

/**
 * Rules about how a template is written, which the framework's output and our resolved parameters break by design:
 * needless DependsOn (W3005), one policy without the other (W3011), a condition that is decided at packaging (W8003), two
 * that are the same then (W9053), numbers that the command line gave as text (W9003), and attributes of AWS that the schema
 * marks as changing (W9002).
 */
const excluded = { ids: ['W3005', 'W3011', 'W8003', 'W9002', 'W9003', 'W9053'] };

export type Validator = {
  /** What is wrong with the text of a template, at WARN and above. */
  findings(text: string): string[];
  free(): void;
};

/** Takes two seconds. */
export const createValidator = (): Validator => {
  const engine = new CelEngine();
  return {
    findings: (text) =>
      engine
        .validateStandard(
          { path: 'template.json', readBytes: () => Buffer.from(text) },
          { exclude: excluded },
        )
        .diagnostics.filter(({ severity }) => ['WARN', 'ERROR', 'FATAL'].includes(severity))
        .map(({ ruleId, entity, message }) => `${ruleId} ${entity?.logicalId}: ${message}`),
    free: () => engine.free(),
  };
};
