import { AbstractStartedContainer, GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';

const port = 8080;

/** A container of the emulator with a MariaDB inside. Build its image first: see the README. */
export class DataApiContainer extends GenericContainer {
  #names = [];

  constructor(image = 'data-api-emulator') {
    super(image);
    this.withExposedPorts(port).withWaitStrategy(Wait.forHealthCheck());
  }

  /** The name by which other containers of the same network call it. */
  withName(name) {
    this.#names.push(name);
    return this.withNetworkAliases(name);
  }

  /** Tests that run in a container themselves reach this one by the address of the engine, not by localhost. */
  async start() {
    const { info } = await getContainerRuntimeClient();
    const names = [info.containerRuntime.host, ...this.#names];
    this.withEnvironment({ DATA_API_ALLOW_HOST: names.join(',') });
    return new StartedDataApiContainer(await super.start());
  }
}

export class StartedDataApiContainer extends AbstractStartedContainer {
  database = 'test';
  resourceArn = 'arn:aws:rds:eu-central-1:123456789012:cluster:local';
  secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:local';

  get clientSettings() {
    return {
      endpoint: `http://${this.getHost()}:${this.getMappedPort(port)}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
  }
}
