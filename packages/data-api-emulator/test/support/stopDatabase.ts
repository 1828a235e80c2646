// Jest's global teardown: ends the private server of startDatabase.ts.

const stopDatabase = async (): Promise<void> => {
  await globalThis.stopTestDatabase?.();
};

export default stopDatabase;
