/** What a route answered instead of what was asked; `message` is in words for the person. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;

  constructor(answer: {
    readonly code: string;
    readonly message: string;
    readonly status: number;
    readonly requestId?: string | null | undefined;
  }) {
    super(answer.message);
    this.code = answer.code;
    this.status = answer.status;
    this.requestId = answer.requestId ?? null;
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof ApiError;
}
