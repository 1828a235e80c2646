// The closed catalogue of the Data API's error answers.

/**
 * Name, HTTP status and whether the body carries a message.
 * The first group is the service model's (Errors section of each API_* page); the second is what the service or its
 * front end answers without modelling it (data-api.differences, data-api.troubleshooting, CommonErrors).
 */
const catalogue = {
  AccessDeniedException: { status: 403, hasMessage: true },
  BadRequestException: { status: 400, hasMessage: true },
  DatabaseErrorException: { status: 400, hasMessage: true },
  DatabaseNotFoundException: { status: 404, hasMessage: true },
  DatabaseResumingException: { status: 400, hasMessage: true },
  DatabaseUnavailableException: { status: 504, hasMessage: false },
  ForbiddenException: { status: 403, hasMessage: true },
  HttpEndpointNotEnabledException: { status: 400, hasMessage: true },
  InternalServerErrorException: { status: 500, hasMessage: false },
  InvalidResourceStateException: { status: 400, hasMessage: true },
  InvalidSecretException: { status: 400, hasMessage: true },
  NotFoundException: { status: 404, hasMessage: true },
  SecretsErrorException: { status: 400, hasMessage: true },
  ServiceUnavailableError: { status: 503, hasMessage: false },
  StatementTimeoutException: { status: 400, hasMessage: true },
  TransactionNotFoundException: { status: 404, hasMessage: true },
  UnsupportedResultException: { status: 400, hasMessage: true },

  IncompleteSignatureException: { status: 400, hasMessage: true },
  MissingAuthenticationTokenException: { status: 403, hasMessage: true },
  SerializationException: { status: 400, hasMessage: true },
  ThrottlingException: { status: 400, hasMessage: true },
  UnknownOperationException: { status: 404, hasMessage: false },
  ValidationException: { status: 400, hasMessage: true },
} as const;

export type ErrorName = keyof typeof catalogue;

/** An answer of the catalogue. `members` are further members of the body, such as `dbConnectionId`. */
export class ApiError extends Error {
  override readonly name: ErrorName;
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(name: ErrorName, message = '', members: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.status = catalogue[name].status;
    this.body = catalogue[name].hasMessage ? { message, ...members } : {};
  }
}
