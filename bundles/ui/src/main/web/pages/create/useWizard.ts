import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { JsonObject, ParameterSchema } from '~/rest/scaffolder';
import { dropDraft, loadDraft, prefill, saveDraft } from './drafts';
import { secretNames } from './review';

/** Where one is in a form, and what has been filled in; the page is in the address, the values in a draft. */
export function useWizard(templateRef: string, form: ParameterSchema) {
  const [params, setParams] = useSearchParams();
  const secretsOf = useMemo(() => secretNames(form.steps), [form]);
  const [draft] = useState(() => loadDraft(templateRef));
  const [given] = useState(() => prefill(params));
  const [values, setValues] = useState<JsonObject>(() => given ?? draft?.values ?? {});
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const asked = Number(params.get('step') ?? '1') - 1;
  const last = form.steps.length;
  // Without what was typed before, a later page would be checked against nothing.
  const [reached, setReached] = useState(() => (draft || given ? Math.min(asked, last) : 0));
  const current = Math.max(0, Math.min(asked || 0, reached, last));
  const go = (step: number) => {
    setReached(Math.max(reached, step));
    setParams((before) => {
      const next = new URLSearchParams(before);
      next.set('step', String(step + 1));
      return next;
    });
    window.scrollTo({ top: 0 });
  };
  const change = (next: JsonObject) => {
    setValues(next);
    saveDraft(templateRef, next, secretsOf);
  };
  const setSecret = (name: string, value: string | undefined) =>
    setSecrets((before) => {
      const { [name]: _, ...others } = before;
      return value === undefined ? others : { ...others, [name]: value };
    });
  const restart = () => {
    dropDraft(templateRef);
    setValues({});
    setSecrets({});
    setReached(0);
    setParams({}, { replace: true });
  };
  return {
    values,
    change,
    secrets,
    setSecret,
    current,
    reached,
    go,
    restart,
    isDraft: !given && draft !== undefined && Object.keys(draft.values).length > 0,
    isReview: current === last,
  };
}
