// A template's resources with their physical names and ARNs, as CloudFormation would give them.
import { type Json, resolve, type Scope } from '#tests/deploy/aws/resolve.ts';
import type { Resource, Template } from '../template.ts';
import { kinds, madeNames } from './kinds.ts';

export const region = 'eu-central-1';
export const account = '123456789012';

const fill = (pattern: string, values: Json): string =>
  pattern.replaceAll(/\{(lower:)?(\w+)\}/g, (_match, lower: string, name: string) => {
    const value = String(values[name]);
    return lower ? value.toLowerCase() : value;
  });

export type Stack = { name: string; template: Template };

export class PhysicalStack {
  readonly #stack: Stack;
  readonly #words: Json;
  readonly #known = new Map<string, Json>();
  readonly scope: Scope;

  constructor(stack: Stack) {
    this.#stack = stack;
    const api = `id0of0${stack.name.replaceAll('-', '0')}`;
    this.#words = { stack: stack.name, region, account, api };
    this.scope = {
      stackName: stack.name,
      conditions: Object(stack.template).Conditions,
      ref: (id) => this.#reference(id),
      attribute: (id, name) => this.#attribute(id, name),
    };
  }

  #resource(id: string): Resource {
    const resource = this.#stack.template.Resources[id];
    if (!resource) throw new Error(`${this.#stack.name} has no ${id}`);
    return resource;
  }

  /** Resolved properties, and the resource's name. */
  valuesOf(id: string): Json {
    const known = this.#known.get(id) ?? this.#describe(id);
    this.#known.set(id, known);
    return known;
  }

  #describe(id: string): Json {
    const { Type, Properties = {} } = this.#resource(id);
    const words = { ...this.#words, id };
    const defaults = Object.entries(madeNames[Type] ?? {}).map(([name, made]) => [name, fill(made, words)]);
    const values = {
      ...Object.fromEntries(defaults),
      ...words,
      ...(resolve(Properties, this.scope) as object),
    };
    return { ...values, name: fill(kinds[Type]?.name ?? '{id}', values) };
  }

  /** Throws where the type of the resource has no kind. */
  arns(id: string): string[] {
    const { Type } = this.#resource(id);
    const found = kinds[Type];
    if (!found) throw new Error(`the ARN of ${Type} is unknown`);
    const values = this.valuesOf(id);
    return found.arns.map((pattern) => fill(pattern, values));
  }

  #reference(id: string): string {
    const { Type } = this.#resource(id);
    const byArn = ['AWS::SecretsManager::Secret', 'AWS::SNS::Topic'];
    return (byArn.includes(Type) ? this.arns(id)[0] : this.valuesOf(id).name) as string;
  }

  #attribute(id: string, name: string): string {
    const [arn = '', second = ''] = this.arns(id);
    if (name === 'MasterUserSecret.SecretArn') return second;
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
    return this.#resource(id).Type === 'AWS::Logs::LogGroup' ? `${arn}:*` : arn;
  }
}
