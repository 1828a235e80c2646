// Ends what globalSetup.ts started.

const tearDown = async (): Promise<void> => {
  await globalThis.testMysql?.stop();
};

export default tearDown;
