// Amazon ECR behind the image port.
import {
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  type ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr';
import type { ImagePort } from '#cloud/deploy/steps/ports.ts';

export const createImages = (client: ECRClient): ImagePort => ({
  async digest(repositoryName, imageTag) {
    const command = new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] });
    try {
      return (await client.send(command)).imageDetails?.[0]?.imageDigest;
    } catch (error) {
      if ((error as Error).name === 'ImageNotFoundException') return undefined;
      throw error;
    }
  },

  async findings(repositoryName, imageTag) {
    const command = new DescribeImageScanFindingsCommand({ repositoryName, imageId: { imageTag } });
    try {
      const { imageScanStatus, imageScanFindings } = await client.send(command);
      const isDone = ['COMPLETE', 'ACTIVE'].includes(imageScanStatus?.status ?? '');
      return isDone ? (imageScanFindings?.findingSeverityCounts ?? {}) : undefined;
    } catch (error) {
      if ((error as Error).name === 'ScanNotFoundException') return undefined;
      throw error;
    }
  },

  async registry() {
    const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
    const { authorizationToken = '', proxyEndpoint = '' } = authorizationData?.[0] ?? {};
    const [username = '', password = ''] = Buffer.from(authorizationToken, 'base64').toString().split(':');
    return { host: new URL(proxyEndpoint).host, username, password };
  },
});
