import { lazy, Suspense } from 'react';
import { Skeleton } from './Skeleton';

const Loaded = lazy(() => import('./CodeMirrorEditor'));

export interface Diagnostic {
  /** The first line is 1. */
  line: number;
  column?: number;
  severity: 'error' | 'warning';
  message: string;
}

export interface CodeEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  language?: 'yaml' | 'json';
  diagnostics?: Diagnostic[];
  height?: string;
}

/** Text to be written by hand, with what is wrong marked at its lines. The editor is loaded when it shows. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense
      fallback={
        <div style={{ height: props.height ?? '480px' }}>
          <Skeleton lines={10} />
        </div>
      }
    >
      <Loaded {...props} />
    </Suspense>
  );
}
