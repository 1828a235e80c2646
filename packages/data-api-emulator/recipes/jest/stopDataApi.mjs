export default () => globalThis.dataApi.stop();
