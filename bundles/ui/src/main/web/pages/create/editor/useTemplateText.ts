import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actionsQuery, type DryRunFile } from '~/rest/scaffolder';
import { type ParsedTemplate, parseTemplate } from './templateText';
import { SAMPLE } from './sample';

const KEY = 'callboard.editor';

/** The template that is written, kept for the tab; what it comes to follows its changes. */
export function useTemplateText() {
  const { t } = useTranslation('create');
  const [text, setText] = useState(() => sessionStorage.getItem(KEY) ?? SAMPLE);
  const [files, setFiles] = useState<DryRunFile[]>([]);
  const [parsed, setParsed] = useState<ParsedTemplate>();
  const { data } = useQuery(actionsQuery);
  const actions = useMemo(() => new Set(data?.map(({ id }) => id)), [data]);
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      sessionStorage.setItem(KEY, text);
      void parseTemplate(text, actions, (key, values) => t(key as 'title', values ?? {})).then(
        (result) =>
          !gone &&
          setParsed((before) =>
            // The form stays while one types something that cannot be read yet.
            result.entity ? result : { ...result, steps: before?.steps ?? [] },
          ),
      );
    }, 250);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text, actions, t]);
  return { text, setText, files, setFiles, parsed };
}
