// The routes of the functions, with the authorization that each asks for.
import type * as z from 'zod/mini';
import { type Method, readMethods } from '#layers/entry/http/readInput.ts';
import { type FunctionDeclaration, hasRoute, readFunctions } from '#tools/functions.ts';
import type { Json } from './toJsonSchema.ts';

export type DocumentedRoute = {
  name: string;
  description: string;
  path: string;
  methods: readonly Method[];
  request: z.ZodMiniObject;
  /** Security requirements of OpenAPI, one of which must be met. */
  security: Json[];
};

type Authorizer = { type?: string; name?: string; scopes?: string[] };

const toRequirement = ({ authorizer }: { authorizer?: Authorizer }): Json => {
  if (!authorizer) return {};
  return authorizer.type === 'aws_iam' ? { iam: [] } : { jwt: authorizer.scopes ?? [] };
};

const httpApisOf = ({ events }: FunctionDeclaration) =>
  Object.values(events)
    .flat()
    .flatMap(({ httpApi }) => (httpApi ? [httpApi as { path: string; authorizer?: Authorizer }] : []));

const toRoute = async (declared: FunctionDeclaration): Promise<DocumentedRoute> => {
  const { name, description } = declared;
  const httpApis = httpApisOf(declared);
  const { [`${name}Schema`]: schema } = await import(`#functions/${name}/schema.ts`);
  return {
    name,
    description,
    path: httpApis[0]?.path as string,
    methods: schema.methods ?? readMethods,
    request: schema.request,
    security: httpApis.map(toRequirement),
  };
};

/** The routes of every function that has one, by path. */
export const readRoutes = async (): Promise<DocumentedRoute[]> => {
  const routes = await Promise.all(readFunctions().filter(hasRoute).map(toRoute));
  return routes.sort((a, b) => a.path.localeCompare(b.path));
};
