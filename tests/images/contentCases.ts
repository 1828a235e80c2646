// What is in the images, and how they are set up to start.
import { describe, expect, test } from '@jest/globals';
import { docker, imageOf } from '#tests/support/compose.ts';
import { type ImageFunction, imageFunctions } from './imageFunctions.ts';

const base = 'public.ecr.aws/lambda/nodejs:24';
/** A caller waits for a function behind a route. The client of S3 makes up the rest of the others. */
const maxKibOverBase = ({ paths }: ImageFunction): number => (paths.length > 0 ? 1_280 : 1_664);

const inspect = (image: string) => JSON.parse(docker('image', 'inspect', image))[0];

/** Runs a program of the image in place of its entry point. */
const run = (image: string, program: string, ...args: string[]): string =>
  docker('run', '--rm', '--entrypoint', program, image, ...args).trim();

export const contentCases = (): void => {
  describe.each(imageFunctions)('the image of $service', (declared) => {
    const { service, files, module } = declared;
    const image = imageOf(service);

    test('adds one layer of its task root to the base, with these files and no others', () => {
      expect(inspect(image).RootFS.Layers.slice(0, -1)).toEqual(inspect(base).RootFS.Layers);
      const names = run(image, 'find', '.', '-type', 'f').split('\n').sort();
      expect(names).toEqual(files.map((name) => `./${name}`));
    });

    test(`is at most ${maxKibOverBase(declared)} KiB larger than its base, unpacked`, () => {
      const overBase = inspect(image).Size - inspect(base).Size;
      process.stdout.write(`${service}: ${overBase} bytes over its base\n`);
      expect(overBase).toBeLessThanOrEqual(maxKibOverBase(declared) * 1024);
    });

    test('starts Node without a shell and without --expose-gc', () => {
      expect(inspect(image).Config.Entrypoint).toEqual(['/var/task/entryPoint.mjs']);
      expect(run(image, 'head', '-1', 'entryPoint.mjs')).toBe('#!/var/lang/bin/node');
    });

    test('has a code cache that V8 accepts', () => {
      const program = `import('/var/task/${module}').then(({ script }) => console.log(script.cachedDataRejected))`;
      expect(run(image, 'node', '--eval', program)).toBe('false');
    });

    test('does not run as root, and sets nothing in the environment', () => {
      const { Config } = inspect(image);
      expect(Config.User).toBe('65534:65534');
      expect(Config.Env).toEqual(inspect(base).Config.Env);
    });

    test('holds no key and no name of this machine', () => {
      const text = run(image, 'cat', ...files);
      expect(text).not.toMatch(/AKIA[A-Z0-9]{16}|BEGIN [A-Z ]*PRIVATE KEY|sourceMappingURL/);
      expect(text).not.toContain(process.cwd());
    });
  });
};
