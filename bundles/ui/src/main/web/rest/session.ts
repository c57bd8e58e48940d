import { useSyncExternalStore } from 'react';
import { portalConfig, type SignInProvider } from './config';
import { forgetSeen } from './later';

/** Who has signed in, and with what. The token is kept in memory and never written anywhere. */
export interface Session {
  token: string;
  /** The user, or the name of the caller that an access token stands for. */
  userEntityRef: string;
  /** Whose things count as one's own. */
  ownershipEntityRefs: string[];
  displayName?: string;
  email?: string;
  picture?: string;
  provider: string;
}

export type SessionState =
  | { status: 'unknown' }
  | { status: 'signed-out'; reason?: 'expired' | 'left' }
  | { status: 'signed-in'; session: Session };

interface RefreshAnswer {
  profile?: { displayName?: string; email?: string; picture?: string };
  backstageIdentity: {
    token: string;
    expiresInSeconds?: number;
    identity: { userEntityRef: string; ownershipEntityRefs: string[] };
  };
}

const LAST_PROVIDER = 'callboard.provider';
const TAB_TOKEN = 'callboard.token';
/** A token is renewed this long before its end, so that no request meets an ended one. */
const EARLY = 60_000;

let state: SessionState = { status: 'unknown' };
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: SessionState) {
  state = next;
  listeners.forEach((listener) => listener());
}

export function sessionState(): SessionState {
  return state;
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(onSession, sessionState);
}

/** The session of whoever has signed in; pages are shown to nobody else. */
export function useSession(): Session {
  const current = useSessionState();
  if (current.status !== 'signed-in') {
    throw new Error('A page was shown to somebody who has not signed in');
  }
  return current.session;
}

export function currentToken(): string | undefined {
  return state.status === 'signed-in' ? state.session.token : undefined;
}

function environment(): string {
  return portalConfig.environment ? `?env=${encodeURIComponent(portalConfig.environment)}` : '';
}

function expiry(token: string): number | undefined {
  try {
    const payload = token.split('.')[1] ?? '';
    const text = atob(payload.replace(/-/g, '+').replace(/_/g, '/'));
    const { exp } = JSON.parse(text) as { exp?: number };
    return exp === undefined ? undefined : exp * 1000;
  } catch {
    return undefined;
  }
}

function accept(provider: string, answer: RefreshAnswer) {
  const { token, identity } = answer.backstageIdentity;
  localStorage.setItem(LAST_PROVIDER, provider);
  set({ status: 'signed-in', session: { token, ...identity, ...answer.profile, provider } });
  clearTimeout(timer);
  const end = expiry(token);
  if (end !== undefined) {
    timer = setTimeout(() => void renew(), Math.max(5_000, end - Date.now() - EARLY));
  }
}

declare global {
  interface Window {
    /** What `build/early.js` has asked for while this code was on its way. */
    callboardEarly?: { provider: string; answer: Promise<Response> };
  }
}

/** The answer that is on its way already, once. */
function early(provider: string): Promise<Response> | undefined {
  const asked = window.callboardEarly;
  delete window.callboardEarly;
  return asked?.provider === provider ? asked.answer : undefined;
}

async function refresh(provider: string): Promise<boolean> {
  const response = await (early(provider) ??
    fetch(`/api/auth/${encodeURIComponent(provider)}/refresh${environment()}`, {
      credentials: 'include',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    }));
  if (!response.ok) {
    return false;
  }
  accept(provider, (await response.json()) as RefreshAnswer);
  return true;
}

let renewing: Promise<boolean> | undefined;

/** Asks for a fresh token; false when the session has ended. Calls at the same time share one request. */
export function renew(): Promise<boolean> {
  if (state.status !== 'signed-in' || state.session.provider === 'token') {
    return Promise.resolve(false);
  }
  const { provider } = state.session;
  renewing ??= refresh(provider)
    .then((renewed) => {
      if (!renewed) {
        set({ status: 'signed-out', reason: 'expired' });
      }
      return renewed;
    })
    .catch(() => {
      // The server is away: the token may still be good, and the next request tells.
      timer = setTimeout(() => void renew(), 10_000);
      return true;
    })
    .finally(() => (renewing = undefined));
  return renewing;
}

