import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorCard } from '~/ui/ErrorCard';
import { Skeleton } from '~/ui/Skeleton';
import type { OpenApi as Model } from './openapi';
import { isObject, type Json, objectAt } from './parse';
import './openapi.css';

interface SwaggerRequest {
  url: string;
  loadSpec?: boolean;
}

type SwaggerUi = (options: Record<string, unknown>) => unknown;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of an API, to read and to try. Requests go to the servers of the definition only. */
export default function OpenApi({ model }: { model: Model }) {
  const { t } = useTranslation('apis');
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const blocked = useBlocked(model.origins);
  useEffect(() => {
    const node = document.createElement('div');
    let gone = false;
    import('swagger-ui-dist/swagger-ui-es-bundle.js')
      .then(({ default: swaggerUi }) => {
        if (gone) {
          return;
        }
        place.current?.append(node);
        (swaggerUi as SwaggerUi)({
          domNode: node,
          spec: shown(model.spec),
          docExpansion: 'list',
          defaultModelsExpandDepth: 0,
          deepLinking: false,
          syntaxHighlight: false,
          validatorUrl: null,
          supportedSubmitMethods: model.origins.size > 0 ? METHODS : [],
          requestInterceptor: (request: SwaggerRequest) => {
            const { origin } = new URL(request.url, location.href);
            if (request.loadSpec || !model.origins.has(origin)) {
              throw new Error(t('openapi.refused', { origin }));
            }
            return { ...request, credentials: 'omit' };
          },
          onComplete: () => setReady(true),
        });
      })
      .catch(setFailure);
    const mender = new MutationObserver(() => mend(node, t));
    mender.observe(node, { childList: true, subtree: true });
    return () => {
      gone = true;
      mender.disconnect();
      node.remove();
    };
  }, [model, t]);
  return (
    <>
      {failure ? <ErrorCard error={failure} /> : !ready && <Skeleton lines={12} height={20} />}
      {blocked && (
        <ErrorCard
          title={t('openapi.blocked', { origin: blocked })}
          error={t('openapi.blockedText', { origin: blocked })}
        />
      )}
      <div ref={place} />
    </>
  );
}

/** The server that the browser was forbidden to ask, by the content security policy of the portal. */
function useBlocked(origins: Set<string>): string | undefined {
  const [blocked, setBlocked] = useState<string>();
  useEffect(() => {
    const notice = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
      const origin = [...origins].find((one) => blockedURI.startsWith(one));
      if (effectiveDirective === 'connect-src' && origin) {
        setBlocked(origin);
      }
    };
    document.addEventListener('securitypolicyviolation', notice);
    return () => document.removeEventListener('securitypolicyviolation', notice);
  }, [origins]);
  return blocked;
}

/** A copy, as Swagger UI changes what it is given; without addresses that it would go and read by itself. */
function shown(spec: Json): Json {
  const copy = structuredClone(spec);
  const schemes = objectAt(objectAt(copy, 'components'), 'securitySchemes');
  for (const [name, scheme] of Object.entries(schemes)) {
    if (isObject(scheme) && scheme['type'] === 'openIdConnect') {
      const description = `OpenID Connect: ${String(scheme['openIdConnectUrl'])}`;
      schemes[name] = { type: 'http', scheme: 'bearer', description };
    }
  }
  return copy;
}

/** Puts right what Swagger UI does not tell screen readers and the keyboard. */
function mend(node: HTMLElement, t: (key: string) => string) {
  const set = (selector: string, attributes: Record<string, string>) =>
    node.querySelectorAll(selector).forEach((found) =>
      Object.entries(attributes).forEach(([name, value]) => {
        if (found.getAttribute(name) !== value) {
          found.setAttribute(name, value);
        }
      }),
    );
  set('main', { role: 'group' });
  set('#servers', { 'aria-label': t('async.servers') });
  set('pre', { tabindex: '0' });
  set('h1, h2.title', { role: 'heading', 'aria-level': '2' });
}
