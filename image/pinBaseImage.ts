// `npm run base-image`: pins the base image to the digest that its tag has now.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { baseImageFile, baseReference, readBaseImage } from './baseImage.ts';

const command = {
  name: 'npm run base-image',
  description: `Asks the registry which digest the tag of image/base.json has now, and writes it there. The images of a
    later deployment are built on it.`,
};

const inspect = (image: string, format: string): unknown => {
  const options = ['buildx', 'imagetools', 'inspect', image, '--format', `{{json ${format}}}`];
  const { status, stdout, stderr } = spawnSync('docker', options, { encoding: 'utf8' });
  if (status !== 0) throw new UserError(`docker ${options.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
};

await runCommand(command, async () => {
  const { image } = readBaseImage();
  const { digest } = inspect(image, '.Manifest') as { digest: string };
  const platforms = inspect(image, '.Image') as Record<string, { created: string }>;
  const [newest] = Object.values(platforms)
    .map(({ created }) => created)
    .sort()
    .reverse();
  const pinned = { image, digest, builtAt: newest ?? null };
  writeFileSync(baseImageFile, `${JSON.stringify(pinned, null, 2)}\n`);
  log(`${baseReference(pinned)}, built at ${newest}`);
});
