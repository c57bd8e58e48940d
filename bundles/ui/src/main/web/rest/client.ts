import { currentToken, renew } from './session';

/** What went wrong with a request, in the words of the server. */
export class PortalError extends Error {
  override name = 'PortalError';

  constructor(
    /** 0 when the server could not be reached. */
    readonly status: number,
    /** The name of the error in the answer, such as `NotFoundError`. */
    readonly code: string,
    message: string,
    readonly body?: unknown,
  ) {
    super(message);
  }

  get isNotFound() {
    return this.status === 404;
  }

  get isDenied() {
    return this.status === 403;
  }
}

export type Params = Record<
  string,
  string | number | boolean | undefined | null | readonly (string | number)[]
>;

export interface RequestOptions {
  params?: Params;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** The address below `/api` with its query; lists are repeated, what is undefined is left out. */
export function address(path: string, params?: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) {
        query.append(name, String(item));
      }
    }
  }
  const text = query.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** Sends a request with the credentials of the session, and once more with fresh ones after a 401. */
export async function send(
  method: string,
  path: string,
  options: RequestOptions = {},
): Promise<Response> {
  const once = () => {
    const headers = new Headers(options.headers);
    const token = currentToken();
    if (token) {
      headers.set('Authorization', `Bearer ${token}`);
    }
    let body: BodyInit | undefined;
    if (options.body instanceof Blob || options.body instanceof FormData) {
      body = options.body;
    } else if (options.body !== undefined) {
      headers.set('Content-Type', 'application/json');
      body = JSON.stringify(options.body);
    }
    return fetch(address(path, options.params), { method, headers, body, signal: options.signal });
  };
  try {
    const response = await once();
    return response.status === 401 && (await renew()) ? await once() : response;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new PortalError(0, 'Unreachable', 'The server cannot be reached.');
  }
}

async function problem(response: Response): Promise<PortalError> {
  const text = await response.text().catch(() => '');
  try {
    const body = JSON.parse(text) as { error?: { name?: string; message?: string } };
    return new PortalError(
      response.status,
      body.error?.name ?? 'Error',
      body.error?.message ?? response.statusText,
      body,
    );
  } catch {
    return new PortalError(response.status, 'Error', response.statusText || 'No answer', text);
  }
}

/** Sends a request and rejects with a {@link PortalError} unless it succeeds. */
export async function sendOk(
  method: string,
  path: string,
  options?: RequestOptions,
): Promise<Response> {
  const response = await send(method, path, options);
  if (!response.ok) {
    throw await problem(response);
  }
  return response;
}

async function json<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
  const response = await sendOk(method, path, options);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The REST API, by paths below `/api`, such as `/catalog/entities/by-query`. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => json<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    json<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) =>
    json<T>('PUT', path, { ...options, body }),
  delete: <T = void>(path: string, options?: RequestOptions) => json<T>('DELETE', path, options),
  text: (path: string, options?: RequestOptions) =>
    sendOk('GET', path, options).then((response) => response.text()),
};
