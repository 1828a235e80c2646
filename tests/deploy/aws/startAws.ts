// A stand-in for AWS, in memory: the operations of deploying, rolling back and removing.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '#tests/support/listen.ts';
import { Calls, callName, type FaultKind } from './calls.ts';
import { answerCloudFormation, refuseQuery } from './cloudFormation.ts';
import { answerJson, refuseJson } from './json.ts';
import { answerLambda } from './lambda.ts';
import {
  type AwsAnswer,
  AwsRefusal,
  type AwsRequest,
  json,
  readRequest,
  writeAnswer,
  xml,
} from './protocol.ts';
import { answerRds } from './rds.ts';
import { answerS3 } from './s3.ts';
import { AwsState } from './state.ts';

type Service = {
  answer(state: AwsState, request: AwsRequest): AwsAnswer;
  refuse(refusal: AwsRefusal): AwsAnswer;
};

const refuseRest = ({ name, message, status }: AwsRefusal): AwsAnswer =>
  xml({ Error: { Code: name, Message: message } }, status);

/** What a push of Docker's leaves in the registry: `123456789012.dkr.ecr….com/<repository>:<tag>`. */
const receivePush = (state: AwsState, { query }: AwsRequest): AwsAnswer => {
  const [, repository = '', tag = ''] = /^[^/]+\/(.+):([^:]+)$/.exec(query.get('uri') ?? '') ?? [];
  // A build is another one each time, as images with a code cache are.
  state.repositories.get(repository)?.set(tag, `sha256:${randomBytes(32).toString('hex')}`);
  state.note(`push ${repository}`);
  return json({});
};

const services: Readonly<Record<string, Service>> = {
  cloudformation: { answer: answerCloudFormation, refuse: refuseQuery },
  rds: { answer: answerRds, refuse: refuseQuery },
  s3: { answer: answerS3, refuse: refuseRest },
  lambda: { answer: answerLambda, refuse: refuseJson },
  ecr: { answer: answerJson, refuse: refuseJson },
  codedeploy: { answer: answerJson, refuse: refuseJson },
  secretsmanager: { answer: answerJson, refuse: refuseJson },
  sts: {
    answer: () =>
      xml({
        GetCallerIdentityResponse: {
          GetCallerIdentityResult: { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/test' },
        },
      }),
    refuse: refuseQuery,
  },
  apigateway: { answer: () => json({ name: 'users' }), refuse: refuseJson },
  'execute-api': {
    answer: ({ apiStatus }) => ({
      status: apiStatus,
      headers: { 'apigw-requestid': 'api-request' },
      body: '[]',
    }),
    refuse: refuseJson,
  },
  unsigned: { answer: receivePush, refuse: refuseJson },
};

const answer = (state: AwsState, request: AwsRequest, fault?: FaultKind): AwsAnswer => {
  const service = services[request.service];
  const unknown = new AwsRefusal('UnknownService', `${request.service} is not known here`);
  if (!service) return refuseJson(unknown);
  try {
    if (fault === 'error') throw new AwsRefusal('AccessDenied', 'Not authorized to perform this.', 403);
    return service.answer(state, request);
  } catch (error) {
    if (error instanceof AwsRefusal) return service.refuse(error);
    throw error;
  }
};

export type StandIn = {
  state: AwsState;
  calls: Calls;
  /** Kills whoever calls; given by the test. */
  kill: () => void;
  stop(): Promise<void>;
};

export const startAws = async (): Promise<StandIn> => {
  const state = new AwsState();
  const calls = new Calls();
  const server = createServer(async (incoming, outgoing) => {
    try {
      const request = await readRequest(incoming);
      const fault = calls.add(callName(request));
      if (fault === 'kill before') return standIn.kill();
      const answered = answer(state, request, fault);
      if (fault === 'kill after') return standIn.kill();
      writeAnswer(outgoing, answered);
    } catch (error) {
      writeAnswer(outgoing, { status: 500, body: String((error as Error).stack) });
    }
  });
  state.url = `http://127.0.0.1:${await listen(server)}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise<unknown>((closed) => server.close(closed));
  };
  const standIn: StandIn = { state, calls, kill: () => {}, stop };
  return standIn;
};