/** Continues the session of an earlier visit, when there is one. */
export async function resume(): Promise<void> {
  const token = sessionStorage.getItem(TAB_TOKEN);
  if (token && (await signInWithToken(token))) {
    return;
  }
  const last = localStorage.getItem(LAST_PROVIDER);
  const known = portalConfig.providers.find(({ id }) => id === last);
  const continued = known ? await refresh(known.id).catch(() => false) : false;
  if (!continued) {
    set({ status: 'signed-out' });
  }
}

/** Signs in with a provider. Rejects with a message for people when the provider refuses. */
export async function signIn(provider: SignInProvider): Promise<void> {
  if (provider.flow === 'popup') {
    accept(provider.id, await throughPopup(provider));
    return;
  }
  if (!(await refresh(provider.id))) {
    throw new Error(`${provider.title} did not let you in.`);
  }
}

function throughPopup(provider: SignInProvider): Promise<RefreshAnswer> {
  const query = new URLSearchParams({ flow: 'popup', origin: location.origin });
  if (portalConfig.environment) {
    query.set('env', portalConfig.environment);
  }
  const popup = window.open(
    `/api/auth/${encodeURIComponent(provider.id)}/start?${query}`,
    'callboard-sign-in',
    'width=480,height=680',
  );
  return new Promise((resolve, reject) => {
    if (!popup) {
      reject(new Error('The browser has blocked the sign-in window. Allow it and try again.'));
      return;
    }
    const closed = setInterval(() => {
      if (popup.closed) {
        finish(() => reject(new Error('The sign-in window was closed before the end.')));
      }
    }, 500);
    const heard = (event: MessageEvent) => {
      const data = event.data as { type?: string; response?: RefreshAnswer; error?: Error } | null;
      if (event.origin !== location.origin || event.source !== popup) {
        return;
      }
      if (data?.type !== 'authorization_response') {
        return;
      }
      if (data.response) {
        const answer = data.response;
        finish(() => resolve(answer));
      } else {
        finish(() => reject(new Error(data.error?.message ?? 'The provider refused.')));
      }
    };
    const finish = (then: () => void) => {
      clearInterval(closed);
      window.removeEventListener('message', heard);
      popup.close();
      then();
    };
    window.addEventListener('message', heard);
  });
}

/** Uses an access token, for this tab only. Answers whether the server takes it. */
export async function signInWithToken(token: string): Promise<boolean> {
  const response = await fetch('/api/permission/authorize', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: '{"items":[]}',
  });
  if (!response.ok) {
    sessionStorage.removeItem(TAB_TOKEN);
    return false;
  }
  sessionStorage.setItem(TAB_TOKEN, token);
  set({
    status: 'signed-in',
    session: { token, userEntityRef: '', ownershipEntityRefs: [], provider: 'token' },
  });
  return true;
}

/** Ends the session here and at the server. */
export async function signOut(): Promise<void> {
  if (state.status !== 'signed-in') {
    return;
  }
  const { provider, token } = state.session;
  clearTimeout(timer);
  sessionStorage.removeItem(TAB_TOKEN);
  localStorage.removeItem(LAST_PROVIDER);
  forgetSeen();
  set({ status: 'signed-out', reason: 'left' });
  if (provider !== 'token') {
    await fetch(`/api/auth/${encodeURIComponent(provider)}/logout${environment()}`, {
      method: 'POST',
      credentials: 'include',
      headers: { Authorization: `Bearer ${token}`, 'X-Requested-With': 'XMLHttpRequest' },
    }).catch(() => undefined);
  }
}
