// What npm start needs of its environment: a port that is free, and a folder that it may write.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { isFree } from 'data-api-emulator';
import { UserError } from '#tools/userError.ts';

/** The two services after the HTTP API have the next ports. */
const maxPort = 65_533;
/** https://www.w3.org/Daemon/User/Installation/PrivilegedPorts.html */
const firstUnprivilegedPort = 1_024;

/** Throws UserError. */
export const readPort = (text = '8123'): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= maxPort) return port;
  throw new UserError(`PORT must be a whole number from 1 to ${maxPort}, not "${text}".`);
};

/** Throws UserError where nothing can listen on the port of loopback. */
export const refuseTakenPort = async (port: number): Promise<void> => {
  if (await isFree(port)) return;
  const why = port < firstUnprivilegedPort ? 'taken, or needs the rights of root' : 'taken';
  throw new UserError(`Port ${port} is ${why}; choose another with PORT=8200 npm start.`);
};

/** Makes the folder. Throws UserError where it cannot be written. */
export const refuseReadOnly = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UserError(
      `${folder} cannot be written, and npm start keeps its data there: take a checkout of your own.`,
    );
  }
};
