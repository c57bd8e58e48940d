import { address, type Params, PortalError } from './client';
import { currentToken } from './session';

interface UploadOptions {
  method?: 'POST' | 'PUT';
  params?: Params;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Told the part that has been sent, from 0 to 1. `fetch` cannot tell it. */
  onProgress?: (part: number) => void;
}

/** Sends a file and answers what the server says about it. Rejects with a {@link PortalError}. */
export function upload<T>(path: string, file: Blob, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(options.method ?? 'POST', address(path, options.params));
    request.setRequestHeader('Authorization', `Bearer ${currentToken() ?? ''}`);
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(loaded / (total || 1));
    request.onload = () => {
      const body = parse(request.responseText);
      if (request.status < 300) {
        resolve(body as T);
        return;
      }
      const { error } = (body ?? {}) as { error?: { name?: string; message?: string } };
      reject(
        new PortalError(
          request.status,
          error?.name ?? 'Error',
          error?.message ?? (request.statusText || 'No answer'),
          body,
        ),
      );
    };
    request.onerror = () =>
      reject(new PortalError(0, 'Unreachable', 'The server cannot be reached.'));
    request.onabort = () => reject(new DOMException('Cancelled', 'AbortError'));
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
