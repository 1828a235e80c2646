// Lambda: functions with their versions, aliases and event source mappings.
import { type AwsAnswer, AwsRefusal, type AwsRequest, json } from './protocol.ts';
import type { Json } from './resolve.ts';
import type { AwsState, StandInAlias, StandInFunction } from './state.ts';

const missing = (kind: string) =>
  new AwsRefusal('ResourceNotFoundException', `There is no such ${kind}.`, 404);

const functionOf = (state: AwsState, name: string): StandInFunction => {
  const found = state.functions.get(name);
  if (!found) throw missing('function');
  return found;
};

const aliasOf = (state: AwsState, functionName: string, name: string): StandInAlias => {
  const aliases = [...state.aliases.values()];
  const found = aliases.find((alias) => alias.functionName === functionName && alias.name === name);
  if (!found) throw missing('alias');
  return found;
};

/** An ARN's seventh part, or the name itself, without a qualifier. */
const nameOf = (nameOrArn: string): string => {
  const parts = nameOrArn.split(':');
  return (parts.length > 2 ? parts[6] : parts[0]) ?? '';
};

const describeAlias = ({ name, version, weights }: StandInAlias) => ({
  Name: name,
  FunctionVersion: version,
  RoutingConfig: { AdditionalVersionWeights: weights },
});

const describeFunction = ({ imageUri, environment, modified, tags }: StandInFunction) => ({
  Code: { ImageUri: imageUri },
  Configuration: {
    LastModified: modified.toISOString(),
    LastUpdateStatus: 'Successful',
    Environment: { Variables: environment },
  },
  Tags: tags,
});

const describeVersions = ({ versions, environment, modified }: StandInFunction) => ({
  Versions: [
    { Version: '$LATEST', LastModified: modified.toISOString(), Environment: { Variables: environment } },
    ...versions.map(({ version, environment: Variables, published }) => ({
      Version: version,
      LastModified: published.toISOString(),
      Environment: { Variables },
    })),
  ],
});

const invoke = (state: AwsState, name: string, body: string): AwsAnswer => {
  functionOf(state, nameOf(name));
  const { routeKey } = JSON.parse(body || '{}');
  if (routeKey) return { body: JSON.stringify({ statusCode: state.statusOf(name, routeKey) }) };
  const { result, error = false, log = '' } = state.invoke(nameOf(name), JSON.parse(body || '{}'));
  const headers = {
    'x-amz-log-result': Buffer.from(log).toString('base64'),
    ...(error && { 'x-amz-function-error': 'Unhandled' }),
  };
  return { headers, body: JSON.stringify(result) };
};

type Operation = (state: AwsState, ids: string[], body: Json) => object;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html, by method and path. */
const operations: readonly (readonly [name: string, method: string, path: RegExp, Operation])[] = [
  [
    'GetFunction',
    'GET',
    /^\/2015-03-31\/functions\/([^/]+)$/,
    (state, [name = '']) => describeFunction(functionOf(state, nameOf(name))),
  ],
  [
    'UpdateFunctionCode',
    'PUT',
    /^\/2015-03-31\/functions\/([^/]+)\/code$/,
    (state, [name = ''], { ImageUri }) => {
      Object.assign(functionOf(state, nameOf(name)), { imageUri: ImageUri, modified: new Date() });
      state.note(`image of ${name}`);
      return {};
    },
  ],
  [
    'ListVersionsByFunction',
    'GET',
    /^\/2015-03-31\/functions\/([^/]+)\/versions$/,
    (state, [name = '']) => describeVersions(functionOf(state, nameOf(name))),
  ],
  [
    'GetAlias',
    'GET',
    /^\/2015-03-31\/functions\/([^/]+)\/aliases\/(.+)$/,
    (state, [name = '', alias = '']) => describeAlias(aliasOf(state, nameOf(name), alias)),
  ],
  [
    'UpdateAlias',
    'PUT',
    /^\/2015-03-31\/functions\/([^/]+)\/aliases\/(.+)$/,
    (state, [name = '', alias = ''], { FunctionVersion, RoutingConfig }) => {
      const found = aliasOf(state, nameOf(name), alias);
      Object.assign(found, { version: FunctionVersion, weights: RoutingConfig.AdditionalVersionWeights });
      state.note(`alias ${name}:${alias} → ${FunctionVersion}`);
      return describeAlias(found);
    },
  ],
  [
    'ListTags',
    'GET',
    /^\/2017-03-31\/tags\/(.+)$/,
    (state, [arn = '']) => ({ Tags: functionOf(state, nameOf(arn)).tags }),
  ],
  [
    'TagResource',
    'POST',
    /^\/2017-03-31\/tags\/(.+)$/,
    (state, [arn = ''], { Tags }) => Object.assign(functionOf(state, nameOf(arn)).tags, Tags),
  ],
  [
    'GetEventSourceMapping',
    'GET',
    /^\/2015-03-31\/event-source-mappings\/(.+)$/,
    (state, [id = '']) => ({ UUID: id, State: state.mappings.get(id) ? 'Enabled' : 'Disabled' }),
  ],
  [
    'UpdateEventSourceMapping',
    'PUT',
    /^\/2015-03-31\/event-source-mappings\/(.+)$/,
    (state, [id = ''], { Enabled }) => {
      state.mappings.set(id, Enabled);
      state.note(`mapping ${id} ${Enabled ? 'on' : 'off'}`);
      return { UUID: id };
    },
  ],
];

export const lambdaOperations: readonly string[] = operations.map(([name]) => name);

export const answerLambda = (state: AwsState, { method, path, body }: AwsRequest): AwsAnswer => {
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(path)?.[1];
  if (invoked) return invoke(state, invoked, body);
  for (const [, operationMethod, pattern, operation] of operations) {
    const match = operationMethod === method && pattern.exec(path);
    if (match) return json(operation(state, match.slice(1), JSON.parse(body || '{}')));
  }
  throw new AwsRefusal('UnknownOperationException', `Lambda's ${method} ${path} is not known here`);
};
