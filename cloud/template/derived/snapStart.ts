// SnapStart on a function that the framework has compiled.

export type CompiledResource = {
  Type: string;
  Properties: { FunctionName?: { Ref: string }; SnapStart?: object };
};

export type CompiledTemplate = {
  Resources: Record<string, CompiledResource>;
  Outputs: Record<string, { Value: { Ref?: string } }>;
};

/**
 * Lets the versions of a function start from snapshots, and returns the new logical id of its version. The id that the
 * framework gives is a hash of the function without SnapStart, and CloudFormation publishes a version for a new id only.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 */
export const startFromSnapshots = (
  { Resources, Outputs }: CompiledTemplate,
  functionId: string,
  versionId: string,
): string => {
  const newId = `${versionId}SnapStart`;
  Object.assign(Resources[functionId]?.Properties ?? {}, {
    SnapStart: { ApplyOn: 'PublishedVersions' },
  });
  Resources[newId] = Resources[versionId] as CompiledResource;
  delete Resources[versionId];
  for (const { Value } of Object.values(Outputs)) if (Value.Ref === versionId) Value.Ref = newId;
  return newId;
};
