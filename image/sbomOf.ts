// A CycloneDX bill of materials, reduced to the packages that bundles are made of.
import type { Metafile } from 'esbuild';

type Component = { name: string; group?: string; 'bom-ref': string };

/** https://cyclonedx.org/docs/1.5/json/ */
export type Cyclonedx = {
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
} & Record<string, unknown>;

/** `node_modules/a/node_modules/@scope/b/index.js` → `@scope/b` */
const installedPackage = (path: string): string | undefined =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

/** Names of the packages from which a bundle has code. */
export const bundledPackages = (metafiles: readonly Metafile[]): ReadonlySet<string> =>
  new Set(
    metafiles
      .flatMap(({ outputs }) => Object.values(outputs))
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => installedPackage(path))
      .filter((name) => name !== undefined),
  );

const nameOf = ({ name, group }: Component): string => (group ? `${group}/${name}` : name);

export const keepPackages = (sbom: Cyclonedx, names: ReadonlySet<string>): Cyclonedx => {
  const components = sbom.components.filter((component) => names.has(nameOf(component)));
  const kept = new Set(components.map((component) => component['bom-ref']));
  return {
    ...sbom,
    components,
    dependencies: sbom.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) })),
  };
};
