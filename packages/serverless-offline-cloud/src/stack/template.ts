// A CloudFormation template, as far as serverless.yml brings one along under `resources`.

export type TemplateResource = { Type: string; Properties?: unknown; Condition?: string };
export type Resources = Readonly<Record<string, TemplateResource>>;

export type Template = {
  Resources?: Resources;
  Conditions?: Readonly<Record<string, unknown>>;
  Parameters?: Readonly<Record<string, { Default?: unknown }>>;
};
