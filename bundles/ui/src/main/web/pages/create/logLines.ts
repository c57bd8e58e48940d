import type { TaskEvent } from '~/rest/scaffolder';

export interface Span {
  text: string;
  tone?: 'red' | 'green' | 'amber' | 'blue';
  bold?: boolean;
}

export interface LogLine {
  key: string;
  number: number;
  stepId?: string;
  /** Only on the first line of an event. */
  time?: string;
  spans: Span[];
}

/** What terminals are told about how to show text (ECMA-48, 8.3.117); everything else of the sort is dropped. */
// oxlint-disable-next-line no-control-regex
const SEQUENCE = /\u001b\[([0-9;]*)m|\u001b\[[0-9;?]*[A-Za-z]|\u001b\][^\u0007]*\u0007/g;

const TONES: Record<string, Span['tone']> = {
  31: 'red',
  91: 'red',
  32: 'green',
  92: 'green',
  33: 'amber',
  93: 'amber',
  34: 'blue',
  94: 'blue',
  36: 'blue',
  96: 'blue',
};

/** Text with its colours. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let tone: Span['tone'];
  let bold = false;
  let from = 0;
  const push = (part: string) => {
    if (part) {
      spans.push({ text: part, tone, bold: bold || undefined });
    }
  };
  for (const match of text.matchAll(SEQUENCE)) {
    push(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] === undefined) {
      continue;
    }
    for (const code of match[1].split(';')) {
      if (code === '0' || code === '' || code === '39') {
        tone = undefined;
      }
      if (code === '0' || code === '' || code === '22') {
        bold = false;
      }
      tone = TONES[code] ?? tone;
      bold ||= code === '1';
    }
  }
  push(text.slice(from));
  return spans;
}

export const plainText = (text: string) => text.replace(SEQUENCE, '');

/** The lines of the log, of one step when one is named. */
export function logLines(events: readonly TaskEvent[], stepId?: string): LogLine[] {
  const lines: LogLine[] = [];
  for (const { id, body, createdAt } of events) {
    if (stepId !== undefined && body.stepId !== stepId) {
      continue;
    }
    const texts = [body.message, body.error?.message].filter(Boolean).join('\n').split('\n');
    texts.forEach((text, index) =>
      lines.push({
        key: `${id}-${index}`,
        number: lines.length + 1,
        stepId: body.stepId,
        time: index === 0 ? createdAt : undefined,
        spans: spansOf(text),
      }),
    );
  }
  return lines;
}

/** The log as a file. */
export function logText(events: readonly TaskEvent[]): string {
  return events
    .map(({ createdAt, body }) =>
      [createdAt, body.stepId && `[${body.stepId}]`, plainText(body.message), body.error?.message]
        .filter(Boolean)
        .join(' '),
    )
    .join('\n')
    .concat('\n');
}
