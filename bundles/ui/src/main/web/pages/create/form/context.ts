/** What fields get from the form that they are in. */
export interface FormContext {
  /** Kept beside the values, in memory only. */
  secrets: Record<string, string>;
  setSecret: (name: string, value: string | undefined) => void;
  /** The values of the pages before this one too. */
  values: Record<string, unknown>;
}
