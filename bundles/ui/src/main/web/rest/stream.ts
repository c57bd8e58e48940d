import { sendOk, type RequestOptions } from './client';

/** One event of a stream (server-sent events, WHATWG HTML 9.2). */
export interface StreamEvent {
  event: string;
  data: string;
  id: string;
}

/**
 * Reads an event stream with the credentials of the session, which `EventSource` cannot send. Resolves when
 * the server ends the stream; rejects when it refuses or the signal aborts.
 */
export async function readStream(
  path: string,
  onEvent: (event: StreamEvent) => void,
  options?: RequestOptions,
): Promise<void> {
  const response = await sendOk('GET', path, {
    ...options,
    headers: { ...options?.headers, Accept: 'text/event-stream' },
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let id = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parse(block, id);
      id = event.id;
      if (event.data) {
        onEvent(event);
      }
    }
  }
}

function parse(block: string, lastId: string): StreamEvent {
  const event: StreamEvent = { event: 'message', data: '', id: lastId };
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') {
      event.event = value ?? '';
    } else if (field === 'id') {
      event.id = value ?? '';
    } else if (field === 'data') {
      data.push(value ?? '');
    }
  }
  event.data = data.join('\n');
  return event;
}
