// Jest global teardown: stops the throw-away database server.

const tearDown = async (): Promise<void> => {
  await globalThis.testMysql?.stop();
};

export default tearDown;
