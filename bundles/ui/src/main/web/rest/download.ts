import { type Params, sendOk } from './client';

/** Fetches a file with the credentials of the session, which a link cannot send, and has the browser keep it. */
export async function download(path: string, name: string, params?: Params): Promise<void> {
  const response = await sendOk('GET', path, { params });
  saveAs(await response.blob(), name);
}

/** Has the browser keep a file. */
export function saveAs(content: Blob, name: string) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
